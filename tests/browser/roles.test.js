// What each role reaches by typing an address, the record that an auditor reads, and figures with nobody in them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { logOf } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { DESK_WEIGHT, LIBRARY, atDesk } from './support/desk.js';
import { fill, press } from './support/form.js';
import { house } from './support/house.js';
import { submit } from './support/people.js';

const { story } = house({ fresh: true });

const ALL = ['/desk', '/desk/take-down', '/desk/paper', '/desk/figures', '/desk/people', '/desk/centre', '/desk/keys', '/desk/record'];
const TAKERS = ['/desk', '/desk/take-down', '/desk/paper'];
const LEADERS = [...TAKERS, '/desk/figures', '/desk/people', '/desk/centre', '/desk/keys'];

for (const [role, opens, centre] of [
  ['volunteer', TAKERS, LIBRARY],
  ['advocate', TAKERS, LIBRARY],
  ['centre-staff', TAKERS, LIBRARY],
  ['centre-manager', LEADERS, LIBRARY],
  ['coordinator', LEADERS],
  ['duty', TAKERS],
  ['auditor', ['/desk/record']],
]) {
  story(`somebody who is ${role} gets what is for them, and a calm word at every other address`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { reference } = await submit(service);
    const { page } = await atDesk(service, visit, 'phone', { name: 'Robin', role, centre });
    for (const address of ALL) {
      await page.goto(address);
      if (role === 'auditor' && address === '/desk') continue; // it leads to the record
      const open = opens.includes(address);
      assert.equal(logOf(page).document.status(), open ? 200 : 403, `${role} at ${address}`);
      await check(page, DESK_WEIGHT);
      if (open) continue;
      assert.match(await page.locator('main').innerText(), /not for your role/i, address);
      await press(page, 'Back to what is for you', 'link');
      assert.equal(logOf(page).document.status(), 200, `${role} is led back from ${address}`);
    }
    await page.goto(`/desk/reports/${reference}`);
    assert.ok(!(await page.content()).includes('They followed me home.'), 'an address alone opens no report');
    for (const address of ['/desk/nothing', '/desk/reports/WM-0000-0000']) {
      await page.goto(address);
      await check(page);
    }
    const led = await page.locator('nav.desk a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    for (const address of led) {
      await page.goto(address);
      assert.equal(logOf(page).document.status(), 200, `${role} is led to ${address}, which opens`);
    }
    done();
  });
}

story('an auditor reads who did what, and no report', async ({ service, visit }) => {
  const { reference } = await submit(service);
  const { page } = await atDesk(service, visit, 'desktop', { name: 'Noor', role: 'auditor' });
  await checkPage(page);
  assert.deepEqual(await page.locator('nav.desk li').allInnerTexts(), ['Record']);
  await press(page, 'Open the record');
  await checkPage(page);
  const words = await page.locator('main').innerText();
  assert.ok(words.includes('A report came in') && words.includes(reference));
  for (const told of ['They followed me home.', 'Robin', '07700', 'orientation']) assert.ok(!words.includes(told), told);
  await page.getByLabel('Of one report only').fill(reference.toLowerCase());
  await press(page, 'Open the record');
  const lines = await page.locator('main li.card').allInnerTexts();
  assert.ok(lines.length > 0 && lines.every((line) => line.includes(reference)), 'only lines about that report');
  await checkPage(page);
});

story('figures are taken away as a table, in which small numbers are not shown', async ({ service, visit }) => {
  for (const strands of [['race'], ['race'], ['race'], ['race'], ['race'], ['race'], ['disability'], ['religion']]) {
    await submit(service, { incident: { account: 'They shouted.', types: ['verbal-abuse'], strands, where: { postcode: 'LE1 1AA' } }, permission: { purposes: {} } });
  }
  await service.advance('+45d');
  const { page } = await atDesk(service, visit, 'phone', { name: 'Zia' });
  await press(page, 'Figures', 'link');
  await press(page, 'Make the figures (CSV)');
  assert.match(await page.title(), /^Error: /, 'a quarter must be chosen');
  await checkPage(page);
  await fill(page, { quarter: '2026-Q4' });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Make the figures (CSV)' }).click()]);
  assert.equal(file.suggestedFilename(), 'figures-2026-Q4.csv');
  const rows = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/).map((row) => row.split(','));
  assert.deepEqual(rows.shift(), ['quarter', 'of', 'by', 'what', 'count', 'name']);
  for (const [, , , what, count] of rows) assert.match(count, /^(\d*[05]|<5|withheld|)$/, `${what}: ${count}`);
  const strand = Object.fromEntries(rows.filter(([, , by]) => by === 'strand').map(([, , , what, count]) => [what, count]));
  assert.equal(strand.race, '5', 'six are rounded');
  assert.equal(strand.disability, '<5');
});
