// Takes a picture of every page, as different people see it, into tests/tour/: node tests/browser/tour.mjs [STATION…]
// With --readme, --guide or --centre-guide only those that the README or a guide in docs/ shows, into docs/pictures/.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Browser, LOOKS, follow, rightToLeft } from './support/browser.js';
import { ALLOWED, LIBRARY, TOLD } from './support/desk.js';
import { ALEX, PAGES_OF_ALEX, WITNESS, answer, begin, fill, foldOut, press, send, shortReport } from './support/form.js';
import { acknowledge, askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';
import { REPOSITORY, Service } from './support/service.js';
import { PASSWORD, invite, signIn, takeInvitation } from './support/staff.js';

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
    await follow(tour.page.getByRole('button', { name: 'Send message' }));
  },
  'your-page-message-sent': async (tour) => {
    await STATIONS['your-page-everything'](tour);
    await tour.page.getByLabel('Write to our team').fill('Please call me after six.');
    await follow(tour.page.getByRole('button', { name: 'Send message' }));
  },
  'erase-confirm': async (tour) => {
    await atYourPage(tour);
    await tour.page.goto('/your-report/erase');
  },
  erased: async (tour) => {
    await STATIONS['erase-confirm'](tour);
    await follow(tour.page.getByRole('button', { name: 'Erase my report' }));
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
    await follow(tour.page.getByRole('button', { name: 'Accept the referral' }));
  },
  'referral-declined': async (tour) => {
    await STATIONS.referral(tour);
    await tour.page.getByLabel('We have no room right now').check();
    await follow(tour.page.getByRole('button', { name: 'Decline the referral' }));
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
  'receipt-waiting': ({ page }) => shortReport(page, { allow: { 'purposes.investigate': 'ask' } }),
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

  'desk-sign-in': ({ page }) => page.goto('/desk/sign-in'),
  'desk-code': async ({ page, service }) => {
    const { address } = await account(page, service);
    await page.goto('/desk/sign-in');
    await page.getByLabel('E-mail address').fill(address);
    await page.getByLabel('Password').fill(PASSWORD);
    await follow(page.getByRole('button', { name: 'Continue' }));
  },
  'desk-invitation': async ({ page, service }) => page.goto((await newcomer(service)).path),
  'desk-code-set-up': async (tour) => {
    await STATIONS['desk-invitation'](tour);
    await tour.page.getByLabel('Choose a password').fill(PASSWORD);
    await follow(tour.page.getByRole('button', { name: 'Continue' }));
  },
  'desk-inbox': async ({ page, service, told }) => {
    await submit(service, { permission: { agencies: { 'tees-police': { investigate: 'anonymous' } } } });
    await submit(service, { incident: { ...ELSEWHERE, account: 'They broke our window.' }, permission: { purposes: { investigate: 'full' } } });
    const { receipt } = await told();
    await service.api('POST', '/api/v1/report/messages', { body: { text: 'Can somebody come with me?' }, receipt, expect: 201 });
    await submit(service, { risk: { in_danger: 'yes', escalating: 'yes' } });
    await atDesk(page, service);
  },
  'desk-report': async ({ page, service }) => {
    const { reference, receipt } = await submit(service, {
      risk: { in_danger: 'yes', escalating: 'yes' },
      permission: { purposes: { support: 'full' }, agencies: { 'tees-police': { investigate: 'anonymous' } } },
    });
    await service.api('POST', '/api/v1/report/messages', { body: { text: 'Can somebody come with me?' }, receipt, expect: 201 });
    await atDesk(page, service);
    await page.getByLabel('Find a report').fill(reference);
    await follow(page.getByRole('button', { name: 'Find', exact: true }));
  },
  'desk-release': async (tour) => {
    await STATIONS['desk-report'](tour);
    await follow(tour.page.getByRole('link', { name: 'Write it without names' }));
    await tour.page.getByLabel('Without what could name a person').fill('Darren shouted at them near the mosque in Mill Lane, on Tuesday.');
    await follow(tour.page.getByRole('button', { name: 'Release this version' }));
  },
  'desk-action': async (tour) => {
    await STATIONS['desk-report'](tour);
    await follow(tour.page.getByRole('link', { name: 'Agree an action' }));
  },
  'desk-people': async ({ page, service }) => {
    await newcomer(service, { role: 'duty' });
    await newcomer(service, { role: 'coordinator' });
    await atDesk(page, service);
    await page.goto('/desk/people');
  },
  'desk-people-missing': async (tour) => {
    await STATIONS['desk-people'](tour);
    await follow(tour.page.getByRole('button', { name: 'Make an invitation' }));
  },
  'desk-take-down': ({ page, service }) => atTakeDown(page, service),
  'desk-take-down-help': ({ page, service }) => atTakeDown(page, service),
  'desk-take-down-wrong': async ({ page, service }) => {
    await atTakeDown(page, service);
    await fill(page, { 'incident.where.postcode': 'nowhere', 'place.area': 'Atlantis', 'incident.when.from.day': '31', 'incident.when.from.month': '2' });
    await press(page, 'Go on to who may know');
  },
  'desk-take-down-allow': async ({ page, service }) => {
    await atTakeDown(page, service);
    await fill(page, TOLD);
    await press(page, 'Go on to who may know');
  },
  'desk-take-down-check': async (tour) => {
    await STATIONS['desk-take-down-allow'](tour);
    await fill(tour.page, { ...ALLOWED, 'taken.read': 'yes' });
    await press(tour.page, 'Continue');
  },
  'desk-slip': async (tour) => {
    await STATIONS['desk-take-down-check'](tour);
    await press(tour.page, 'Send this report');
  },
  'desk-slip-receipt': (tour) => STATIONS['desk-slip'](tour),
  'desk-taken-down': async (tour) => {
    await STATIONS['desk-slip'](tour);
    await press(tour.page, 'I am done with this page');
    await tour.page.goto('/desk');
  },
  'desk-taken-down-report': async (tour) => {
    await STATIONS['desk-slip'](tour);
    await press(tour.page, 'Open the report');
  },
  'desk-paper': async ({ page, service }) => {
    await atTakeDown(page, service);
    await page.goto('/desk/paper');
  },
  'desk-begun': async ({ page, service }) => {
    await atTakeDown(page, service);
    await fill(page, TOLD);
    await press(page, 'Save for now');
    await page.context().clearCookies();
    await atDesk(page, service, { role: 'centre-manager', centre: LIBRARY });
    await page.goto('/desk/people');
    await follow(page.getByRole('button', { name: /^Read what they have begun/ }).first());
  },
  'desk-centre': async ({ page, service }) => {
    await atDesk(page, service, { role: 'centre-manager', centre: LIBRARY });
    await page.goto('/desk/centre');
  },
  'desk-keys': async ({ page, service }) => {
    await atDesk(page, service, { role: 'centre-manager', centre: LIBRARY });
    await page.goto('/desk/keys');
    await page.getByLabel('What is it for?').fill('Front desk system');
    await press(page, 'Make the key');
    await page.goto('/desk/keys');
  },
  'desk-figures': async ({ page, service }) => {
    await atDesk(page, service);
    await page.goto('/desk/figures');
  },
  'desk-record': async ({ page, service }) => {
    await submit(service);
    await atDesk(page, service, { role: 'auditor' });
    await page.goto('/desk/record');
    await press(page, 'Open the record');
  },
  'desk-place': async (tour) => {
    await STATIONS['desk-report'](tour);
    await tour.page.goto(`${tour.page.url()}/place`);
  },
  'desk-overrule': async (tour) => {
    await STATIONS['desk-report'](tour);
    await tour.page.goto(`${new URL(tour.page.url()).pathname}/overrule`);
  },
  centres: ({ page }) => page.goto('/centres'),
  with: async ({ page, service }) => {
    await atDesk(page, service, { role: 'centre-manager', centre: LIBRARY });
    await page.goto('/desk/centre');
    const link = await page.locator('main .small-code').innerText();
    await page.context().clearCookies();
    await page.goto(new URL(link.trim()).pathname);
  },
  'with-form': async (tour) => {
    await STATIONS.with(tour);
    await press(tour.page, 'Start');
  },
  'desk-no-entry': async ({ page, service }) => {
    await atDesk(page, service, { role: 'duty' });
    await page.goto('/desk/people');
  },
};

