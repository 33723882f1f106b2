// What an organisation would see is shown before it is allowed, and nothing else passes.

import assert from 'node:assert/strict';

import { ALEX, begin, fill, foldOut, press, rowsOf, send } from './support/form.js';
import { house } from './support/house.js';
import { askForCode, enterCode } from './support/people.js';

const { story } = house({ fresh: true });

/** Everything that somebody typed, word for word. */
const TYPED = Object.values(ALEX)
  .flatMap(Object.entries)
  .filter(([name]) => /account|place\.area|where\.place|reference|description|name|pronouns|postcode|value|safe_times|language|interpreter/.test(name))
  .flatMap(([, words]) => String(words).split('\n'));

/** What is shown before and after of `agency`, which is allowed `value`. */
async function beforeAndAfter({ service, visit }, look, agency, purpose, value) {
  const page = await visit('/report', look);
  await begin(page, ALEX, 'allow');
  await foldOut(page);
  const offer = page.locator(`section.offer:has([name="allow.${agency}.${purpose}"])`);
  const named = await offer.locator('ul.gets a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const parts = value === 'full' ? named.map((part) => rowsOf(page.locator(part), 'summary')) : [rowsOf(page.locator('#facts'), '.passes-title')];
  const before = (await Promise.all(parts)).flat();
  const wordsBefore = before.flat().join('\n');
  await fill(page, { [`allow.${agency}.${purpose}`]: value });
  await press(page, 'Continue');
  await press(page, 'Continue');
  assert.match(await page.locator('section[aria-labelledby=told]').innerText(), new RegExp(value === 'full' ? 'with my details' : 'without my name'));
  const { reference } = await send(page);
  const promised = await page.locator('.card li').allInnerTexts();
  assert.equal(promised.some((section) => /Photos/.test(section)), /Photos/.test(wordsBefore), 'the receipt names no part that was not shown before');

  const { link } = await service.letter(agency, { kind: 'notice', about: reference });
  const reader = await visit(link, look);
  const { code } = await askForCode(reader, service, agency);
  await enterCode(reader, code);
  const after = (await Promise.all((await reader.locator('section.told').all()).map((section) => rowsOf(section, 'h2')))).flat();
  return { before, wordsBefore, after, wordsAfter: await reader.locator('main').innerText() };
}

const ALLOWED = [
  ['signing-ahead', 'support', 'full', ['They spat at me.', 'Alex Example', '07700 900123', 'Weekdays after six', 'Not Jo Sample'], ['A man with a red coat.']],
  ['tees-police', 'investigate', 'full', ['They spat at me.', 'NICL-77', 'A man with a red coat.', 'Not Jo Sample'], []],
  ['tees-police', 'investigate', 'anonymous', ['Stockton-on-Tees', 'Threats', 'High'], ['They spat at me.', 'Alex Example', '07700 900123', 'A man with a red coat.', 'TS18 1AB', 'The stop by the market', 'NICL-77', 'Not Jo Sample']],
];

for (const [agency, purpose, value, passes, stays] of ALLOWED) {
  story(`${agency} sees exactly what was shown before it was allowed “${value}”`, async (house) => {
    const { before, wordsBefore, after, wordsAfter } = await beforeAndAfter(house, value === 'full' ? 'desktop' : 'noScripts', agency, purpose, value);
    assert.ok(before.length > 0);
    assert.deepEqual(after, before, 'the same rows, with the same words, in the same order');
    for (const words of passes) assert.ok(wordsBefore.includes(words) && wordsAfter.includes(words), `“${words}” is shown before and after`);
    for (const words of [...stays, 'alex@mail.example']) assert.ok(!wordsBefore.includes(words) && !wordsAfter.includes(words), `“${words}” is shown neither before nor after`);
    for (const words of TYPED.filter((words) => !wordsBefore.includes(words))) assert.ok(!wordsAfter.includes(words), `“${words}” was not shown before`);
    assert.doesNotMatch(wordsAfter, /harm yourself|suicid|thoughts/i, 'answers for our team alone pass to nobody');
  });
}
