// The way of a report: told by another system, passed on, acknowledged, read, answered, and seen by whom it is about.

import assert from 'node:assert/strict';

import { follow, logOf } from './support/browser.js';
import { checkPage } from './support/checks.js';
import { house } from './support/house.js';
import { acknowledge, askForCode, comeBack, enterCode, report, showEverything, submit } from './support/people.js';

const { story } = house({ fresh: true });

for (const look of ['phone', 'noScripts']) {
  story(`an organisation acknowledges, reads and accepts, and the person sees it (${look})`, async ({ service, visit }) => {
    const { reference, receipt } = await submit(service);
    const notice = await service.letter('tees-pride', { kind: 'notice', about: reference });

    const page = await visit(notice.link, look);
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), new RegExp(reference));
    await acknowledge(page, 'Officer 4711');
    assert.match(await page.locator('.notice').innerText(), /You told us that it arrived/);
    await checkPage(page);

    const letter = await askForCode(page, service, 'tees-pride');
    await checkPage(page);
    await enterCode(page, '0000 0000');
    assert.match(await page.title(), /^Error: /);
    await checkPage(page);
    await enterCode(page, letter.code);
    const words = await page.locator('main').innerText();
    assert.ok(words.includes('They followed me home.') && words.includes('Robin'), 'they read what the person allowed');
    assert.ok(!words.includes('red coat'), 'and nothing that their agreement does not cover');
    await checkPage(page);
    await follow(page.getByRole('button', { name: 'Accept the referral' }));
    assert.match(await page.locator('.notice').first().innerText(), /you take it on/);
    await checkPage(page);

    const person = await visit('/your-report', look);
    await comeBack(person, receipt);
    assert.ok(!(await person.locator('main').innerText()).includes('Tees Pride'), 'what is seen first names nobody');
    await checkPage(person);
    await showEverything(person);
    assert.match(await person.locator('.card', { hasText: 'Tees Pride Advocacy' }).innerText(), /They took it on/);
    await checkPage(person);
  });
}

story('the pages of a link say nothing of what happened before a code was typed', async ({ service, visit }) => {
  const { reference } = await submit(service);
  const { link, subject, text } = await service.letter('tees-pride', { kind: 'notice', about: reference });
  const page = await visit(link, 'noScripts');
  for (const told of ['Robin', 'bus stop', 'orientation', 'Stockton', '07700']) {
    assert.ok(![subject, text, await page.content()].some((words) => words.includes(told)), `nobody reads “${told}”`);
  }
});

story('an organisation that forgets its name, or a reason, is shown what is missing', async ({ service, visit }) => {
  const { reference } = await submit(service);
  const { link } = await service.letter('tees-pride', { kind: 'notice', about: reference });
  const page = await visit(link);
  await acknowledge(page, ' ');
  await checkPage(page);
  await page.getByRole('alert').getByRole('link').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'name');
  const { code } = await askForCode(page, service, 'tees-pride');
  await enterCode(page, code);
  await follow(page.getByRole('button', { name: 'Decline the referral' }));
  await checkPage(page);
  await page.getByLabel('We have no room right now').check();
  await follow(page.getByRole('button', { name: 'Decline the referral' }));
  assert.match(await page.locator('main').innerText(), /You declined it/);
  await checkPage(page);
});

story('a code that nobody typed for half an hour opens nothing', async ({ service, visit }) => {
  const { reference } = await submit(service);
  const { link } = await service.letter('tees-pride', { kind: 'notice', about: reference });
  const page = await visit(link);
  const { code } = await askForCode(page, service, 'tees-pride');
  await service.advance('+31m');
  await enterCode(page, code);
  assert.match(await page.title(), /^Error: /);
  await checkPage(page);
});

story('an organisation sees an anonymous referral as facts without names', async ({ service, visit }) => {
  const { reference } = await submit(service, { permission: { purposes: { investigate: 'anonymous' } } });
  const { link } = await service.letter('tees-police', { kind: 'notice', about: reference });
  const page = await visit(link);
  const { code } = await askForCode(page, service, 'tees-police');
  await enterCode(page, code);
  const words = await page.locator('main').innerText();
  assert.match(words, /without a name/);
  assert.ok(!words.includes('Robin') && !words.includes(report().incident.where.place));
  await checkPage(page);
  assert.equal(logOf(page).document.status(), 200);
});
