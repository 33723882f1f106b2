// What people do at the desk, step by step, as often as stories need it.

import { follow } from './browser.js';
import { fill, press } from './form.js';
import { invite, settleIn } from './staff.js';

/** A centre of the demonstration that the public may find. */
export const LIBRARY = 'stockton-library';

/**
 * The page that holds every question, with help beside each and what is wrong above, is fetched at a desk: it may weigh more than those
 * for reporters.
 */
export const DESK_WEIGHT = { weight: 112 * 1024 };

/**
 * What somebody tells at a centre: a text to their own phone is safe, and there was a weapon, so that it is urgent. Tees Pride and the
 * police could help.
 */
export const TOLD = {
  'taken.channel': 'in-person',
  'risk.in_danger': 'no',
  'reporter.role': 'victim',
  'incident.account': 'They waited for me at the tram stop.\nOne of them had a knife.',
  'incident.types': ['threat', 'weapon'],
  'incident.when.from.day': '14',
  'incident.when.from.month': 'nov',
  'incident.when.from.year': '2026',
  'place.area': 'stockton',
  'incident.where.place': 'The stop by the market',
  'incident.strands': 'transgender',
  'victim.name': 'Alex Example',
  'victim.age_band': '25-34',
  'contact.value.text': '07700 900123',
  'contact.safe.text': 'yes',
  'risk.weapon': 'yes',
};

/** Whom they allow. */
export const ALLOWED = { 'allow.tees-pride.support': 'full', 'allow.tees-police.investigate': 'anonymous' };

/** Somebody with an account of their own, signed in; `as` is what `invite` takes, and `shared`. */
export async function atDesk(service, visit, look, { shared, ...as } = {}) {
  const { address, path } = await invite(service, as);
  const page = await visit('/', look);
  const { recovery } = await settleIn(page, service, { address, path, shared });
  return { page, address, recovery };
}

/** From a list of reports: opens one. */
export async function openReport(page, reference) {
  await follow(page.getByRole('button', { name: `Open ${reference}` }).first());
}

/** From the first page of the desk to the slip; answers what it says. */
export async function takeDown(page, { told = TOLD, allowed = ALLOWED } = {}) {
  await page.goto('/desk/take-down');
  await fill(page, told);
  await press(page, 'Go on to who may know');
  await fill(page, { ...allowed, 'taken.read': 'yes' });
  await press(page, 'Continue');
  await press(page, 'Send this report');
  return slipNumbers(page);
}

/** The two numbers of the slip's page: one to print, one that opens the report. */
export async function slipNumbers(page) {
  const [reference, receipt] = await page.locator('main .code bdi').evaluateAll((all) => all.map(({ textContent }) => textContent.trim()));
  return { reference, receipt };
}

/** The words of a page that a printer would put on paper. */
export async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const words = await page.locator('body').innerText();
  await page.emulateMedia({ media: null });
  return words.split('\n').map((line) => line.trim()).filter(Boolean);
}
