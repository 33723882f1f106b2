// Nothing is lost, nothing is sent twice, and nothing is shown to whoever comes to the screen next.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkPage } from './support/checks.js';
import { answer, fill, numbers, press, send, shortReport, stepOf } from './support/form.js';
import { house } from './support/house.js';
import { leave } from './support/people.js';

const { story } = house();

const ALLOW = { 'allow.tees-police.investigate': 'anonymous' };
const toCheck = (page) => shortReport(page, { until: 'check', place: 'TS18 1AB', allow: ALLOW });

/** Letters that tell the police of a report. */
async function letters(service) {
  return (await service.mail()).filter((letter) => letter.agency === 'tees-police' && letter.kind === 'notice');
}

/** Fails unless one report, this one, was sent since there were `before` letters. */
async function sentOnce(service, before, { reference }) {
  await service.letter('tees-police', { kind: 'notice', about: reference });
  await sleep(400);
  assert.equal((await letters(service)).length, before + 1, 'one report was sent');
}

story('the back button and a reload show what was answered', async ({ visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who', { 'reporter.role': 'victim' });
  await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
  await answer(page, 'kinds', { 'incident.types': 'threat' });
  await page.goBack();
  assert.equal(stepOf(page), 'kinds');
  assert.equal(await page.getByLabel('Threats').isChecked(), true);
  await page.goBack();
  assert.equal(await page.getByLabel('Tell us in your own words').inputValue(), 'They shouted at me.');
  await page.reload();
  assert.equal(await page.getByLabel('Tell us in your own words').inputValue(), 'They shouted at me.');
  await press(page, 'Back', 'link');
  assert.equal(stepOf(page), 'who');
  assert.equal(await page.locator('[name="reporter.role"]:checked').getAttribute('value'), 'victim');
  await answer(page, 'who');
  await answer(page, 'story', { 'incident.account': 'They shouted at us.' });
  await page.goto('/report/check');
  const words = await page.locator('main').innerText();
  assert.ok(words.includes('They shouted at us.') && !words.includes('They shouted at me.') && words.includes('Threats'));
});

for (const look of ['phone', 'noScripts']) {
  story(`a double click sends one report (${look})`, async ({ service, visit }) => {
    const page = await visit('/', look);
    const before = (await letters(service)).length;
    await toCheck(page);
    await page.getByRole('button', { name: 'Send my report' }).first().dblclick();
    await page.waitForURL('**/receipt');
    const told = await numbers(page);
    await page.reload();
    assert.deepEqual(await numbers(page), told);
    await sentOnce(service, before, told);
  });
}

story('two tabs that send at the same moment send one report', async ({ service, visit }) => {
  const page = await visit('/');
  const before = (await letters(service)).length;
  await toCheck(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const [told, same] = await Promise.all([send(page), send(other)]);
  assert.deepEqual(same, told, 'both show the same receipt');
  await sentOnce(service, before, told);
});

story('a tab that was left open leads to the receipt of the report that another sent', async ({ service, visit }) => {
  const page = await visit('/');
  const before = (await letters(service)).length;
  await toCheck(page);
  const other = await page.context().newPage();
  await other.goto('/report/story');
  const told = await send(page);
  await answer(other, 'story', { 'incident.account': 'More.' });
  assert.deepEqual(await numbers(other), told);
  for (const address of ['/report', '/report/who', '/report/allow', '/report/check', '/report/later']) {
    await other.goto(address);
    assert.deepEqual(await numbers(other), told, `${address} leads there too`);
  }
  await page.goBack();
  assert.deepEqual(await numbers(page), told, 'the back button too');
  await sentOnce(service, before, told);
});

story('a connection that was cut before the report went out: it is sent once more, and once', async ({ service, visit }) => {
  const page = await visit('/', 'phone');
  const before = (await letters(service)).length;
  await toCheck(page);
  await page.context().setOffline(true);
  await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('button', { name: 'Send my report' }).first().click()]);
  await page.waitForURL(/chrome-error|check/);
  await page.context().setOffline(false);
  await page.goto('/report/check');
  await sentOnce(service, before, await send(page));
});

