// The receipt, and what it opens later.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { logOf } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { ALEX, answer, begin, foldOut, numbers, press, send, shortReport, stepOf } from './support/form.js';
import { house } from './support/house.js';
import { comeBack, showEverything } from './support/people.js';

const { story } = house({ fresh: true });

for (const look of ['phone', 'noScripts']) {
  story(`a receipt is kept as a neutral file, made safer with a word, and gone once it is saved (${look})`, async ({ visit }) => {
    const page = await visit('/', look);
    const { check, done } = checksOnTheWay();
    await shortReport(page);
    const told = await numbers(page);
    assert.match(told.receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await page.reload();
    assert.deepEqual(await numbers(page), told, 'a reload shows it again');

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save both numbers as a small file' }).click()]);
    assert.equal(download.suggestedFilename(), 'note.txt');
    assert.deepEqual((await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/), [told.receipt, told.reference], 'two numbers, and nothing else');

    await press(page, 'Add my word');
    assert.match(await page.title(), /^Error: /);
    await check(page);
    await page.getByRole('alert').getByRole('link').click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'word');
    await page.getByLabel('Your own word').fill('heron');
    await press(page, 'Add my word');
    assert.match(await page.locator('.notice').first().innerText(), /only with your own word/);
    assert.deepEqual(await numbers(page), told, 'it can still be written down');
    await check(page);

    await press(page, 'I have saved it');
    assert.deepEqual(await page.context().cookies(), []);
    await page.goBack();
    assert.ok(!(await page.content()).includes(told.receipt), 'the back button does not show it');
    await page.goto('/report/receipt');
    assert.equal(logOf(page).document.status(), 403);
    await check(page);

    await page.goto('/your-report');
    await comeBack(page, told.receipt);
    assert.match(await page.title(), /^Error: /, 'the receipt alone opens nothing');
    await page.getByLabel('Your own word').fill('heron');
    await comeBack(page, told.receipt);
    await page.getByRole('heading', { name: 'Your page' }).waitFor();
    await check(page);
    done();
  });
}

story('a receipt that nobody saved is gone after an hour', async ({ service, visit }) => {
  const page = await visit('/', 'phone');
  await shortReport(page);
  const { receipt } = await numbers(page);
  await service.advance('+61m');
  await page.reload();
  assert.ok(!(await page.content()).includes(receipt));
  await checkPage(page);
});

/** Whom the page asks about: the names of its questions. */
async function whoIsAsked(page) {
  return [...new Set(await page.locator('[name^="allow."]').evaluateAll((all) => all.map(({ name }) => name)))].sort();
}

for (const look of ['phone', 'noScripts']) {
  story(`somebody comes back, reads what they told, and chooses again who may know (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const page = await visit('/report', look);
    await begin(page, ALEX, 'allow');
    const asked = await whoIsAsked(page);
    await answer(page, 'allow', { 'allow.tees-police.investigate': 'full' });
    await answer(page, 'about-you');
    const { receipt, reference } = await send(page);
    await press(page, 'I have saved it');
    const police = await service.letter('tees-police', { kind: 'notice', about: reference });

    await page.goto('/your-report');
    await comeBack(page, receipt);
    const first = await page.locator('main').innerText();
    for (const told of ['Police', 'spat', 'Alex', 'Signing', 'trans']) assert.ok(!first.includes(told), `what is seen first does not say “${told}”`);
    await check(page);
    await showEverything(page);
    await check(page);

    await press(page, 'See what you told us', 'link');
    const story = await page.locator('main').innerText();
    for (const told of ['They spat at me.', 'The stop by the market', 'A man with a red coat.', 'NICL-77']) assert.ok(story.includes(told), `it says “${told}”`);
    for (const value of ['07700 900123', 'alex@mail.example']) assert.ok(!story.includes(value), 'how to reach them is not shown, in case somebody else looks');
    await check(page);

    await press(page, 'Back to your page', 'link');
    await press(page, 'Choose again who may know', 'link');
    await foldOut(page);
    await check(page);
    const again = await whoIsAsked(page);
    await page.locator('[name="allow.tees-police.investigate"][value=no]').check();
    await page.locator('[name="allow.signing-ahead.support"][value=full]').check();
    await press(page, 'Save my choices');
    assert.match(await page.locator('.notice').first().innerText(), /saved your choices/);
    await check(page);
    assert.match(await page.locator('.card', { hasText: 'Tees Demonstration Police' }).innerText(), /This was stopped/);
    assert.match(await page.locator('.card', { hasText: 'Signing Ahead' }).innerText(), /has not left yet|have not told us yet/);
    await service.letter('signing-ahead', { kind: 'notice', about: reference });
    await service.letter('tees-police', { kind: 'stop', about: reference });

    const officer = await visit(police.link, look);
    assert.match(await officer.locator('main').innerText(), /Withdrawn: please stop using it/);
    assert.equal(await officer.getByRole('button', { name: 'Send me a code' }).count(), 0, 'it can no longer be read here');
    await check(officer);

    await press(page, 'Choose again who may know', 'link');
    await page.locator('[name="allow.tees-police.investigate"][value=anonymous]').check();
    await press(page, 'Save my choices');
    const cards = await page.locator('.card', { hasText: 'Tees Demonstration Police' }).allInnerTexts();
    assert.equal(cards.length, 2, 'what was taken back stays to be seen beside what is new');
    await check(page);
    done();
    assert.deepEqual(again, asked, '“You can change all this later”: whoever could be chosen then can be chosen now');
  });
}

story('a page that was left open: neither the story nor the choices are shown', async ({ service, visit }) => {
  const page = await visit('/', 'noScripts');
  await shortReport(page);
  const { receipt } = await numbers(page);
  await press(page, 'I have saved it');
  await page.goto('/your-report');
  await comeBack(page, receipt);
  await service.advance('+21m');
  for (const address of ['/your-report/story', '/your-report/permission', '/your-report/details']) {
    await page.goto(address);
    assert.ok(!(await page.content()).includes('They shouted'));
    await checkPage(page);
  }
  assert.notEqual(stepOf(page), 'receipt');
});
