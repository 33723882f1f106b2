// The desk: an account, what needs a person, and a report from its arrival to an answer.

import assert from 'node:assert/strict';

import { follow } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { DESK_WEIGHT } from './support/desk.js';
import { house } from './support/house.js';
import { tabTo } from './support/keyboard.js';
import { askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';
import { invite, signIn, takeInvitation } from './support/staff.js';

const { story } = house({ fresh: true });

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
    const { page, ...as } = await account(service, visit, look, { name: 'Ash' }, check);
    await signIn(page, as, check);
    await check(page);
    const entry = page.locator('li.card', { hasText: reference });
    assert.match(await entry.first().innerText(), /Urgent/, 'what is urgent comes first');
    await follow(entry.first().getByRole('button', { name: /^Open/ }));
    await check(page);
    const words = await page.locator('main').innerText();
    assert.ok(words.includes('They followed me home.') && words.includes('Is anybody there?'));
    await page.getByLabel('Answer the reporter').fill('Yes. We ring you on Monday.');
    await follow(page.getByRole('button', { name: 'Send the answer' }));
    assert.match(await page.locator('.notice').first().innerText(), /on their page now/);
    await check(page);
    const person = await visit('/your-report', look);
    await comeBack(person, receipt);
    await showEverything(person);
    assert.match(await person.locator('.messages').innerText(), /We ring you on Monday/);
    await follow(page.getByRole('button', { name: 'Sign out' }).first());
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
  await page.getByLabel('Find a report').fill(reference);
  await follow(page.getByRole('button', { name: 'Find', exact: true }));
  await follow(page.getByRole('link', { name: 'Write it without names' }));
  await checkPage(page);
  const text = page.getByLabel('Without what could name a person');
  await text.fill('Somebody was shouted at in a street by Darren.');
  await follow(page.getByRole('button', { name: 'Release this version' }));
  assert.match(await page.title(), /^Error: /);
  assert.equal(await text.inputValue(), 'Somebody was shouted at in a street by Darren.');
  await page.getByLabel('Darren').check();
  await checkPage(page);
  await text.fill('Somebody was shouted at in a street.');
  await follow(page.getByRole('button', { name: 'Release this version' }));
  assert.match(await page.locator('.notice').first().innerText(), /Released/);
  await checkPage(page);
  const reader = await visit(notice.link, 'desktop');
  const letter = await askForCode(reader, service, 'tees-police');
  await enterCode(reader, letter.code);
  const words = await reader.locator('main').innerText();
  assert.ok(words.includes('Somebody was shouted at in a street.') && !words.includes('They followed me home.'));
  await checkPage(reader);
});

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`a coordinator agrees an action, gives the case, says where it belongs and hears a child (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { reference } = await submit(service, {
      incident: { account: 'They broke our window.', where: { setting: 'street', place: 'By the river' } },
      victim: { age_band: '13-15' },
      permission: { purposes: { investigate: 'full' } },
    });
    const { page, ...as } = await account(service, visit, look, { name: 'Alex' });
    await signIn(page, as);
    await follow(page.getByRole('link', { name: /^Urgent/ }));
    await check(page);
    await follow(page.getByRole('button', { name: `Open ${reference}` }));
    await check(page);
    await follow(page.getByRole('button', { name: 'Add the note' }));
    assert.match(await page.title(), /^Error: /);
    await check(page);
    await follow(page.getByRole('link', { name: 'Agree an action' }));
    await follow(page.getByRole('button', { name: 'Agree it' }));
    await check(page);
    await page.getByLabel('What is to be done?').fill('Ring the school.');
    await page.getByLabel('Day').fill('24');
    await page.getByLabel('Month').fill('11');
    await page.getByLabel('Year').fill('2026');
    await follow(page.getByRole('button', { name: 'Agree it' }));
    assert.match(await page.locator('.notice').innerText(), /The action is agreed/);
    await follow(page.getByRole('link', { name: /^Change it/ }));
    await check(page);
    await follow(page.getByRole('button', { name: 'It is done' }));
    await follow(page.getByRole('link', { name: 'Give it to somebody' }));
    await page.getByLabel('Who looks after it?').selectOption({ index: 1 });
    await follow(page.getByRole('button', { name: 'Give it to them' }));
    await check(page);
    await follow(page.getByRole('link', { name: 'Back to the report' }));
    await follow(page.getByRole('link', { name: 'Say where it belongs' }));
    await page.getByLabel('Place or postcode').fill('TS18 1AB');
    await follow(page.getByRole('button', { name: 'Look it up' }));
    await check(page);
    await page.getByLabel('Reason').fill('The school says so.');
    await follow(page.getByRole('button', { name: 'Save where it belongs' }));
    assert.match(await page.locator('.notice').innerText(), /worked out anew/);
    await follow(page.getByRole('link', { name: 'What the child understands and wishes' }));
    await follow(page.getByRole('button', { name: 'Save what they said' }));
    await check(page);
    done();
  });
}

story('words in one form of a report are not lost to the button of another', async ({ service, visit }) => {
  const { reference } = await submit(service, { risk: { in_danger: 'yes' } });
  const { page, ...as } = await account(service, visit, 'desktop', { name: 'Lou' });
  await signIn(page, as);
  await follow(page.locator('li.card', { hasText: reference }).first().getByRole('button', { name: /^Open/ }));
  const answer = page.getByLabel('Answer the reporter');
  await answer.fill('We ring you on');
  const asked = [];
  const say = (yes) => page.once('dialog', (dialog) => { asked.push(dialog.message()); return yes ? dialog.accept() : dialog.dismiss(); });
  const note = page.locator('form', { has: page.getByRole('button', { name: 'Add the note' }) });
  await note.locator('textarea').fill('They wrote again.');
  say(false);
  await note.getByRole('button', { name: 'Add the note' }).click();
  assert.match(asked[0], /this button does not send it/);
  assert.equal(await answer.inputValue(), 'We ring you on', 'nothing was sent');
  say(true);
  await follow(note.getByRole('button', { name: 'Add the note' }));
  await page.locator('.notice').first().waitFor();
  assert.equal(asked.length, 2);
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
  await follow(page.getByRole('link', { name: 'People' }));
  await checkPage(page, DESK_WEIGHT);
  await follow(page.getByRole('button', { name: 'Make an invitation' }));
  assert.match(await page.title(), /^Error: /);
  await checkPage(page, DESK_WEIGHT);
});
