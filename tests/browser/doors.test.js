// The pages that anybody can reach.

import assert from 'node:assert/strict';

import { logOf } from './support/browser.js';
import { checkPage, weightOf } from './support/checks.js';
import { house } from './support/house.js';

const { story } = house();

story('the first page weighs less than 30 KB and takes at most four requests', async ({ visit }) => {
  const page = await visit('/', 'phone');
  await page.waitForLoadState('networkidle');
  const asked = logOf(page).requests.map((request) => new URL(request.url()).pathname);
  assert.ok(asked.length <= 4, `it asked for ${asked.join(', ')}`);
  assert.ok((await weightOf(page)) <= 30 * 1024, `it weighs ${await weightOf(page)} bytes`);
});

const DOORS = [
  ['the first page', '/', 200, { title: false }],
  ['the first question', '/report', 200],
  ['coming back', '/your-report', 200],
  ['coming back with a receipt that opens nothing', '/your-report?unknown', 200],
  ['a page that is not there', '/nowhere', 404],
  ['a link that leads nowhere', '/r/xyz', 404],
  ['a page that has closed', '/your-report/erase', 200],
  ['the description of the interface', '/api', 200, { weight: 80 * 1024 }],
];

for (const [name, address, status, rules] of DOORS) {
  story(`${name} is for everybody`, async ({ visit }) => {
    const page = await visit(address, 'phone');
    assert.equal(logOf(page).document.status(), status);
    await checkPage(page, rules);
  });
}

for (const [name, address, , rules] of DOORS.slice(0, 3)) {
  story(`${name} is for everybody, also without scripts`, async ({ visit }) => {
    await checkPage(await visit(address, 'noScripts'), rules);
  });
}
