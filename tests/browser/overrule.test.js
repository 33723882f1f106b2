// Passing on what a person did not allow: a ground, a reason, as little as will do, and a second person.

import assert from 'node:assert/strict';

import { checkPage, checksOnTheWay } from './support/checks.js';
import { DESK_WEIGHT, atDesk, openReport } from './support/desk.js';
import { fill, press } from './support/form.js';
import { house } from './support/house.js';
import { askForCode, comeBack, enterCode, showEverything, submit } from './support/people.js';

const { story } = house({ fresh: true });

const TO_POLICE = {
  ground: 'serious-harm',
  agreement: 'tees-police-investigate-2026',
  section: ['incident', 'suspect'],
  reason: 'He said that he comes back tonight.',
};

/** Somebody who may decide, at the page of a report where it can be passed on. */
async function atOverrule(service, visit, reference, as, look = 'desktop') {
  const { page } = await atDesk(service, visit, look, as);
  await openReport(page, reference);
  await press(page, 'Pass it on without permission', 'link');
  return page;
}

async function theirPage(visit, receipt) {
  const person = await visit('/your-report', 'phone');
  await comeBack(person, receipt);
  await showEverything(person);
  return person;
}

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`one asks, another approves, and the person reads of it once they were told (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { reference, receipt } = await submit(service, { risk: { in_danger: 'yes' } });
    const asker = await atOverrule(service, visit, reference, { name: 'Ash', role: 'duty' }, look);
    await check(asker, DESK_WEIGHT);
    await press(asker, 'Send');
    assert.match(await asker.title(), /^Error: /, 'a ground is needed');
    await check(asker, DESK_WEIGHT);
    await fill(asker, { ...TO_POLICE, told: 'no' });
    await press(asker, 'Send');
    assert.match(await asker.locator('main').innerText(), /Please say why they were not told/);
    assert.equal(await asker.getByLabel('Reason').inputValue(), TO_POLICE.reason, 'what was typed is kept');
    for (const section of TO_POLICE.section) assert.ok(await asker.locator(`[name=section][value=${section}]`).isChecked(), section);
    await check(asker, DESK_WEIGHT);
    await fill(asker, { 'not-told': 'He reads their messages.' });
    await press(asker, 'Send');
    assert.match(await asker.locator('main').innerText(), /You asked for this\. Somebody else decides\./);
    assert.equal(await asker.getByRole('button', { name: 'Approve: it passes now' }).count(), 0, 'nobody approves their own');
    await check(asker, DESK_WEIGHT);
    assert.ok(!(await service.mail()).some(({ agency, subject }) => agency === 'tees-police' && subject.includes(reference)), 'nothing has left');

    const second = await atOverrule(service, visit, reference, { name: 'Kit' }, look);
    const asked = await second.locator('main').innerText();
    for (const words of [TO_POLICE.reason, 'He reads their messages.', 'Tees Demonstration Police', 'Ash']) assert.ok(asked.includes(words), words);
    await press(second, 'Approve: it passes now');
    assert.match(await second.title(), /^Error: /, 'a decision has a reason, too');
    await check(second, DESK_WEIGHT);
    await second.getByLabel('Why do you decide so?').fill('A life may be in danger.');
    await press(second, 'Approve: it passes now');
    await check(second, DESK_WEIGHT);

    const { link } = await service.letter('tees-police', { kind: 'notice', about: reference });
    const police = await visit(link, look);
    await enterCode(police, (await askForCode(police, service, 'tees-police')).code);
    const passed = await police.locator('main').innerText();
    assert.ok(passed.includes('They followed me home.') && passed.includes('red coat') && /without the person's permission/.test(passed));
    assert.ok(!passed.includes('07700 900123') && !passed.includes('Robin'), 'nothing else passes');
    await check(police);

    assert.equal(await (await theirPage(visit, receipt)).locator('.card', { hasText: 'Tees Demonstration Police' }).count(), 0, 'not before they were told');
    await press(second, 'They were told now Tees Demonstration Police');
    await check(second, DESK_WEIGHT);
    const person = await theirPage(visit, receipt);
    assert.match(await person.locator('.card', { hasText: 'Tees Demonstration Police' }).innerText(), /without your permission/);
    await check(person);
    done();
  });
}

story('a second person refuses, and nothing leaves', async ({ service, visit }) => {
  const { reference } = await submit(service, { risk: { in_danger: 'yes' } });
  const asker = await atOverrule(service, visit, reference, { name: 'Jo', role: 'duty' });
  await fill(asker, { ...TO_POLICE, told: 'yes' });
  await press(asker, 'Send');
  const second = await atOverrule(service, visit, reference, { name: 'Lee' });
  await second.getByLabel('Why do you decide so?').fill('They have a safe place now.');
  await press(second, 'Refuse');
  assert.equal(await second.getByRole('button', { name: 'Refuse' }).count(), 0);
  await checkPage(second, DESK_WEIGHT);
  await second.goto(`/desk/reports/${reference}`);
  assert.match(await second.locator('main').innerText(), /Passing on without permission was refused[^]*They have a safe place now\./);
  assert.ok(!(await service.mail()).some(({ agency, subject }) => agency === 'tees-police' && subject.includes(reference)));
});

story('what cannot wait passes at once, and waits for a second look', async ({ service, visit }) => {
  const { reference, receipt } = await submit(service, { risk: { in_danger: 'yes' } });
  const asker = await atOverrule(service, visit, reference, { name: 'Toni', role: 'duty' });
  await fill(asker, { ...TO_POLICE, told: 'yes', urgent: 'yes' });
  await press(asker, 'Send');
  assert.match(await asker.locator('main').innerText(), /It passes now/);
  await service.letter('tees-police', { kind: 'notice', about: reference });
  assert.match(await (await theirPage(visit, receipt)).locator('main').innerText(), /without your permission/, 'they were told');
  const { page: second } = await atDesk(service, visit, 'desktop', { name: 'Charlie' });
  assert.match(await second.locator('main').innerText(), /a second person must look at it/);
  await openReport(second, reference);
  await press(second, 'Pass it on without permission', 'link');
  await second.getByLabel('Why do you decide so?').fill('There was no time.');
  await press(second, 'It was right');
  await checkPage(second, DESK_WEIGHT);
  assert.equal(await second.getByRole('button', { name: 'It was right' }).count(), 0);
});
