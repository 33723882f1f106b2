// The form, as people fill it in: page by page, by the names of its fields, as stories over HTTP do.

import assert from 'node:assert/strict';

import { follow } from './browser.js';
import { tabTo } from './keyboard.js';

/** Somebody in Stockton who says all that they can, and is not well. Signing Ahead and the police could help. */
export const ALEX = {
  who: { 'reporter.role': 'victim' },
  story: { 'incident.account': 'They waited for me at the bus stop.\nThey spat at me.' },
  kinds: { 'incident.types': ['threat', 'spitting'] },
  when: { 'incident.when.precision': 'exact' },
  day: { 'incident.when.from.day': '14', 'incident.when.from.month': 'nov', 'incident.when.from.year': '2026', 'incident.when.time': '9.30pm' },
  setting: { 'incident.where.setting': 'street' },
  place: { 'place.area': 'stockton', 'incident.where.place': 'The stop by the market' },
  why: { 'incident.strands': 'transgender' },
  'more-about-why': { 'incident.aspects': 'transgender/trans-woman' },
  before: { 'incident.repeated': 'before' },
  told: { 'told.who': 'police', 'told.reference': 'NICL-77' },
  relation: { 'suspect.relation': 'neighbour' },
  them: { 'suspect.description': 'A man with a red coat.' },
  hurt: { 'risk.injury': 'yes' },
  person: { 'victim.name': 'Alex Example', 'victim.age_band': '25-34', 'victim.pronouns': 'she' },
  home: { 'victim.postcode': 'TS18 1AB', 'victim.housing': 'private-rent' },
  contact: { 'contact.way': ['email', 'text'] },
  reach: {
    'contact.value.email': 'alex@mail.example',
    'contact.safe.email': 'no',
    'contact.value.text': '07700 900123',
    'contact.safe.text': 'yes',
    'contact.safe_times': 'Weekdays after six',
  },
  needs: { 'contact.needs': 'bsl-interpreter', 'contact.language': 'British Sign Language', 'contact.interpreter': 'Not Jo Sample' },
  safety: { 'risk.in_danger': 'no', 'risk.weapon': 'no', 'risk.self_harm': 'thoughts' },
  'help-now': {},
  allow: { 'allow.signing-ahead.support': 'full', 'allow.tees-police.investigate': 'anonymous' },
  'about-you': { 'monitoring.gender': 'woman' },
};

/** Somebody who speaks for a person without a home, against their landlord, in danger now. */
export const FRIEND = {
  who: { 'reporter.role': 'on-behalf' },
  agreed: { 'reporter.victim_agreed': 'yes', 'reporter.how_agreed': 'On the phone' },
  story: { 'incident.account': 'He changed the locks while she was out.' },
  kinds: { 'incident.types': 'harassment' },
  when: { 'incident.when.precision': 'range' },
  day: {
    'incident.when.from.day': '1',
    'incident.when.from.month': '11',
    'incident.when.from.year': '2026',
    'incident.when.to.day': '3',
    'incident.when.to.month': '11',
    'incident.when.to.year': '2026',
  },
  setting: { 'incident.where.setting': 'temporary-or-supported-accommodation' },
  place: { 'place.area': 'Cleveland' },
  area: { 'incident.where.area': 'E06000004' },
  why: { 'incident.strands': 'race' },
  'more-about-why': { 'incident.aspects': 'race/gypsy-roma-traveller' },
  before: { 'incident.repeated': 'ongoing' },
  relation: { 'suspect.relation': 'landlord' },
  person: { 'victim.age_band': '35-44' },
  home: { 'victim.housing': 'no-fixed-address' },
  'no-home': {},
  contact: { 'contact.of': 'reporter', 'contact.way': 'post' },
  reach: { 'contact.value.post': '1 Example Street\nExampletown', 'contact.safe.post': 'yes' },
  safety: { 'risk.in_danger': 'yes' },
  'help-now': {},
  never: { never: 'tees-homes' },
  allow: {},
};

