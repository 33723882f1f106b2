// The whole way, from an invitation at a centre to what the person reads on their page.

import assert from 'node:assert/strict';

import { checksOnTheWay } from './support/checks.js';
import { DESK_WEIGHT, LIBRARY, atDesk, openReport, takeDown } from './support/desk.js';
import { press } from './support/form.js';
import { house } from './support/house.js';
import { acknowledge, askForCode, comeBack, enterCode, showEverything } from './support/people.js';
import { signIn, takeInvitation } from './support/staff.js';

const { story } = house();

story('what somebody told at a centre is passed on, acknowledged and read, and they see it', async ({ service, visit }) => {
  const { check, done } = checksOnTheWay();
  const see = (page) => check(page, DESK_WEIGHT);

  const { page: manager } = await atDesk(service, visit, 'desktop', { name: 'Robin', role: 'centre-manager', centre: LIBRARY });
  await press(manager, 'People', 'link');
  await manager.getByRole('textbox', { name: 'Name', exact: true }).fill('Kit');
  await manager.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('kit@stockton-library.example');
  await manager.getByRole('radio', { name: 'Volunteer' }).check();
  await press(manager, 'Make an invitation');
  await see(manager);
  const link = (await manager.getByText(/\/desk\/invitation\//).first().innerText()).trim();

  const volunteer = await visit(new URL(link).pathname, 'phone');
  const { recovery } = await takeInvitation(volunteer, service);
  await signIn(volunteer, { address: 'kit@stockton-library.example', recovery });
  await volunteer.waitForURL('**/desk');
  const { reference, receipt } = await takeDown(volunteer);
  await press(volunteer, 'I am done with this page');
  await press(volunteer, 'What needs a person', 'link');
  assert.ok((await volunteer.locator('main').innerText()).includes(reference), 'it stands in the list of whoever took it down');

  const { page: coordinator } = await atDesk(service, visit, 'desktop', { name: 'Sam' });
  await openReport(coordinator, reference);
  await see(coordinator);
  assert.match(await coordinator.locator('main').innerText(), /One of them had a knife\./);
  await press(coordinator, 'Write it without names', 'link');
  await see(coordinator);
  await coordinator.getByLabel('Without what could name a person').fill('Somebody was threatened at a stop.');
  await press(coordinator, 'Release this version');

  const police = await visit((await service.letter('tees-police', { kind: 'notice', about: reference })).link, 'desktop');
  const fromPolice = await askForCode(police, service, 'tees-police');
  await enterCode(police, fromPolice.code);
  const facts = await police.locator('main').innerText();
  assert.ok(facts.includes('Somebody was threatened at a stop.') && !facts.includes('Alex Example') && !facts.includes('knife.'), 'facts without a name');
  await check(police);

  const advocate = await visit((await service.letter('tees-pride', { kind: 'notice', about: reference })).link, 'phone');
  await acknowledge(advocate, 'Advocate 12');
  await check(advocate);
  const fromPride = await askForCode(advocate, service, 'tees-pride');
  await enterCode(advocate, fromPride.code);
  const whole = await advocate.locator('main').innerText();
  for (const told of ['One of them had a knife.', 'Alex Example', '07700 900123']) assert.ok(whole.includes(told), told);
  await check(advocate);

  await coordinator.reload();
  assert.match(await coordinator.locator('main').innerText(), /Tees Pride Advocacy[^]*They told us that it arrived/, 'the desk sees it');
  const person = await visit('/your-report', 'phone');
  await comeBack(person, receipt);
  await showEverything(person);
  assert.match(await person.locator('.card', { hasText: 'Tees Pride Advocacy' }).innerText(), /They told us that it arrived/);
  await check(person);
  done();
});
