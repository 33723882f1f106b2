// Words are kept while they are typed: on a phone that ends the page, in two tabs, and when the line is cut.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkPage } from './support/checks.js';
import { answer, fill, press, stepOf } from './support/form.js';
import { house } from './support/house.js';
import { leave } from './support/people.js';

const { story } = house();

const WORDS = 'She followed me – ‮עברית‬ – 他们跟着我.';

/** The page of a story, with nothing on it yet. */
async function atTheStory(visit, look = 'phone') {
  const page = await visit('/report/who', look);
  await answer(page, 'who');
  return page;
}

const field = (page) => page.getByLabel('Tell us in your own words');

/** What the story page says to who comes anew. */
async function told(page) {
  const other = await page.context().newPage();
  await other.goto('/report/story');
  const words = await field(other).inputValue();
  await other.close();
  return words;
}

/** The page goes out of sight, as when another app comes to the front. */
function outOfSight(page, state = 'hidden') {
  return page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

story('a phone that ends the page while another app is in front: what was typed is there', async ({ visit }) => {
  const page = await atTheStory(visit);
  const other = await page.context().newPage();
  await other.goto('/help');
  await fill(page, { 'incident.account': WORDS });
  await outOfSight(page);
  await sleep(400);
  // No page is told that it ends.
  const devtools = await page.context().newCDPSession(page);
  await Promise.race([devtools.send('Page.crash').catch(() => {}), sleep(1000)]);
  await other.goto('/report/story');
  assert.equal(await field(other).inputValue(), WORDS);
});

story('a page that ends without a word: what was typed seconds ago is there', async ({ visit }) => {
  const page = await atTheStory(visit);
  await fill(page, { 'incident.account': WORDS });
  await page.waitForResponse((response) => response.request().method() === 'POST' && response.status() === 204);
  assert.equal(await told(page), WORDS);
  await checkPage(page);
});

story('longer words than a browser hands over in parting are kept', async ({ visit }) => {
  const page = await atTheStory(visit);
  const long = '他们跟着我。'.repeat(8000);
  await fill(page, { 'incident.account': long });
  await outOfSight(page);
  await page.waitForResponse((response) => response.request().method() === 'POST' && response.status() === 204);
  assert.equal(await told(page), long);
});

story('a line that is cut: the page says so, stays, and keeps the words when the line is back', async ({ visit }) => {
  const page = await atTheStory(visit);
  await fill(page, { 'incident.account': 'They shouted' });
  await page.waitForResponse((response) => response.status() === 204);
  await page.context().setOffline(true);
  await field(page).fill(WORDS);
  await page.getByText('There is no connection now.').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  assert.equal(stepOf(page), 'story', 'nobody is led to a page that cannot come');
  assert.equal(await field(page).inputValue(), WORDS);
  const kept = page.waitForResponse((response) => response.status() === 204);
  await page.context().setOffline(false);
  await kept;
  assert.equal(await page.getByText('There is no connection now.').count(), 0);
  assert.equal(await told(page), WORDS);
  await press(page, 'Continue');
  assert.equal(stepOf(page), 'kinds');
});

for (const look of ['phone', 'noScripts']) {
  story(`two tabs: what one typed stays, whatever the other does (${look})`, async ({ visit }) => {
    const page = await atTheStory(visit, look);
    const other = await page.context().newPage();
    await other.goto('/report/story');
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
    await answer(other, 'story');
    assert.equal(await told(page), 'They shouted at me.', 'an empty field of an old tab erases nothing');
    await other.goto('/report/story');
    await page.goto('/report/story');
    await answer(other, 'story', { 'incident.account': 'They shouted at me. Then they left.' });
    await answer(page, 'story');
    assert.equal(await told(page), 'They shouted at me. Then they left.', 'older words of an old tab erase nothing');
    await page.goto('/report/story');
    await answer(page, 'story', { 'incident.account': 'They left.' });
    assert.equal(await told(page), 'They left.', 'who saw it all may make it shorter');
  });
}

story('two tabs at the same moment: each question is kept by itself', async ({ visit }) => {
  const page = await atTheStory(visit);
  const other = await page.context().newPage();
  await Promise.all([page.goto('/report/place'), other.goto('/report/place')]);
  await page.locator('[name="place.area"]').fill('Stockton');
  await other.locator('[name="incident.where.place"]').fill('The stop by the market');
  await Promise.all([outOfSight(page), outOfSight(other)]);
  await sleep(600);
  await page.goto('/report/place');
  assert.equal(await page.locator('[name="place.area"]').inputValue(), 'Stockton');
  assert.equal(await page.locator('[name="incident.where.place"]').inputValue(), 'The stop by the market');
});

story('the way out keeps nothing, though words were on their way', async ({ visit }) => {
  const page = await atTheStory(visit);
  const before = await page.context().cookies();
  await fill(page, { 'incident.account': WORDS });
  await leave(page);
  await sleep(5000);
  await page.context().addCookies(before);
  await page.goto('/report/story');
  assert.equal(new URL(page.url()).search, '?over');
});