/** Somebody who saw a stranger do it, and can be asked what they saw. */
export const WITNESS = {
  who: { 'reporter.role': 'witness' },
  story: { 'incident.account': 'I saw it from the bus. He kept shouting at her.' },
  place: { 'incident.when.words': 'last Friday at 6 pm', 'place.area': 'stockton', 'incident.where.place': 'The 36 bus' },
  why: { 'incident.strands': 'race' },
  them: { 'suspect.description': 'A man with a red coat.', 'risk.in_danger': 'no' },
  contact: { 'contact.way': 'text' },
  reach: { 'contact.value.text': '07700 900123', 'contact.safe.text': 'yes' },
};

/** The pages that ALEX, FRIEND and WITNESS see, from the first question to the last look. */
export const PAGES_OF_ALEX =
  'who story kinds when day setting place why more-about-why before told relation them hurt person home contact reach needs safety help-now allow about-you check'.split(' ');
export const PAGES_OF_FRIEND =
  'who agreed story kinds when day setting place area why more-about-why before told relation them hurt person home no-home contact reach needs safety help-now never allow about-you check'.split(' ');

export const PAGES_OF_WITNESS = 'who story place why them contact reach allow check'.split(' ');

/** The page of the form that is shown: `story` of /report/story?change. */
export function stepOf(page) {
  return new URL(page.url()).pathname.replace('/report/', '');
}

/** Presses a button or follows a link, and waits for the page it leads to. */
export async function press(page, name, role = 'button') {
  await follow(page.getByRole(role, { name, exact: true }));
}

/** Fills in fields of the page that is shown, by their names; a list chooses several. */
export async function fill(page, answers) {
  for (const [name, values] of Object.entries(answers)) {
    for (const value of [values].flat()) {
      const field = page.locator(`[name="${name}"]`);
      const kind = await field.first().evaluate((field) => field.type);
      if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check();
      else if (kind === 'select-one') await field.selectOption(value);
      else await field.fill(value);
    }
  }
}

/** At the page `step` of the form: answers it and goes on. */
export async function answer(page, step, answers = {}, { go = 'Continue' } = {}) {
  assert.equal(stepOf(page), step, 'the form is at this page');
  await fill(page, answers);
  await press(page, go);
}

/**
 * From the page of the form that is shown: answers every page, those without answers too, until the page `until` is shown.
 * `at(step)` is told of each page before it is answered, and of the last. Answers the pages that were shown.
 */
export async function walk(page, answers, { until = 'check', at = () => {}, by = answer } = {}) {
  const seen = [];
  for (;;) {
    const step = stepOf(page);
    assert.ok(!seen.includes(step), `the form stays at ${step}: ${seen.join(' → ')}`);
    seen.push(step);
    await at(step);
    if (step === until) return seen;
    await by(page, step, answers[step]);
  }
}

/**
 * What was answered so far, without going through the pages (that is told in form.test.js): sends `answers` as this visitor's
 * browser would. With `until`, only those before that page, and goes there.
 */
export async function begin(page, answers, until) {
  const origin = new URL(page.url()).origin;
  for (const [step, said] of Object.entries(answers)) {
    if (step === until) break;
    const form = new URLSearchParams(Object.entries(said).flatMap(([name, values]) => [values].flat().map((value) => [name, value])));
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', Origin: origin };
    const sent = await page.request.post(`${origin}/report/${step}`, { headers, data: form.toString(), maxRedirects: 0 });
    assert.equal(sent.status(), 303, `/report/${step} takes what is sent`);
  }
  if (!until) return;
  await page.goto(`/report/${until}`);
  assert.equal(stepOf(page), until);
}

/** The same as `answer` by somebody who uses only the keyboard. */
export async function answerByKeyboard(page, step, answers = {}) {
  assert.equal(stepOf(page), step, 'the form is at this page');
  await fillByKeyboard(page, answers);
  await pressByKeyboard(page, 'Continue');
}

