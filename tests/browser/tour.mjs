// Takes a picture of every page, as different people see it, into tests/tour/: node tests/browser/tour.mjs [STATION…]
// With --readme only those two that the README shows, into docs/pictures/.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Browser, LOOKS, rightToLeft } from './support/browser.js';
import { ALEX, PAGES_OF_ALEX, WITNESS, answer, begin, fill, foldOut, press, send, shortReport } from './support/form.js';
import { acknowledge, askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';
import { REPOSITORY, Service } from './support/service.js';

/**
 * The stations, by name. Each leads `page`, somebody new, to a page that GET shows; it may use `service`, and `told()`: a
 * report of its own, with `reference`, `receipt` and `notice`, the letter that Tees Pride got.
 */
const STATIONS = {
  home: ({ page }) => page.goto('/'),
  'report-start': ({ page }) => page.goto('/report'),
  'come-back': ({ page }) => page.goto('/your-report'),
  'come-back-unknown': async ({ page }) => {
    await page.goto('/your-report');
    await comeBack(page, '0000-0000-0000-0000');
  },
  'your-page': atYourPage,
  'your-page-everything': async (tour) => {
    await atYourPage(tour);
    await showEverything(tour.page);
  },
  'your-page-message-missing': async (tour) => {
    await STATIONS['your-page-everything'](tour);
    await tour.page.getByRole('button', { name: 'Send message' }).click();
  },
  'your-page-message-sent': async (tour) => {
    await STATIONS['your-page-everything'](tour);
    await tour.page.getByLabel('Write to our team').fill('Please call me after six.');
    await tour.page.getByRole('button', { name: 'Send message' }).click();
  },
  'erase-confirm': async (tour) => {
    await atYourPage(tour);
    await tour.page.goto('/your-report/erase');
  },
  erased: async (tour) => {
    await STATIONS['erase-confirm'](tour);
    await tour.page.getByRole('button', { name: 'Erase my report' }).click();
  },
  link: async ({ page, told }) => page.goto((await told()).notice.link),
  'link-name-missing': async (tour) => {
    await STATIONS.link(tour);
    await acknowledge(tour.page, '');
  },
  'link-acknowledged': async (tour) => {
    await STATIONS.link(tour);
    await acknowledge(tour.page, 'Officer 4711');
  },
  code: async (tour) => {
    await STATIONS.link(tour);
    tour.letter = await askForCode(tour.page, tour.service, 'tees-pride');
  },
  'code-wrong': async (tour) => {
    await STATIONS.code(tour);
    await enterCode(tour.page, '0000 0000');
  },
  referral: async (tour) => {
    await STATIONS.code(tour);
    await enterCode(tour.page, tour.letter.code);
  },
  'referral-accepted': async (tour) => {
    await STATIONS.referral(tour);
    await tour.page.getByRole('button', { name: 'Accept the referral' }).click();
  },
  'referral-declined': async (tour) => {
    await STATIONS.referral(tour);
    await tour.page.getByLabel('We have no room right now').check();
    await tour.page.getByRole('button', { name: 'Decline the referral' }).click();
  },
  'not-found': ({ page }) => page.goto('/nowhere'),
  'bad-link': ({ page }) => page.goto('/r/xyz'),
  expired: ({ page }) => page.goto('/your-report/erase'),
  api: ({ page }) => page.goto('/api'),

  'form-start-begun': async ({ page }) => {
    await shortReport(page, { until: 'story' });
    await page.goto('/report');
  },
  'form-start-over': ({ page }) => page.goto('/report?over'),
  ...Object.fromEntries(PAGES_OF_ALEX.map((step) => [`form-${step}`, formOf(ALEX, step)])),
  ...Object.fromEntries(['agreed', 'area', 'no-home', 'never'].map((step) => [`form-${step}`, formOf(WITNESS, step)])),
  'form-day-range': formOf(WITNESS, 'day'),
  'form-help-now-danger': formOf(WITNESS, 'help-now'),
  'form-allow-witness': formOf(WITNESS, 'allow'),
  'form-allow-folded-out': formOf(ALEX, 'allow'),
  'form-allow-without-place': ({ page }) => shortReport(page, { until: 'allow' }),
  'form-story-missing': async ({ page }) => {
    await shortReport(page, { until: 'story' });
    await answer(page, 'story', {}, { go: 'Finish now' });
  },
  'form-kinds-missing': async ({ page }) => {
    await shortReport(page, { until: 'story' });
    await answer(page, 'story');
    await answer(page, 'kinds');
  },
  'form-day-wrong': atDayWrong,
  'form-place-wrong': atPlaceWrong,
  'form-reach-wrong': async ({ page }) => {
    await formOf(ALEX, 'reach')({ page });
    await answer(page, 'reach', { 'contact.value.email': 'no address', 'contact.value.text': '' });
  },
  'form-check-wrong': async ({ page }) => {
    await atPlaceWrong({ page });
    await page.goto('/report/check');
  },
  'form-check-short': ({ page }) => shortReport(page, { until: 'check' }),
  'form-change': async ({ page }) => {
    await formOf(ALEX, 'check')({ page });
    await page.goto('/report/setting?change');
  },
  'form-later': async ({ page }) => {
    await shortReport(page, { until: 'story' });
    await page.goto('/report/later');
  },
  'form-later-kept': async (tour) => {
    await STATIONS['form-later'](tour);
    await press(tour.page, 'Keep my answers for 24 hours');
  },
  'form-lost': async ({ page }) => {
    await shortReport(page, { until: 'story' });
    await page.context().clearCookies();
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
  },
  receipt: atReceipt,
  'receipt-nobody': ({ page }) => shortReport(page),
  'receipt-waiting': ({ page }) => shortReport(page, { allow: { 'purposes.investigate': 'full' } }),
  'receipt-word-missing': async ({ page }) => {
    await shortReport(page);
    await press(page, 'Add my word');
  },
  'receipt-word-chosen': async ({ page }) => {
    await shortReport(page);
    await fill(page, { word: 'heron' });
    await press(page, 'Add my word');
  },
  'receipt-saved': async ({ page }) => {
    await shortReport(page);
    await press(page, 'I have saved it');
  },
  'your-story': backAt('/your-report/story'),
  'your-choices': backAt('/your-report/permission'),
  'your-choices-folded-out': backAt('/your-report/permission'),
  'your-choices-saved': async (tour) => {
    await STATIONS['your-choices'](tour);
    await fill(tour.page, { 'allow.tees-police.investigate': 'no', 'allow.signing-ahead.support': 'full' });
    await press(tour.page, 'Save my choices');
  },
};

/** What is done at a station before each picture: what folds out does not stand in its address. */
const BEFORE_PICTURES = { 'form-allow-folded-out': foldOut, 'your-choices-folded-out': foldOut };

/** Leads to a page of the form as somebody who answers like this. */
function formOf(answers, until) {
  return async ({ page }) => {
    await page.goto('/');
    await begin(page, answers, until);
  };
}

async function atPlaceWrong({ page }) {
  await shortReport(page, { until: 'story' });
  await page.goto('/report/place');
  await answer(page, 'place', { 'incident.where.postcode': 'nowhere', 'place.area': 'Atlantis', 'incident.where.place': 'The corner' });
}

async function atDayWrong({ page }) {
  await formOf(ALEX, 'day')({ page });
  await answer(page, 'day', { 'incident.when.from.day': '31', 'incident.when.from.month': '2', 'incident.when.from.year': '2026' });
}

async function atReceipt({ page }) {
  await page.goto('/');
  await begin(page, { ...ALEX, allow: { 'allow.tees-police.investigate': 'full', 'allow.open-tally.inform': 'anonymous' } }, 'check');
  return send(page);
}

/** Leads to a page behind the receipt of somebody who told everything. */
function backAt(address) {
  return async ({ page }) => {
    const { receipt } = await atReceipt({ page });
    await press(page, 'I have saved it');
    await page.goto('/your-report');
    await comeBack(page, receipt);
    await page.goto(address);
  };
}

async function atYourPage({ page, told }) {
  await page.goto('/your-report');
  await comeBack(page, (await told()).receipt);
}

const CAMERAS = {
  phone: { look: LOOKS.phone },
  desktop: { look: LOOKS.desktop },
  tiny: { look: LOOKS.tiny },
  dark: { look: { ...LOOKS.phone, colorScheme: 'dark' } },
  'right-to-left': { look: LOOKS.phone, prepare: rightToLeft },
};

/** The pictures of the README: a station each, and where on it the picture begins. */
const README = { form: ['form-why', 'main'], permission: ['form-allow', 'section.offer:has([name="allow.signing-ahead.support"])'] };

const album = join(REPOSITORY, 'tests/tour');
const readme = process.argv.includes('--readme');
const wanted = process.argv.slice(2).filter((name) => name !== '--readme');
const unknown = wanted.filter((name) => !Object.hasOwn(STATIONS, name));
if (unknown.length > 0) {
  console.error(`no station ${unknown.join(', ')}; there are ${Object.keys(STATIONS).join(', ')}`);
  process.exit(2);
}

if (readme) {
  await takeReadmePictures();
  process.exit();
}
const names = wanted.length > 0 ? wanted : Object.keys(STATIONS);
if (wanted.length === 0) await rm(album, { recursive: true, force: true });
await mkdir(album, { recursive: true });

const [service, browser] = await Promise.all([Service.start(), Browser.start()]);
let lost = 0;
try {
  for (const name of names) {
    try {
      await stopAt(name);
      console.log(name);
    } catch (error) {
      lost += 1;
      console.error(`${name}: not reached: ${error.message}`);
    }
  }
  if (wanted.length === 0) await writeFile(join(album, 'index.html'), contents());
} finally {
  await Promise.all([browser.stop(), service.stop()]);
}
console.log(`${names.length - lost} of ${names.length} stations, ${Object.keys(CAMERAS).length} pictures each, in tests/tour/`);
process.exitCode = lost > 0 ? 1 : 0;

// Goes there once; then each camera, with the same cookies, looks at the same address.
async function stopAt(name) {
  // Only where it is used: an organisation has room for so many.
  const told = async () => {
    const { reference, receipt } = await submit(service);
    return { reference, receipt, notice: await service.letter('tees-pride', { kind: 'notice', about: reference }) };
  };
  const page = await browser.visitor(service.url);
  await STATIONS[name]({ page, service, told });
  const [address, storageState] = [page.url(), await page.context().storageState()];
  await page.context().close();
  for (const [camera, { look, prepare }] of Object.entries(CAMERAS)) {
    const viewer = await browser.visitor(service.url, { ...look, storageState });
    await prepare?.(viewer);
    await viewer.goto(address);
    await BEFORE_PICTURES[name]?.(viewer);
    await viewer.screenshot({ path: join(album, `${name}.${camera}.png`), fullPage: true });
    await viewer.context().close();
  }
}

// As they look at 900 pixels, from the top of the page or of a part of it, and small enough for a page that loads at once.
async function takeReadmePictures() {
  const folder = join(REPOSITORY, 'docs/pictures');
  await mkdir(folder, { recursive: true });
  const [service, browser] = await Promise.all([Service.start(), Browser.start()]);
  try {
    for (const [name, [station, part]] of Object.entries(README)) {
      const page = await browser.visitor(service.url, { viewport: { width: 900, height: 680 }, deviceScaleFactor: 1 });
      await STATIONS[station]({ page, service });
      await page.locator(part).first().evaluate((part) => part.localName === 'main' || window.scrollTo(0, part.getBoundingClientRect().top + scrollY - 60));
      const picture = await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' });
      if (picture.length > 80 * 1024) throw new Error(`docs/pictures/${name}.png has ${picture.length} bytes`);
      console.log(`docs/pictures/${name}.png: ${Math.ceil(picture.length / 1024)} KB`);
      await page.context().close();
    }
  } finally {
    await Promise.all([browser.stop(), service.stop()]);
  }
}

function contents() {
  const rows = names.map((name) => {
    const pictures = Object.keys(CAMERAS).map((camera) => `<td><a href="${name}.${camera}.png"><img src="${name}.${camera}.png" alt="${camera}" width="240"></a></td>`);
    return `<tr><th>${name}</th>${pictures.join('')}</tr>`;
  });
  const head = Object.keys(CAMERAS).map((camera) => `<th>${camera}</th>`).join('');
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Tour</title><table><tr><td></td>${head}</tr>${rows.join('\n')}</table></html>\n`;
}
