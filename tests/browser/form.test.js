// Telling what happened: every page of the form, from the start to the receipt that is saved.

import assert from 'node:assert/strict';

import { LOOKS } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { ALEX, PAGES_OF_ALEX, FRIEND, PAGES_OF_FRIEND, PAGES_OF_WITNESS, WITNESS, answer, answerByKeyboard, foldOut, press, send, stepOf, walk } from './support/form.js';
import { house } from './support/house.js';
import { tabTo } from './support/keyboard.js';

const { story } = house();

const JOURNEYS = [
  ['somebody says all that they can on a desktop', 'desktop', ALEX, PAGES_OF_ALEX],
  ['somebody at 400 % says all that they can', 'tiny', ALEX, PAGES_OF_ALEX],
  ['a friend speaks for a person without a home, on a phone without scripts', { ...LOOKS.phone, javaScriptEnabled: false }, FRIEND, PAGES_OF_FRIEND],
  ['a witness on a phone says what they saw, in nine pages', 'phone', WITNESS, PAGES_OF_WITNESS],
];

for (const [name, look, answers, pages] of JOURNEYS) {
  story(`${name}, sends it and saves the receipt`, async ({ visit }) => {
    const page = await visit('/report', look);
    const { check, done } = checksOnTheWay();
    await check(page);
    await press(page, 'Start', 'link');
    const seen = await walk(page, answers, {
      at: async (step) => {
        if (step === 'allow') await foldOut(page);
        await check(page);
        if (step === 'help-now') await showsHelp(page, answers);
      },
    });
    assert.deepEqual(seen, pages);
    await send(page);
    await check(page);
    await press(page, 'I have saved it');
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /gone from this screen/);
    await check(page);
    await page.goto('/report/receipt');
    assert.doesNotMatch(await page.locator('main').innerText(), /Your receipt\n/, 'once saved, it is not shown again');
    done();
  });
}

async function showsHelp(page, { safety }) {
  const words = await page.locator('main').innerText();
  const danger = safety['risk.in_danger'] === 'yes';
  assert.equal(/Call 999/.test(words), danger, 'who is in danger now is told how to call, and nobody else');
  assert.equal(/116 123/.test(words), !danger, 'who thinks of harming themselves is told whom they can talk to');
  assert.match(words, /should look at it by \d|look at reports on|day and night/, 'and when somebody reads this');
}

for (const look of ['desktop', 'tiny']) {
  story(`somebody who uses only the keyboard tells everything and saves the receipt (${look})`, async ({ visit }) => {
    const page = await visit('/report', look);
    const enter = (name) => Promise.all([page.waitForEvent('load'), tabTo(page, name).then(() => page.keyboard.press('Enter'))]);
    await enter('Start');
    const seen = await walk(page, ALEX, { by: answerByKeyboard });
    assert.deepEqual(seen, PAGES_OF_ALEX);
    for (const said of ['They spat at me.', 'Threats', '14 November 2026', 'A man with a red coat.', '07700 900123', 'Signing Ahead']) {
      assert.ok((await page.locator('main').innerText()).includes(said), `“${said}” was typed and chosen`);
    }
    await enter('Send my report');
    await tabTo(page, 'Your own word');
    await page.keyboard.type('heron');
    await enter('Add my word');
    await enter('I have saved it');
    assert.equal(stepOf(page), 'saved');
  });
}

const DAYS = {
  exact: { fields: ['Day', 'Month', 'Year', 'Time'], typed: { day: '14', month: '11', year: '2026', time: '21:30' }, read: '14 November 2026' },
  day: { fields: ['Day', 'Month', 'Year'], typed: { day: '14', month: 'November', year: '26' }, part: 'evening', read: '14 November 2026' },
  approximate: { fields: ['Day', 'Month', 'Year'], typed: { month: '10', year: '2026' }, part: 'night', read: 'October 2026' },
  range: { fields: ['Day', 'Month', 'Year', 'Day', 'Month', 'Year'], typed: { day: '1', month: '11', year: '2026' }, to: { day: '3', month: '11', year: '2026' }, read: '3 November 2026' },
  ongoing: { fields: ['Day', 'Month', 'Year'], typed: { month: '9', year: '2026' }, read: 'September 2026' },
};

for (const [precision, { fields, typed, part, to, read }] of Object.entries(DAYS)) {
  story(`a day that is known as “${precision}” is asked for, and only what goes with it`, async ({ visit }) => {
    const page = await visit('/report/who', 'phone');
    await answer(page, 'who');
    await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
    await answer(page, 'kinds');
    await answer(page, 'when', { 'incident.when.precision': precision });
    const labels = await page.locator('label[for]').filter({ hasText: /^(Day|Month|Year|Time)$/ }).allInnerTexts();
    assert.deepEqual(labels, fields);
    assert.equal(await page.locator('input[name="incident.when.part_of_day"]').count() > 0, part !== undefined);
    await checkPage(page);
    const { time, ...day } = typed;
    const named = (name, parts = {}) => Object.entries(parts).map(([part, value]) => [`${name}.${part}`, value]);
    await answer(page, 'day', {
      ...Object.fromEntries([...named('incident.when.from', day), ...named('incident.when.to', to)]),
      ...(time && { 'incident.when.time': time }),
      ...(part && { 'incident.when.part_of_day': part }),
    });
    assert.equal(stepOf(page), 'setting', 'that day is understood');
    await page.goto('/report/check');
    assert.ok((await page.locator('main').innerText()).includes(read), 'and shown again in words');
  });
}

story('a day that is not known is not asked for', async ({ visit }) => {
  const page = await visit('/report/who');
  await answer(page, 'who');
  await answer(page, 'story', { 'incident.account': 'They shouted at me.' });
  await answer(page, 'kinds');
  await answer(page, 'when', { 'incident.when.precision': 'unknown' });
  assert.equal(stepOf(page), 'setting');
});

story('somebody who is tired finishes after the story', async ({ visit }) => {
  const page = await visit('/report/who', 'phone');
  await answer(page, 'who');
  await answer(page, 'story', { 'incident.account': 'They shouted at me.' }, { go: 'Finish now' });
  const seen = await walk(page, {});
  assert.deepEqual(seen, ['place', 'contact', 'allow', 'about-you', 'check'], 'where it was and a safe way are asked before the end');
  assert.doesNotMatch(await page.locator('main').innerText(), /Not provided/);
  assert.equal(await page.getByText('You left the other questions empty').count(), 1, 'what was not said is one line');
  await page.setViewportSize({ width: 360, height: 640 });
  const { y, height } = await page.getByRole('button', { name: 'Send my report' }).first().boundingBox();
  assert.ok(y + height <= 640, `it can be sent from the first screen of a small phone: ${y + height}`);
});
