// What every page must be, whatever it says.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

import { logOf } from './browser.js';
import { unlessPassed } from './checked.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Rules of taste, not of HTML.
const TASTE = [
  'attr-case',
  'attr-quotes',
  'attribute-boolean-style',
  'attribute-empty-style',
  'doctype-style',
  'element-case',
  'long-title',
  'no-implicit-close',
  'no-trailing-whitespace',
  'prefer-button',
  'prefer-native-element',
  'prefer-tbody',
  'tel-non-breaking',
  'void-style',
];
const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      ...Object.fromEntries(TASTE.map((rule) => [rule, 'off'])),
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }], // a set of answers has one name
    },
  }),
);

// What a list of open pages, or a history, must not show to whoever looks over a shoulder.
const TELLING = /hate|crime|victim|report|incident|abuse|attack|assault|racis|homophob|transphob|religio|disab/i;

/** The largest page, in bytes, with all that it fetches. */
export const MOST_WEIGHT = 40 * 1024;

/**
 * Fails, with every fault at once, unless the page that is shown is accessible, valid, neutral in its title, light, and fits a
 * screen of 320 pixels. `weight` is for pages that are not for reporters; `title: false` for the first page, which says what it is.
 */
export async function checkPage(page, { weight = MOST_WEIGHT, title = true } = {}) {
  // From the top: what the way out lies over while the page is scrolled can be scrolled free.
  await page.evaluate(() => scrollTo(0, 0));
  const html = await logOf(page).document.text();
  const faults = [
    ...(await unlessPassed('axe', await asShown(page), () => accessible(page))),
    ...(await unlessPassed('html', html, () => valid(html, page.url()))),
    ...(await narrow(page)),
    ...(title ? neutral(await page.title()) : []),
    ...(await light(page, weight)),
  ];
  if (faults.length > 0) assert.fail(`${page.url()} (${await page.title()})\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}

/** Checks pages of a journey as they come, so that a fault on one does not hide the next: `check(page)`, and `done()` at its end. */
export function checksOnTheWay() {
  const faults = [];
  return {
    check: (page, rules) => checkPage(page, rules).catch((fault) => faults.push(fault.message)),
    done: () => faults.length > 0 && assert.fail(faults.join('\n')),
  };
}

/** All that axe-core goes by: elements as scripts left them, what fields hold, styles, the screen, and where the focus is. */
function asShown(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const fields = all.filter((element) => 'value' in element).map(({ type, value, checked, disabled }) => [type, value, checked, disabled]);
    const states = [':focus', ':target', ':modal', ':invalid', ':indeterminate'].map((state) => all.flatMap((element, place) => (element.matches(state) ? [place] : [])));
    const styles = [...document.styleSheets].map((sheet) => [sheet.media.mediaText, [...sheet.cssRules].map((rule) => rule.cssText)]);
    const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(pointer: coarse)', 'print'];
    // Only these show something else where scripts are off.
    if (document.querySelector('noscript') || /\(scripting/.test(JSON.stringify(styles))) media.push('(scripting: none)');
    const colours = media.map((query) => matchMedia(query).matches);
    const screen = [innerWidth, innerHeight, devicePixelRatio, document.documentElement.clientWidth, ...colours];
    return [document.documentElement.outerHTML, document.title, ...[fields, states, styles, screen].map((part) => JSON.stringify(part))].join('\n');
  });
}

/** axe-core, and its contrast rule once more in the other colours. */
async function accessible(page) {
  await prepareAxe(page);
  const run = (options) => page.evaluate((options) => globalThis.axe.run(document, options), { resultTypes: ['violations'], ...options });
  const faults = violations(await run({ runOnly: AXE_TAGS }));
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' });
  faults.push(...violations(await run({ runOnly: { type: 'rule', values: ['color-contrast'] } }), dark ? ' in light colours' : ' in dark colours'));
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  return faults;
}

// Where scripts are off, Chromium still runs what DevTools ask for, but no timers, and axe waits for one: it gets a promise instead.
async function prepareAxe(page) {
  if (await page.evaluate(() => 'axe' in globalThis)) return;
  if (!logOf(page).scripts) {
    await page.evaluate(() => {
      globalThis.setTimeout = (work) => void Promise.resolve().then(work);
      globalThis.clearTimeout = () => {};
    });
  }
  await page.evaluate(AXE);
}

function violations({ violations }, where = '') {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `axe ${id}${where} at ${target.join(' ')}: ${help} (${why})`;
    }),
  );
}

/** html-validate, on what the service sent and not on what Chromium made of it. */
async function valid(html, url) {
  const { results } = await validator.validateString(html, url);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => `html ${ruleId}: ${message} (line ${line}: ${selector ?? html.split('\n')[line - 1]?.trim()})`),
  );
}

/** Nothing needs scrolling to the side at 320 pixels, whichever letters a reference is made of: `W` is the widest. */
async function narrow(page) {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 256 });
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    const widened = [...document.body.querySelectorAll('.number')].map((number) => [number, number.textContent]);
    for (const [number, text] of widened) number.textContent = text.replace(/WM-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'WM-WWWW-WWWW');
    try {
      return tooWide();
    } finally {
      for (const [number, text] of widened) number.textContent = text;
    }
    function tooWide() {
      if (root.scrollWidth <= root.clientWidth) return [];
      const name = (element) => element.localName + (element.id && `#${element.id}`) + [...element.classList].map((name) => `.${name}`).join('');
      const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
      return [`at 320 pixels it is ${root.scrollWidth} wide, because of ${out.slice(0, 5).map(name).join(', ')}`];
    }
  });
  await page.setViewportSize(usual);
  return wide;
}

function neutral(title) {
  const telling = TELLING.exec(title);
  return telling ? [`the title says “${telling[0]}”: ${title}`] : [];
}

async function light(page, most) {
  const weight = await weightOf(page);
  return weight > most ? [`it weighs ${weight} bytes with all that it fetches, and may weigh ${most}`] : [];
}

/** What it takes to show the page to somebody who comes for the first time: bytes of bodies, as they travel. */
export async function weightOf(page) {
  const { document, origin } = logOf(page);
  const { responseBodySize } = await document.request().sizes();
  const parts = await page.locator('link[rel~=stylesheet], link[rel~=icon], script[src], img[src]').evaluateAll((parts) => parts.map((part) => part.href ?? part.src));
  const weights = [...new Set(parts)].map((url) => weightOfPart(origin, url));
  return (await Promise.all(weights)).reduce((sum, part) => sum + part, responseBodySize);
}

const parts = new Map();

function weightOfPart(origin, url) {
  if (!url.startsWith(`${origin}/`)) return 0; // a request to another site is a fault of its own
  if (!parts.has(url)) parts.set(url, fetch(url).then(async (answer) => Number(answer.headers.get('content-length')) || (await answer.arrayBuffer()).byteLength));
  return parts.get(url);
}
