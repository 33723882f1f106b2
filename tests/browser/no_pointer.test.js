// The way of a report at the desk, by somebody who uses no pointer, from an invitation on.

import assert from 'node:assert/strict';

import { fillByKeyboard, pressByKeyboard } from './support/form.js';
import { house } from './support/house.js';
import { tabTo } from './support/keyboard.js';
import { submit } from './support/people.js';
import { PASSWORD, code, invite } from './support/staff.js';

const { story } = house();

/** Takes an invitation, puts the recovery codes away, and signs in; `device` says whether others use it. */
async function comeIn(service, visit, as, device = {}) {
  const { address, path } = await invite(service, as);
  const page = await visit(path);
  await fillByKeyboard(page, { password: PASSWORD });
  await pressByKeyboard(page, 'Continue');
  await fillByKeyboard(page, { code: code(service, (await page.locator('.small-code').innerText()).trim()) });
  await pressByKeyboard(page, 'This is my code');
  const [recovery] = await page.locator('.receipt bdi').allInnerTexts();
  await pressByKeyboard(page, 'I have put them away: sign in');
  await fillByKeyboard(page, { address, password: PASSWORD, ...device });
  await pressByKeyboard(page, 'Continue');
  await fillByKeyboard(page, { code: recovery });
  await pressByKeyboard(page, 'Sign in');
  return page;
}

/** At the page of a link: asks for a code, and reads what passed. */
async function read(page, service, agency) {
  await pressByKeyboard(page, 'Send me a code');
  const request = (await page.locator('dt:text-is("Request") + dd').innerText()).trim();
  const letter = await service.letter(agency, { kind: 'code', says: request });
  await fillByKeyboard(page, { code: letter.code });
  await pressByKeyboard(page, 'Open the referral');
  return page.locator('main').innerText();
}

async function theirPage(visit, receipt) {
  const person = await visit('/your-report');
  await fillByKeyboard(person, { receipt });
  await pressByKeyboard(person, 'Open');
  await pressByKeyboard(person, 'Show everything');
  return person.locator('main').innerText();
}

story('an account is written without names, it is acknowledged, and the person sees that', async ({ service, visit }) => {
  const permission = { agencies: { 'tees-police': { investigate: 'anonymous' } } };
  const { reference, receipt } = await submit(service, { permission, risk: { in_danger: 'yes' } });
  const page = await comeIn(service, visit, { name: 'Robin' });
  await pressByKeyboard(page, `Open ${reference}`);
  await pressByKeyboard(page, 'Write it without names');
  await fillByKeyboard(page, { text: 'Somebody was shouted at in a street.' });
  await pressByKeyboard(page, 'Release this version');
  assert.match(await page.locator('.notice').first().innerText(), /Released/);

  const police = await visit((await service.letter('tees-police', { kind: 'notice', about: reference })).link);
  await fillByKeyboard(police, { name: 'Officer 4711' });
  await pressByKeyboard(police, 'It has arrived');
  const passed = await read(police, service, 'tees-police');
  assert.ok(passed.includes('Somebody was shouted at in a street.') && !passed.includes('They followed me home.'));
  assert.match(await theirPage(visit, receipt), /They told us that it arrived/);
});

story('one asks to pass it on without permission, and another approves', async ({ service, visit }) => {
  const { reference, receipt } = await submit(service, { risk: { in_danger: 'yes' } });
  const asker = await comeIn(service, visit, { name: 'Ash', role: 'duty' });
  await pressByKeyboard(asker, `Open ${reference}`);
  await pressByKeyboard(asker, 'Pass it on without permission');
  await fillByKeyboard(asker, {
    ground: 'serious-harm',
    agreement: 'tees-police-investigate-2026',
    section: ['incident', 'suspect'],
    reason: 'He said that he comes back tonight.',
    told: 'yes',
  });
  await pressByKeyboard(asker, 'Send');
  assert.match(await asker.locator('main').innerText(), /You asked for this\. Somebody else decides\./);

  const second = await comeIn(service, visit, { name: 'Kit' });
  await pressByKeyboard(second, `Open ${reference}`);
  await pressByKeyboard(second, 'Pass it on without permission');
  await fillByKeyboard(second, { decision: 'A life may be in danger.' });
  await pressByKeyboard(second, 'Approve: it passes now');

  const police = await visit((await service.letter('tees-police', { kind: 'notice', about: reference })).link);
  assert.match(await read(police, service, 'tees-police'), /They followed me home\.[^]*red coat/);
  assert.match(await theirPage(visit, receipt), /without your permission/);
});

story('on a device that others use, an account is ended once it was asked again', async ({ service, visit }) => {
  await invite(service, { name: 'Jo', role: 'duty' });
  const page = await comeIn(service, visit, { name: 'Lou' }, { shared: 'true' });
  assert.match(await page.locator('nav.desk').innerText(), /Shared device/);
  await pressByKeyboard(page, 'People');
  await tabTo(page, 'Change or end Jo');
  await page.keyboard.press('Enter');
  await pressByKeyboard(page, 'End this account Jo');
  await pressByKeyboard(page, 'Yes, end this account');
  await page.getByText('The account has ended.').waitFor();
  await pressByKeyboard(page, 'Sign me out everywhere');
  await page.getByText('You have signed out.').waitFor();
});
