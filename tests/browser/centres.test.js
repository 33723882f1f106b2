// Where people are told in person: finding a centre, and telling by oneself with help there.

import assert from 'node:assert/strict';

import { follow } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { DESK_WEIGHT, LIBRARY, atDesk, openReport, printed } from './support/desk.js';
import { answer, finish, press, pressByKeyboard, send } from './support/form.js';
import { house } from './support/house.js';
import { comeBack } from './support/people.js';

const { story } = house({ fresh: true });

/** The address that a centre hands out, as its manager reads it. */
async function linkOf(page) {
  await page.goto('/desk/centre');
  return new URL((await page.getByText(/\/with\//).first().innerText()).trim()).pathname;
}

for (const look of ['phone', 'noScripts']) {
  story(`somebody tells by themselves at a centre, whose people get it and can open nothing with its address (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { page: manager } = await atDesk(service, visit, 'desktop', { name: 'Kit', role: 'centre-manager', centre: LIBRARY });
    const link = await linkOf(manager);
    const page = await visit(link, look);
    assert.match(await page.locator('main').innerText(), /You are at Stockton Library Help Desk/);
    await check(page);
    await press(page, 'Start');
    const step = () => new URL(page.url()).pathname.split('/').pop();
    if (step() === 'report') await press(page, 'Start');
    assert.equal(step(), 'who');
    assert.match(await page.locator('main').innerText(), /What you send goes to its people, too/);
    await check(page);
    await answer(page, 'who');
    await finish(page, { 'incident.account': 'They shouted at me in the queue.' });
    await answer(page, 'allow', { 'purposes.investigate': 'ask' });
    await answer(page, 'about-you');
    await check(page);
    const { reference, receipt } = await send(page);
    await check(page);
    const stranger = await visit(link, look);
    assert.ok(!(await stranger.content()).includes('They shouted') && !(await stranger.content()).includes(reference), 'the address opens nothing');
    const person = await visit('/your-report', look);
    await comeBack(person, receipt);
    assert.ok((await person.locator('main').innerText()).includes(reference), 'only the receipt opens it');
    await manager.goto('/desk');
    await openReport(manager, reference);
    assert.match(await manager.locator('main').innerText(), /They shouted at me in the queue\./, 'the centre has it');
    done();
  });
}

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`a centre prints a poster on one page, with slips that say nothing (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { page } = await atDesk(service, visit, look, { name: 'Poe', role: 'centre-manager', centre: LIBRARY });
    const link = await linkOf(page);
    await check(page, DESK_WEIGHT);
    for (const [go, heading, address] of [
      ['Print a poster with this address Stockton Library Help Desk', 'You can tell someone here', new URL(link, service.url).href],
      ['Print a poster for anywhere else', 'You can tell someone', service.url],
    ]) {
      await page.goto('/desk/centre');
      await pressByKeyboard(page, go);
      const poster = page.getByRole('region', { name: heading, exact: true });
      await check(page, DESK_WEIGHT);
      const typed = address.replace(/^https?:\/\//, '');
      await poster.getByRole('img', { name: `QR code for ${typed}` }).waitFor();
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme });
        const [dark, light] = await poster.locator('svg').evaluate((code) => [getComputedStyle(code).fill, getComputedStyle(code).backgroundColor]);
        assert.deepEqual([dark, light], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], `a phone reads it in ${scheme} colours`);
      }
      await page.emulateMedia({ colorScheme: null });
      const lines = await printed(page);
      assert.ok(lines.includes(heading) && lines.includes(typed), lines.join('\n'));
      assert.ok(!lines.some((line) => /Sign out|press Ctrl|Poe/.test(line)), 'neither help nor who printed it');
      assert.equal(lines.filter((line) => line === new URL(service.url).host).length >= 6, true, 'six slips');
      const slips = await poster.locator('.slips').innerText();
      assert.ok(!/tell|hurt|safe|hate|Library/i.test(slips), slips);
      const paper = await page.pdf({ preferCSSPageSize: true, printBackground: false });
      assert.equal(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length, 1, 'one page of A4');
    }
    done();
  });
}

story('an address that a centre ended leads nowhere, and the new one does', async ({ service, visit }) => {
  const { page: manager } = await atDesk(service, visit, 'desktop', { name: 'Robin', role: 'centre-manager', centre: LIBRARY });
  const old = await linkOf(manager);
  await follow(manager.getByRole('button', { name: /^End this address and make a new one/ }));
  await checkPage(manager);
  await press(manager, 'No, go back', 'link');
  assert.equal(await linkOf(manager), old, 'it is asked first');
  await follow(manager.getByRole('button', { name: /^End this address and make a new one/ }));
  await press(manager, 'Yes, end this address and make a new one');
  await manager.getByText('The old address has ended.').waitFor();
  const renewed = await linkOf(manager);
  assert.notEqual(renewed, old);
  const page = await visit(old, 'phone');
  assert.match(await page.locator('main').innerText(), /Page not found/);
  await checkPage(page);
  await page.goto(renewed);
  assert.match(await page.locator('main').innerText(), /You are at Stockton Library Help Desk/);
});

story('a key of a centre’s own system is shown once, and ended', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'phone', { name: 'Sam', role: 'centre-manager', centre: LIBRARY });
  await press(page, 'Keys', 'link');
  await checkPage(page);
  await press(page, 'Make the key');
  assert.match(await page.title(), /^Error: /);
  await checkPage(page);
  await page.getByLabel('What is it for?').fill('Front desk');
  await press(page, 'Make the key');
  await checkPage(page);
  const key = (await page.locator('.receipt .code').innerText()).trim();
  const sent = await fetch(`${service.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify({ incident: { account: 'Told at the front desk.' }, risk: { in_danger: 'yes' } }),
  });
  assert.equal(sent.status, 201);
  const { reference } = await sent.json();
  await page.goto('/desk/keys');
  assert.ok(!(await page.content()).includes(key), 'it is shown once');
  await page.goto('/desk');
  await openReport(page, reference);
  assert.match(await page.locator('main').innerText(), /Told at the front desk/);
  await page.goto('/desk/keys');
  await follow(page.getByRole('button', { name: 'End this key Front desk' }));
  await press(page, 'Yes, end this key');
  await page.getByText(/^Ended/).waitFor();
  await checkPage(page);
});

story('somebody finds a centre, and one that nobody vouches for says so', async ({ service, visit }) => {
  const page = await visit('/centres', 'phone');
  await checkPage(page);
  const library = () => page.locator('section', { hasText: 'Stockton Library Help Desk' });
  assert.match(await library().innerText(), /Please ask them before you go/);
  assert.ok(!(await library().innerText()).includes('Monday to Saturday'), 'hours that nobody confirmed are not shown');
  assert.ok(!(await page.content()).includes('Quiet House'), 'a place that few may know of is not listed');
  const { page: manager } = await atDesk(service, visit, 'desktop', { name: 'Ash', role: 'centre-manager', centre: LIBRARY });
  await manager.goto('/desk/centre');
  await checkPage(manager);
  await follow(manager.getByRole('button', { name: /^All of this is right today/ }));
  await manager.getByText('The list of centres says so now.').waitFor();
  await checkPage(manager);
  await page.reload();
  assert.match(await library().innerText(), /Last confirmed on 20 November 2026[^]*Monday to Saturday/);
  await checkPage(page);
  await service.advance('+200d');
  await page.reload();
  assert.match(await library().innerText(), /Please ask them before you go/, 'after half a year somebody has to say so again');
});
