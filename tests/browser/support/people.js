// What people do, step by step, as often as stories need it.

import { follow } from './browser.js';

/** A report as another system sends it: one that Tees Pride takes with all details, and that is counted without names. */
export function report(changes = {}) {
  return {
    language: 'en',
    reporter: { role: 'victim' },
    incident: {
      account: 'They shouted at me at the bus stop.\nThey followed me home.',
      types: ['verbal-abuse', 'threat'],
      strands: ['sexual-orientation'],
      aspects: ['biphobic'],
      when: { precision: 'day', from: '2026-11-14' },
      where: { setting: 'street', postcode: 'TS18 1AB', place: 'The bus stop by the market' },
      repeated: 'first',
      reported_to: [{ who: 'police', reference: '12/345' }],
    },
    victim: { name: 'Robin', age_band: '25-34', pronouns: 'they', housing: 'Rents a flat' },
    contact: {
      of: 'victim',
      methods: [{ kind: 'text', value: '07700 900123', safe: true }],
      safe_times: 'Weekdays after 6pm',
      needs: ['text-only'],
      language: 'Welsh',
    },
    suspect: { relation: 'neighbour', description: 'A tall man with a red coat.' },
    risk: { in_danger: 'no', injury: 'yes' },
    monitoring: {},
    permission: { purposes: { support: 'full', inform: 'anonymous' } },
    ...changes,
  };
}

/** Makes a report through the API; answers its reference and receipt. */
export function submit(service, changes) {
  return service.api('POST', '/api/v1/reports', { body: report(changes), expect: 201 });
}

/** Follows “Exit this page”, and waits until the browser shows that the way leads out of the world of these stories. */
export async function leave(page) {
  await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('link', { name: 'Exit this page' }).click()]);
  // The error page comes a moment later; whoever goes on before that is interrupted by it.
  await page.waitForURL(/^chrome-error:/, { timeout: 10_000, waitUntil: 'commit' }).catch(() => {});
}

/** At the page of a link: says that it has arrived. */
export async function acknowledge(page, name) {
  await page.getByLabel('Your name or number').fill(name);
  await follow(page.getByRole('button', { name: 'It has arrived' }));
}

/** At the page of a link: asks for a code, and answers the letter that brings it. */
export async function askForCode(page, service, agency) {
  await follow(page.getByRole('button', { name: 'Send me a code' }));
  const request = await page.locator('dt:text-is("Request") + dd').innerText();
  return service.letter(agency, { kind: 'code', says: request.trim() });
}

/** At the page for a code: types it, and is shown the referral. */
export async function enterCode(page, code) {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await follow(page.getByRole('button', { name: 'Open the referral' }));
}

/** At /your-report: opens one's own page with the receipt. */
export async function comeBack(page, receipt) {
  await page.getByLabel('Your receipt').fill(receipt);
  await follow(page.getByRole('button', { name: 'Open', exact: true }));
}

/** At one's own page: shows everything. */
export async function showEverything(page) {
  await follow(page.getByRole('link', { name: 'Show everything' }));
}