/** Fills in fields of the page that is shown, by Tab and keys alone, in the order in which they stand there. */
export async function fillByKeyboard(page, answers) {
  for (const [field, values] of inOrder(await page.locator('main [name]').evaluateAll((all) => all.map(({ name }) => name)), answers)) {
    for (const value of [values].flat()) {
      const stop = await tabTo(page, { field, value });
      if (stop.kind === 'checkbox') await page.keyboard.press('Space');
      else if (stop.kind === 'radio') await arrowTo(page, field, value);
      else if (stop.kind === 'select-one') await page.keyboard.type(await page.locator(`select[name="${field}"] option[value="${value}"]`).innerText());
      else await page.keyboard.type(value);
    }
  }
}

/** Tabs to a button or a link, presses Enter, and waits for the page it leads to. */
export async function pressByKeyboard(page, name) {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

// Answers in the order in which their fields stand on the page.
function inOrder(names, answers) {
  return Object.entries(answers).sort(([one], [other]) => names.indexOf(one) - names.indexOf(other));
}

// Space chooses the first of a set, arrows lead on.
async function arrowTo(page, name, value) {
  await page.keyboard.press('Space');
  const chosen = () => page.evaluate((name) => document.querySelector(`input[name="${name}"]:checked`)?.value, name);
  const first = await chosen();
  while ((await chosen()) !== value) {
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await chosen(), first, `the arrows do not lead to ${value} of ${name}`);
  }
}

/** At the page of the story: finishes there, and leaves empty what is asked before the end. */
export async function finish(page, story) {
  await answer(page, 'story', story, { go: 'Finish now' });
  await answer(page, 'place');
  await answer(page, 'contact');
}

/** From the first page: tells the service's shortest report, up to the page `until` ('story', 'allow', 'about-you', 'check', 'receipt'). */
export async function shortReport(page, { until = 'receipt', account = 'They shouted at me.', allow = {}, place } = {}) {
  await page.goto('/report/who');
  if (until === 'who') return;
  await answer(page, 'who');
  if (until === 'story') return;
  if (place) {
    await answer(page, 'story', { 'incident.account': account });
    await page.goto('/report/place');
    await answer(page, 'place', { 'incident.where.postcode': place }, { go: 'Finish now' });
    await answer(page, 'contact');
  } else {
    await finish(page, { 'incident.account': account });
  }
  if (until === 'allow') return;
  await answer(page, 'allow', allow);
  if (until === 'about-you') return;
  await answer(page, 'about-you');
  if (until === 'check') return;
  await send(page);
}

/** At the last page: sends the report, and answers the receipt and reference that are shown. */
export async function send(page) {
  // It stands before the answers, and again after them.
  await follow(page.getByRole('button', { name: 'Send my report' }).first());
  return numbers(page);
}

/** The two numbers of the receipt page. */
export async function numbers(page) {
  assert.equal(stepOf(page), 'receipt');
  const [receipt, reference] = await Promise.all([page.locator('.receipt .code').innerText(), page.locator('dd bdi.number').innerText()]);
  return { receipt: receipt.trim(), reference: reference.trim() };
}

/** At the page of who may know: folds out all that organisations would see. */
export async function foldOut(page) {
  await page.locator('details').evaluateAll((all) => all.forEach((details) => (details.open = true)));
}

/** Rows of labels and lines within a part of the page, as [title, label, words]; what was not answered is left out. */
export function rowsOf(part, title) {
  return part.evaluate(
    (part, title) =>
      [...part.querySelectorAll('dl')].flatMap((list) => {
        const heading = list.parentElement.querySelector(`:scope > ${title}`) && [...list.parentElement.querySelectorAll(`:scope > ${title}`)].filter((heading) => heading.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
        return [...list.querySelectorAll(':scope > div')].map((row) => [
          heading?.textContent.trim() ?? '',
          row.querySelector('dt').textContent.trim(),
          [...row.querySelectorAll('dd p')].map((line) => line.textContent.trim()).join('\n'),
        ]);
      }),
    title,
  ).then((rows) => rows.filter(([, , words]) => words !== 'Not provided'));
}