/** What is done at a station before each picture: what folds out does not stand in its address. */
const BEFORE_PICTURES = {
  'form-allow-folded-out': foldOut,
  'your-choices-folded-out': foldOut,
  'desk-take-down-help': foldOut,
  'desk-slip-receipt': foldOut,
};

/** Stations that are made to be printed: they get a picture of the paper, too. */
const PRINTED = ['receipt', 'desk-slip', 'desk-paper'];

/** A home where no organisation looks into what happened: the wish waits. */
const ELSEWHERE = { types: ['damage'], strands: ['race'], where: { setting: 'home', postcode: 'EX1 1AB' } };

/** Somebody with an invitation, each time another: nobody is invited twice. */
function newcomer(service, as = {}) {
  const turn = Math.floor(invited / NAMES.length);
  return invite(service, { name: `${NAMES[invited++ % NAMES.length]}${turn || ''}`, ...as });
}

const NAMES = ['Ash', 'Robin', 'Kit', 'Sam', 'Jo', 'Lee', 'Toni', 'Charlie'];
let invited = 0;

/** Gives `page` an account. */
async function account(page, service, as) {
  const { address, path } = await newcomer(service, as);
  await page.goto(path);
  return { address, ...(await takeInvitation(page, service)) };
}

async function atDesk(page, service, as) {
  await signIn(page, await account(page, service, as));
  await page.waitForURL(/\/desk(\/record)?$/);
}

