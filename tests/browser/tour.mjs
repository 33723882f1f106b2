// Takes a picture of every page, as different people see it, into tests/tour/: node tests/browser/tour.mjs [STATION…]

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Browser, LOOKS, rightToLeft } from './support/browser.js';
import { acknowledge, askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';
import { REPOSITORY, Service } from './support/service.js';

/**
 * The stations, by name. Each leads `page`, somebody new, to a page that GET shows; it may use `service`, and `told`: a report
 * of its own, with `reference`, `receipt` and `notice`, the letter that Tees Pride got.
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
  link: ({ page, told }) => page.goto(told.notice.link),
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
};

async function atYourPage({ page, told }) {
  await page.goto('/your-report');
  await comeBack(page, told.receipt);
}

const CAMERAS = {
  phone: { look: LOOKS.phone },
  desktop: { look: LOOKS.desktop },
  tiny: { look: LOOKS.tiny },
  dark: { look: { ...LOOKS.phone, colorScheme: 'dark' } },
  'right-to-left': { look: LOOKS.phone, prepare: rightToLeft },
};

const album = join(REPOSITORY, 'tests/tour');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(STATIONS, name));
if (unknown.length > 0) {
  console.error(`no station ${unknown.join(', ')}; there are ${Object.keys(STATIONS).join(', ')}`);
  process.exit(2);
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
  const { reference, receipt } = await submit(service);
  const told = { reference, receipt, notice: await service.letter('tees-pride', { kind: 'notice', about: reference }) };
  const page = await browser.visitor(service.url);
  await STATIONS[name]({ page, service, told });
  const [address, storageState] = [page.url(), await page.context().storageState()];
  await page.context().close();
  for (const [camera, { look, prepare }] of Object.entries(CAMERAS)) {
    const viewer = await browser.visitor(service.url, { ...look, storageState });
    await prepare?.(viewer);
    await viewer.goto(address);
    await viewer.screenshot({ path: join(album, `${name}.${camera}.png`), fullPage: true });
    await viewer.context().close();
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
