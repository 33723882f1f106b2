// Answers that cannot be read: the page says what to mend, leads there, and forgets nothing that was typed.

import assert from 'node:assert/strict';

import { checkPage, checksOnTheWay } from './support/checks.js';
import { answer, fill, press, shortReport, stepOf } from './support/form.js';
import { house } from './support/house.js';

const { story } = house();

const day = (name, day, month, year) => ({ [`incident.when.${name}.day`]: day, [`incident.when.${name}.month`]: month, [`incident.when.${name}.year`]: year });

/** What looks wrong; the page; what is answered there; the ids of the fields that are named; pages that are answered before. */
const FAULTS = [
  ['an address that is none, and a number that is missing', 'reach', { 'contact.value.email': 'no address', 'contact.safe.email': 'yes' }, ['contact-value-email', 'contact-value-text'], { contact: { 'contact.way': ['email', 'text'] } }],
  ['a number that is none', 'reach', { 'contact.value.text': '12', 'contact.safe.text': 'yes', 'contact.safe_times': 'After six' }, ['contact-value-text'], { contact: { 'contact.way': 'text' } }],
];

/** What nobody can read as it is asked; the page; what is answered there; the page that comes then; pages that are answered before. */
const WORDS = [
  ['a postcode and a place that nobody knows', 'place', { 'incident.where.postcode': 'nowhere', 'place.area': 'Atlantis', 'incident.where.place': 'The corner' }, 'why'],
  ['a day that never was', 'day', day('from', '31', '2', '2026'), 'setting', { when: { 'incident.when.precision': 'day' } }],
  ['a time that nobody can read', 'day', { ...day('from', '14', '11', '2026'), 'incident.when.time': 'late' }, 'setting', { when: { 'incident.when.precision': 'exact' } }],
  ['a day that is yet to come', 'day', day('from', '24', '12', '2026'), 'setting', { when: { 'incident.when.precision': 'day' } }],
  ['a last day before the first', 'day', { ...day('from', '14', '11', '2026'), ...day('to', '1', '11', '2026') }, 'setting', { when: { 'incident.when.precision': 'range' } }],
  ['a last day that never was', 'day', { ...day('from', '14', '11', '2026'), ...day('to', '31', '11', '2026') }, 'setting', { when: { 'incident.when.precision': 'range' } }],
  ['a home whose postcode nobody knows', 'home', { 'victim.postcode': 'nowhere', 'victim.housing': 'owner' }, 'contact'],
];

for (const [index, [what, step, answers, next, before = {}]] of WORDS.entries()) {
  story(`${what}: it stops nobody, is kept as it was typed, and the last page says so`, async ({ visit }) => {
    const page = await visit('/report/who', index % 2 === 0 ? 'phone' : 'noScripts');
    await answer(page, 'who');
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
    for (const [earlier, said] of Object.entries(before)) {
      await page.goto(`/report/${earlier}`);
      await answer(page, earlier, said);
    }
    await page.goto(`/report/${step}`);
    await answer(page, step, answers);
    assert.equal(stepOf(page), next);
    await page.goto('/report/check');
    assert.equal(await page.getByRole('alert').count(), 0);
    const read = await page.locator('main').innerText();
    for (const value of Object.values(answers).filter((value) => /^[A-Z0-9n]/.test(value) && !/^owner$/.test(value))) {
      assert.ok(read.includes(value) || /November 2026|24 December 2026/.test(read), `“${value}” stands there: ${read}`);
    }
    await checkPage(page);
    await page.goto(`/report/${step}?change`);
    await keeps(page, answers);
  });
}

for (const [index, [what, step, answers, ids, before = {}]] of FAULTS.entries()) {
  story(`${what}: the page says what to mend and keeps the rest`, async ({ visit }) => {
    const page = await visit('/report/who', index % 2 === 0 ? 'phone' : 'noScripts');
    await answer(page, 'who');
    for (const [earlier, said] of Object.entries(before)) {
      await page.goto(`/report/${earlier}`);
      await answer(page, earlier, said);
    }
    await page.goto(`/report/${step}`);
    await answer(page, step, answers);
    await saysWhatToMend(page, step, ids);
    await keeps(page, answers);
    await checkPage(page);
  });
}

/** Where the focus is, once it is at `id`, or two seconds later: a browser sets it with the first picture of a page. */
async function focusOf(page, id) {
  const there = () => page.evaluate(() => document.activeElement.id);
  for (let tries = 0; tries < 40 && (await there()) !== id; tries += 1) await page.waitForTimeout(50);
  return there();
}