story('a connection that was cut while the receipt came: what was sent is sent once, and the receipt is shown', async ({ service, visit }) => {
  const page = await visit('/');
  const before = (await letters(service)).length;
  await toCheck(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await page.route('**/report/check', async (route) => {
    if (route.request().method() === 'POST') await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('button', { name: 'Send my report' }).first().click()]);
  await page.unrouteAll();
  const told = await send(other);
  await page.goto('/report/check');
  assert.deepEqual(await numbers(page), told);
  await sentOnce(service, before, told);
});

story('two people at two devices have two reports', async ({ visit }) => {
  const people = await Promise.all([visit('/'), visit('/')]);
  const told = await Promise.all(people.map((page) => shortReport(page).then(() => numbers(page))));
  assert.notEqual(told[0].receipt, told[1].receipt);
});

for (const look of ['phone', 'noScripts']) {
  story(`answers that rested for a quarter of an hour are shown only to who asks for them (${look})`, async ({ service, visit }) => {
    const page = await visit('/report/who', look);
    await answer(page, 'who');
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
    await service.advance('+16m');
    for (const look of [() => page.goBack(), () => page.goto('/report/check'), () => page.goto('/report/later')]) {
      await look();
      assert.equal(stepOf(page), '/report');
      assert.ok(!(await page.content()).includes('They shouted'));
    }
    await checkPage(page);
    await press(page, 'Go on');
    assert.equal(stepOf(page), 'kinds', 'where they stopped');
    await page.goto('/report/story');
    assert.equal(await page.getByLabel('Tell us in your own words').inputValue(), 'They shouted at me.');
  });
}

story('answers are gone after an hour; what is sent then is kept, and the page says so', async ({ service, visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who');
  await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
  await page.goto('/report/place');
  const other = await page.context().newPage();
  await service.advance('+61m');
  await other.goto('/report/story');
  assert.equal(new URL(other.url()).search, '?over');
  assert.match(await other.locator('.notice').first().innerText(), /no longer here/);
  await answer(page, 'place', { 'incident.where.place': 'The stop by the market' });
  assert.match(await page.locator('.notice').first().innerText(), /What you sent just now is kept/);
  await checkPage(page);
  await page.goto('/report/check');
  const words = await page.locator('main').innerText();
  assert.ok(words.includes('The stop by the market') && !words.includes('They shouted'));
});

story('answers that are over: the start says so', async ({ service, visit }) => {
  const page = await visit('/report/who', 'noScripts');
  await answer(page, 'who');
  await service.advance('+61m');
  await page.reload();
  await page.goto('/report/kinds');
  assert.match(await page.locator('.notice').first().innerText(), /no longer here/);
  await checkPage(page);
});

story('somebody keeps their answers for a day, and starts again without them', async ({ service, visit }) => {
  const page = await visit('/report/who', 'noScripts');
  await answer(page, 'who');
  await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
  assert.equal((await page.context().cookies())[0].expires, -1, 'without asking, the cookie ends with the browser');
  await press(page, 'Stop now and come back later');
  await checkPage(page);
  await press(page, 'Keep my answers for 24 hours');
  await checkPage(page);
  const [{ expires }] = await page.context().cookies();
  assert.ok(Math.abs(expires - Date.now() / 1000 - 24 * 3600) < 600, 'the cookie lasts a day');
  await service.advance('+23h');
  await page.goto('/report');
  assert.ok(!(await page.content()).includes('They shouted'));
  await checkPage(page);
  await press(page, 'Go on');
  await page.goto('/report/story');
  assert.equal(await page.getByLabel('Tell us in your own words').inputValue(), 'They shouted at me.');
  await page.goto('/report');
  await press(page, 'Start again');
  assert.equal(stepOf(page), 'who');
  await page.goto('/report/story');
  assert.ok(!(await page.content()).includes('They shouted'));
});

for (const look of ['phone', 'noScripts']) {
  story(`what was typed is there again after stopping in the middle of it (${look})`, async ({ visit }) => {
    const page = await visit('/report/who', look);
    await answer(page, 'who');
    await fill(page, { 'incident.account': 'They were waiting at the corner.' });
    await press(page, 'Stop now and come back later');
    await checkPage(page);
    await page.goto('/report');
    await press(page, 'Go on');
    await page.goto('/report/story');
    assert.equal(await page.getByLabel('Tell us in your own words').inputValue(), 'They were waiting at the corner.');
  });
}

story('what was typed is kept when somebody leaves by a link, and not when they take the way out', async ({ visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who');
  await fill(page, { 'incident.account': 'It began in spring.' });
  await press(page, 'Back', 'link');
  await sleep(400); // what was typed follows on its own; nobody reads a page faster
  await page.goto('/report/story');
  const story = page.getByLabel('Tell us in your own words');
  assert.equal(await story.inputValue(), 'It began in spring.');
  await story.fill('It began in spring, and nobody knows.');
  await leave(page);
  await sleep(400);
  await page.goto('/report/story');
  assert.ok(!(await page.content()).includes('It began in spring'));
});

story('whoever must never be told stays untold, whatever is answered afterwards', async ({ service, visit }) => {
  const page = await visit('/report/who', 'phone');
  await toCheck(page);
  await page.goto('/report/setting?change');
  await fill(page, { 'incident.where.setting': 'home' });
  await press(page, 'Save');
  await page.goto('/report/allow?change');
  const card = page.locator('section.offer', { hasText: 'North Council' }).first();
  await card.getByLabel('No, and never tell them anything').check();
  await press(page, 'Save');
  if (page.url().includes('more')) await press(page, 'Save');
  assert.match(await page.locator('main').innerText(), /Is there anyone who must never be told\?\s+North Council/);
  await page.goto('/report/setting?change');
  await fill(page, { 'incident.where.setting': 'street' });
  await press(page, 'Save');
  await page.goto('/report/allow?change');
  assert.equal(await page.locator('section.offer', { hasText: 'North Council' }).count(), 0);
  assert.match(await page.locator('section[aria-labelledby="never"]').innerText(), /North Council/);
  await press(page, 'Save');
  await page.goto('/report/check');
  const { reference } = await send(page);
  assert.ok(!(await page.locator('main').innerText()).includes('North Council'));
  await service.letter('tees-police', { kind: 'notice', about: reference });
  await sleep(400);
  assert.ok(!(await service.mail()).some((letter) => letter.agency === 'north-council' && letter.subject.includes(reference)));
});