async function atTakeDown(page, service) {
  await atDesk(page, service, { role: 'volunteer', centre: LIBRARY });
  await page.goto('/desk/take-down');
}

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

/**
 * The pictures of texts: a station each, where on it the picture begins, how high it is; and how wide, how much smaller than that, and
 * how large in KB at most.
 */
const PICTURES = {
  '--readme': {
    form: ['form-why', 'main', 680],
    permission: ['form-allow', 'section.offer:has([name="allow.signing-ahead.support"])', 680],
  },
  '--guide': {
    'desk-inbox': ['desk-inbox', 'main', 900],
    'desk-report': ['desk-report', 'main', 940],
    'desk-people': ['desk-people', 'main', 1100],
  },
  '--centre-guide': {
    'centre-take-down': ['desk-take-down', '#talk-story', 540, { width: 1100, most: 60, ratio: 0.75 }],
    'centre-allow': ['desk-take-down-allow', '.card.offer', 720, { width: 700, most: 60, ratio: 0.8 }],
    'centre-slip': ['desk-slip', '.slip', 640, { width: 700, most: 60, ratio: 0.8 }],
  },
};

const album = join(REPOSITORY, 'tests/tour');
const texts = Object.keys(PICTURES).filter((text) => process.argv.includes(text));
const wanted = process.argv.slice(2).filter((name) => !texts.includes(name));
const unknown = wanted.filter((name) => !Object.hasOwn(STATIONS, name));
if (unknown.length > 0) {
  console.error(`no station ${unknown.join(', ')}; there are ${Object.keys(STATIONS).join(', ')}`);
  process.exit(2);
}

if (texts.length > 0) {
  for (const text of texts) await takePicturesOf(PICTURES[text]);
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
  const page = await browser.visitor(service.url);
  await STATIONS[name]({ page, service, told: () => told(service) });
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
  if (!PRINTED.includes(name)) return;
  const printer = await browser.visitor(service.url, { viewport: { width: 794, height: 1123 }, storageState });
  await printer.goto(address);
  await printer.emulateMedia({ media: 'print' });
  await printer.screenshot({ path: join(album, `${name}.print.png`), fullPage: true });
  await printer.context().close();
}

// Only where it is used: an organisation has room for so many.
async function told(service) {
  const { reference, receipt } = await submit(service);
  return { reference, receipt, notice: await service.letter('tees-pride', { kind: 'notice', about: reference }) };
}

// As they look at their width, from the top of the page or of a part of it, and small enough for a page that loads at once.
async function takePicturesOf(pictures) {
  const folder = join(REPOSITORY, 'docs/pictures');
  await mkdir(folder, { recursive: true });
  const [service, browser] = await Promise.all([Service.start(), Browser.start()]);
  try {
    for (const [name, [station, part, height, { width = 900, most = 90, ratio = 1 } = {}]] of Object.entries(pictures)) {
      const page = await browser.visitor(service.url, { viewport: { width, height }, deviceScaleFactor: ratio });
      await STATIONS[station]({ page, service, told: () => told(service) });
      await page.locator(part).first().evaluate((part) => part.localName === 'main' || window.scrollTo(0, part.getBoundingClientRect().top + scrollY - 60));
      const picture = await page.screenshot({ path: join(folder, `${name}.png`), scale: 'device' });
      if (picture.length > most * 1024) throw new Error(`docs/pictures/${name}.png has ${picture.length} bytes`);
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
    if (PRINTED.includes(name)) pictures.push(`<td><a href="${name}.print.png"><img src="${name}.print.png" alt="print" width="240"></a></td>`);
    return `<tr><th>${name}</th>${pictures.join('')}</tr>`;
  });
  const head = Object.keys(CAMERAS).map((camera) => `<th>${camera}</th>`).join('');
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Tour</title><table><tr><td></td>${head}</tr>${rows.join('\n')}</table></html>\n`;
}