/** The page `step` is shown again: a list of what is wrong that has the focus, leads to each field, and says the same there. */
async function saysWhatToMend(page, step, ids) {
  assert.equal(stepOf(page), step);
  assert.match(await page.title(), /^Error: /);
  const summary = page.getByRole('alert');
  assert.equal(await focusOf(page, 'faults'), 'faults', 'what is wrong is read out first');
  const links = await summary.getByRole('link').all();
  const named = await Promise.all(links.map(async (link) => (await link.getAttribute('href')).replace('#', '')));
  if (ids) assert.deepEqual(named, ids);
  assert.ok(named.length > 0);
  for (const [place, id] of named.entries()) {
    await links[place].click();
    assert.equal(await page.evaluate(() => document.activeElement.id), id, 'the link leads into the field');
    const said = await page.locator(`.field:has(#${id}) .fault`).first().innerText();
    assert.ok(said.endsWith(await links[place].innerText()), `the same words stand beside the field: ${said}`);
    assert.equal(await page.locator(`#${id}`).isVisible(), true);
    const label = await page.locator(`.field:has(#${id}) :is(legend, label)`).first().boundingBox();
    const exit = await page.locator('nav.exit a').boundingBox();
    assert.ok(label.y >= exit.y + exit.height || label.x + label.width <= exit.x, 'its question is not under the way out');
  }
}

async function keeps(page, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((field) => field.type);
    const kept = kind === 'radio' || kind === 'checkbox' ? await page.locator(`[name="${name}"]:checked`).getAttribute('value') : await field.inputValue();
    assert.equal(kept, value, `${name} is kept`);
  }
}

story('somebody who says nothing is asked for a story or a kind, once', async ({ visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who');
  await answer(page, 'story');
  assert.equal(stepOf(page), 'kinds', 'nobody is asked for their story twice');
  await answer(page, 'kinds');
  await saysWhatToMend(page, 'kinds', ['incident-types']);
  await checkPage(page);
  await answer(page, 'kinds', { 'incident.types': 'spitting' });
  assert.equal(stepOf(page), 'when');
});

story('somebody who finishes before they said anything is asked for it', async ({ visit }) => {
  const page = await visit('/report/who', 'noScripts');
  await answer(page, 'who');
  await answer(page, 'story', {}, { go: 'Finish now' });
  await saysWhatToMend(page, 'story', ['incident-account']);
  await checkPage(page);
});

story('a name that several places have is asked about, and none of them is an answer', async ({ visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who');
  await page.goto('/report/place');
  await answer(page, 'place', { 'place.area': 'Cleveland' });
  assert.equal(stepOf(page), 'area');
  await checkPage(page);
  await page.getByLabel('None of these').check();
  await press(page, 'Continue');
  assert.equal(stepOf(page), 'why');
});

for (const look of ['phone', 'noScripts']) {
  story(`faults of earlier pages are listed before anything is sent, and each leads to its field (${look})`, async ({ visit }) => {
    const page = await visit('/', look);
    const { check, done } = checksOnTheWay();
    await shortReport(page, { until: 'story' });
    await page.goto('/report/place');
    await answer(page, 'place', { 'incident.where.postcode': 'nowhere', 'incident.where.place': `The corner ${'x'.repeat(1100)}` });
    await page.goto('/report/when');
    await answer(page, 'when', { 'incident.when.precision': 'day' });
    await answer(page, 'day', day('from', '31', '2', '2026'));
    assert.equal(stepOf(page), 'setting', 'a day that is none is kept in words');
    await page.goto('/report/allow');
    assert.equal(stepOf(page), 'check', 'who may know depends on answers that can be read');
    assert.match(await page.title(), /^Error: /);
    assert.equal(await focusOf(page, 'faults'), 'faults');
    assert.equal(await page.getByRole('button', { name: 'Send my report' }).count(), 0, 'nothing can be sent yet');
    await check(page);

    assert.match(await page.locator('main').innerText(), /31 2 2026\s+We keep this in your own words\./);
    await page.getByRole('alert').getByRole('link').filter({ hasText: 'too long for this question' }).click();
    await page.waitForURL('**/place*');
    assert.deepEqual([stepOf(page), await page.evaluate(() => document.activeElement.id)], ['place', 'incident-where-place']);
    assert.match(await page.title(), /^Error: /, 'the page says again what is wrong');
    assert.equal(await page.locator('.fault').count(), 1, 'and says it beside the field');
    await check(page);
    await answer(page, 'place', { 'incident.where.postcode': 'ts181ab', 'incident.where.place': 'The corner' }, { go: 'Save' });
    assert.equal(stepOf(page), 'check');
    await page.getByRole('alert').getByRole('link').click();
    await page.waitForURL('**/story*');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'incident-account');
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' }, { go: 'Save' });
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.match(await page.locator('main').innerText(), /The corner/, 'nothing else was lost');
    await check(page);
    assert.equal(await page.getByRole('button', { name: 'Send my report' }).count(), 2);
    done();
  });
}
