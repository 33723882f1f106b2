// Coming back with the receipt, and leaving in a hurry.

import assert from 'node:assert/strict';

import { follow, logOf } from './support/browser.js';
import { checkPage } from './support/checks.js';
import { house } from './support/house.js';
import { focused, tabTo } from './support/keyboard.js';
import { comeBack, leave, showEverything, submit } from './support/people.js';

const { story } = house({ fresh: true });

for (const look of ['desktop', 'tiny']) {
  story(`somebody who uses only the keyboard opens their page, writes to the team and leaves (${look})`, async ({ service, visit }) => {
    const { receipt } = await submit(service);
    const page = await visit('/your-report', look);
    await tabTo(page, 'Skip to the main part of this page');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await tabTo(page, 'Your receipt');
    await page.keyboard.type(receipt.toLowerCase().replaceAll('-', ' '));
    await tabTo(page, 'Open');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:text-is("Your page")');
    await tabTo(page, 'Show everything');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/details');
    await tabTo(page, 'Write to our team');
    await page.keyboard.type('Please call me after six.');
    await tabTo(page, 'Send message');
    await page.keyboard.press('Enter');
    await page.getByText('Your message is safely kept').waitFor();
    assert.match((await focused(page)).name, /safely kept/, 'what came of it is read out first');
    assert.match(await page.locator('.messages').innerText(), /Please call me after six/);
    await tabTo(page, 'Close my page');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/');
    assert.deepEqual(await page.context().cookies(), []);
  });
}

story('somebody adds to their report, changes their mind and erases it, without scripts', async ({ service, visit }) => {
  const { reference, receipt } = await submit(service);
  await service.letter('tees-pride', { kind: 'notice', about: reference });
  const page = await visit('/your-report', 'noScripts');
  await comeBack(page, receipt);
  await showEverything(page);
  await follow(page.getByRole('button', { name: 'Add this' }));
  assert.match(await page.title(), /^Error: /, 'an empty addition is no addition');
  await checkPage(page);
  await page.getByLabel('What would you like to add?').fill('One of them came back.');
  await page.getByLabel('Tees Pride Advocacy').first().check();
  await follow(page.getByRole('button', { name: 'Add this' }));
  assert.match(await page.locator('.notice').innerText(), /added/);
  await checkPage(page);
  await service.letter('tees-pride', { kind: 'more', about: reference });

  await follow(page.getByRole('link', { name: 'Choose again who may know' }));
  await page.locator('[name="allow.tees-pride.support"][value=no]').check();
  await follow(page.getByRole('button', { name: 'Save my choices' }));
  assert.match(await page.locator('.notice').first().innerText(), /saved your choices/);
  assert.match(await page.locator('.card', { hasText: 'Tees Pride Advocacy' }).innerText(), /This was stopped/);
  await service.letter('tees-pride', { kind: 'stop', about: reference });
  await checkPage(page);

  await follow(page.getByRole('link', { name: 'I want to erase my report' }));
  await checkPage(page);
  await follow(page.getByRole('button', { name: 'Erase my report' }));
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /locked away/);
  await checkPage(page);
});

story('a wrong receipt opens nothing and is not shown again', async ({ visit }) => {
  const page = await visit('/your-report', 'phone');
  await comeBack(page, '0000-1111-2222-3333');
  assert.match(await page.title(), /^Error: /);
  assert.ok(!(await page.content()).includes('1111'));
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/your-report?unknown', 'a receipt is never in an address');
  await checkPage(page);
});

story('a page left open closes by itself after 20 minutes', async ({ service, visit }) => {
  const { receipt } = await submit(service);
  const page = await visit('/your-report', 'noScripts');
  await comeBack(page, receipt);
  await service.advance('+21m');
  await page.goto('/your-report/details');
  await page.getByLabel('Your receipt').waitFor();
  await page.goto('/your-report/erase');
  await page.getByLabel('Your receipt').waitFor();
  assert.equal(logOf(page).document.status(), 200);
  await checkPage(page);
});

for (const look of ['noScripts', 'phone']) {
  story(`“Exit this page” leads to the configured page and takes the cookie away (${look})`, async ({ service, visit }) => {
    const { receipt } = await submit(service);
    const page = await visit('/your-report', look);
    await comeBack(page, receipt);
    await showEverything(page);
    const before = await page.context().cookies();
    assert.equal(before.length, 1);
    // It leads out of the world of these stories, and fails there.
    await leave(page);
    assert.deepEqual([...logOf(page).departures], [await service.setting('exit_to')]);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().addCookies(before);
    await page.goto('/your-report/details');
    await page.getByLabel('Your receipt').waitFor(); // the session itself is over, not only its cookie
  });
}

story('what is typed on the page outlives a link, the other button and a stopped way', async ({ service, visit }) => {
  const { receipt } = await submit(service);
  const page = await visit('/your-report', 'phone');
  await comeBack(page, receipt);
  await showEverything(page);
  const stayed = page.waitForRequest((request) => request.url().endsWith('/your-report/here'));
  await page.getByLabel('What would you like to add?').pressSequentially('He hit the door');
  await stayed;
  await page.getByLabel('Write to our team').fill('Please write at noon.');
  await follow(page.getByRole('link', { name: 'See what you told us' }));
  await page.waitForTimeout(300);
  await follow(page.getByRole('link', { name: 'Back to your page' }));
  assert.equal(await page.getByLabel('What would you like to add?').inputValue(), 'He hit the door');
  await follow(page.getByRole('button', { name: 'Send message' }));
  assert.equal(await page.getByLabel('What would you like to add?').inputValue(), 'He hit the door');
  assert.equal(await page.getByLabel('Write to our team').inputValue(), '');
  await checkPage(page);
  await follow(page.getByRole('button', { name: /no longer safe: stop it/ }).first());
  assert.match(await page.locator('.notice').first().innerText(), /stopped it/);
  assert.equal(await page.getByLabel('What would you like to add?').inputValue(), 'He hit the door');
  await checkPage(page);
});
