// The desk: an account, what needs a person, and a report from its arrival to an answer.

import assert from 'node:assert/strict';

import { checkPage, checksOnTheWay } from './support/checks.js';
import { house } from './support/house.js';
import { tabTo } from './support/keyboard.js';
import { askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';
import { invite, signIn, takeInvitation } from './support/staff.js';

const { story } = house();

async function account(service, visit, look, as, see) {
  const { address, path } = await invite(service, as);
  const page = await visit(path, look);
  const { recovery } = await takeInvitation(page, service, see);
  return { page, address, recovery };
}

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`somebody is invited, signs in, answers a person, and the person reads it (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { reference, receipt } = await submit(service, { risk: { in_danger: 'yes' } });
    await service.api('POST', '/api/v1/report/messages', { body: { text: 'Is anybody there?' }, receipt, expect: 201 });
    const { page, ...as } = await account(service, visit, look, { name: `Ash${look}` }, check);
    await signIn(page, as, check);
    await check(page);
    const entry = page.locator('li.card', { hasText: reference });
    assert.match(await entry.first().innerText(), /Urgent/, 'what is urgent comes first');
    await entry.first().getByRole('button', { name: /^Open/ }).click();
    await check(page);
    const words = await page.locator('main').innerText();
    assert.ok(words.includes('They followed me home.') && words.includes('Is anybody there?'));
    await page.getByLabel('Answer the reporter').fill('Yes. We ring you on Monday.');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    assert.match(await page.locator('.notice').first().innerText(), /on their page now/);
    await check(page);
    const person = await visit('/your-report', look);
    await comeBack(person, receipt);
    await showEverything(person);
    assert.match(await person.locator('.messages').innerText(), /We ring you on Monday/);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await check(page);
    await page.goto('/desk');
    assert.equal(new URL(page.url()).pathname, '/desk/sign-in');
    done();
  });
}

story('an account written without names reaches an organisation that gets facts without a name', async ({ service, visit }) => {
  const permission = { agencies: { 'tees-police': { investigate: 'anonymous' } } };
  const { reference } = await submit(service, { permission });
  const notice = await service.letter('tees-police', { kind: 'notice', about: reference });
  const { page, ...as } = await account(service, visit, 'desktop', { name: 'Robin' });
  await signIn(page, as);
  await page.getByLabel('Open a report by its reference').fill(reference);
  await page.getByRole('button', { name: 'Open', exact: true }).first().click();
  await page.getByRole('link', { name: 'Write it without names' }).click();
  await checkPage(page);
  const text = page.getByLabel('Without what could name a person');
  await text.fill('Somebody was shouted at in a street by Darren.');
  await page.getByRole('button', { name: 'Release this version' }).click();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await text.inputValue(), 'Somebody was shouted at in a street by Darren.');
  await page.getByLabel('Darren').check();
  await checkPage(page);
  await text.fill('Somebody was shouted at in a street.');
  await page.getByRole('button', { name: 'Release this version' }).click();
  assert.match(await page.locator('.notice').first().innerText(), /Released/);
  await checkPage(page);
  const reader = await visit(notice.link, 'desktop');
  const letter = await askForCode(reader, service, 'tees-police');
  await enterCode(reader, letter.code);
  const words = await reader.locator('main').innerText();
  assert.ok(words.includes('Somebody was shouted at in a street.') && !words.includes('They followed me home.'));
  await checkPage(reader);
});

story('somebody who uses no pointer signs in, opens the first report and leaves', async ({ service, visit }) => {
  await submit(service, { risk: { in_danger: 'yes' } });
  const { page, address, recovery } = await account(service, visit, 'desktop', { name: 'Kit' });
  await page.goto('/desk/sign-in');
  await tabTo(page, { field: 'address' });
  await page.keyboard.type(address);
  await tabTo(page, { field: 'password' });
  await page.keyboard.type('copper heron umbrella seven');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code').waitFor();
  await tabTo(page, { field: 'code' });
  await page.keyboard.type(recovery[0]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What needs a person' }).waitFor();
  const reference = (await page.locator('li.card h2 bdi').first().innerText()).trim();
  await tabTo(page, `Open ${reference}`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: reference }).waitFor();
  await tabTo(page, 'Sign out');
  await page.keyboard.press('Enter');
  await page.getByText('You have signed out.').waitFor();
});

story('a shared device forgets after five minutes', async ({ service, visit }) => {
  const { page, ...as } = await account(service, visit, 'phone', { name: 'Lee' });
  await signIn(page, { ...as, shared: true });
  assert.match(await page.locator('nav.desk').innerText(), /Shared device/);
  await service.advance('+6m');
  await page.goto('/desk');
  assert.equal(new URL(page.url()).pathname, '/desk/sign-in');
});

story('an invitation that leaves something out says what, and invites nobody', async ({ service, visit }) => {
  const { page, ...as } = await account(service, visit, 'desktop', { name: 'Jo' });
  await signIn(page, as);
  await page.getByRole('link', { name: 'People' }).click();
  await checkPage(page);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  assert.match(await page.title(), /^Error: /);
  await checkPage(page);
});
