// A computer at which other people sit down, too.

import assert from 'node:assert/strict';

import { follow } from './support/browser.js';
import { checkPage } from './support/checks.js';
import { LIBRARY, TOLD, atDesk, openReport } from './support/desk.js';
import { fill, press } from './support/form.js';
import { house } from './support/house.js';
import { submit } from './support/people.js';
import { signIn } from './support/staff.js';

const { story } = house({ fresh: true });

const SHARED = { name: 'Lee', shared: true };

for (const look of ['desktop', 'noScripts']) {
  story(`after five minutes a shared device asks who is there, and going back shows nothing (${look})`, async ({ service, visit }) => {
    const { reference } = await submit(service, { risk: { in_danger: 'yes' } });
    const { page } = await atDesk(service, visit, look, { ...SHARED, name: 'Lee' });
    assert.match(await page.locator('nav.desk').innerText(), /Shared device/);
    await openReport(page, reference);
    await page.getByText('They followed me home.').first().waitFor();
    await press(page, 'What needs a person', 'link');
    await service.advance('+6m');
    await press(page, 'What needs a person', 'link');
    assert.equal(new URL(page.url()).pathname, '/desk/sign-in');
    await checkPage(page);
    for (let steps = 0; steps < 3; steps++) {
      await page.goBack();
      assert.ok(!(await page.content()).includes('They followed me home.') && !(await page.content()).includes(reference), `${steps + 1} pages back`);
    }
  });
}

story('whoever leaves leaves nothing behind, whatever the browser kept', async ({ service, visit }) => {
  const { reference } = await submit(service, { risk: { in_danger: 'yes' } });
  const { page } = await atDesk(service, visit, 'desktop', { name: 'Kit' });
  await openReport(page, reference);
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await page.reload();
  const pages = answers.filter((response) => new URL(response.url()).pathname.startsWith('/desk'));
  const kept = await Promise.all(pages.map(async (response) => (await response.allHeaders())['cache-control']));
  assert.deepEqual(kept, ['no-store']);
  await follow(page.getByRole('button', { name: 'Sign out' }).first());
  await page.getByText('You have signed out.').waitFor();
  await page.goBack();
  assert.ok(!(await page.content()).includes('They followed me home.'));
  // As a browser does that keeps pages alive to go back fast: the page hears of it, and is fetched anew.
  const { page: other, ...account } = await atDesk(service, visit, 'desktop', { name: 'Ash' });
  await openReport(other, reference);
  await other.context().clearCookies();
  await Promise.all([other.waitForURL('**/desk/sign-in'), other.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))]);
  assert.ok(account.address);
});

story('a screen that nobody touches for five minutes shows nothing any more', async ({ service, visit }) => {
  const { reference } = await submit(service, { risk: { in_danger: 'yes' } });
  const { page, ...account } = await atDesk(service, visit, 'desktop', { ...SHARED, name: 'Robin', role: 'duty' });
  await page.clock.install();
  await openReport(page, reference);
  await page.clock.fastForward('04:30');
  await page.keyboard.press('Shift');
  await page.clock.fastForward('04:30');
  assert.ok(await page.getByText('They followed me home.').first().isVisible(), 'not while somebody is there');
  await service.advance('+10m');
  await Promise.all([page.waitForURL('**/desk/sign-in'), page.clock.fastForward('01:00')]);
  await checkPage(page);

  await signIn(page, { ...account, shared: true });
  await page.goto('/desk/take-down');
  await fill(page, { 'incident.account': TOLD['incident.account'] });
  await service.advance('+6m');
  await Promise.all([page.waitForURL('**/desk/sign-in?kept'), page.clock.fastForward('06:00')]);
  assert.match(await page.locator('.notice').innerText(), /your words are kept/);
  await signIn(page, { ...account, shared: true });
  await page.goto('/desk/take-down');
  assert.equal(await page.locator('[name="incident.account"]').inputValue(), TOLD['incident.account']);
});

story('a talk on a shared device outlasts five minutes while somebody types or moves', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...SHARED, name: 'Sasha', role: 'volunteer', centre: LIBRARY });
  await page.clock.install();
  await page.goto('/desk/take-down');
  const story = page.locator('[name="incident.account"]');
  let told = 0;
  page.on('requestfinished', (request) => (told += request.url().endsWith('/desk/here') ? 1 : 0));
  for (const sign of [() => story.pressSequentially('They followed me'), () => page.mouse.move(200, 300)]) {
    await service.advance('+4m');
    await page.clock.fastForward('04:00');
    const before = told;
    await sign();
    for (let tries = 0; told === before && tries < 100; tries++) await new Promise((done) => setTimeout(done, 50));
    assert.ok(told > before, 'the service hears of it');
  }
  assert.ok(told <= 4, `once a minute at most, whatever is typed: ${told}`);
  await service.advance('+4m');
  await page.clock.fastForward('04:00');
  await press(page, 'Save for now');
  await page.waitForURL('**/desk/take-down?kept');
  assert.equal(await story.inputValue(), 'They followed me', 'twelve minutes after they signed in');
});

story('on a device of their own nobody is hurried', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { name: 'Mo', role: 'volunteer', centre: LIBRARY });
  await page.clock.install();
  await page.goto('/desk/take-down');
  await page.clock.fastForward('20:00');
  assert.ok(await page.getByRole('heading', { name: 'Take a report down with someone' }).isVisible());
});

story('somebody who forgot to leave another device signs out everywhere', async ({ service, visit }) => {
  const { page: library, ...account } = await atDesk(service, visit, 'desktop', { name: 'Toni', role: 'centre-manager', centre: LIBRARY });
  const phone = await visit('/desk/sign-in', 'phone');
  await signIn(phone, account);
  await phone.waitForURL('**/desk');
  await phone.goto('/desk/people');
  await press(phone, 'Sign me out everywhere');
  assert.equal(new URL(phone.url()).pathname, '/desk/sign-in');
  await checkPage(phone);
  await press(library, 'What needs a person', 'link');
  assert.equal(new URL(library.url()).pathname, '/desk/sign-in', 'the other device is signed out, too');
});
