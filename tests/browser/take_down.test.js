// Taking a report down with somebody at a centre: one page for the talk, permission read aloud, all of it read back, and a slip.

import assert from 'node:assert/strict';

import { follow } from './support/browser.js';
import { checkPage, checksOnTheWay } from './support/checks.js';
import { ALLOWED, DESK_WEIGHT, LIBRARY, TOLD, atDesk, openReport, printed, slipNumbers } from './support/desk.js';
import { fill, fillByKeyboard, press, pressByKeyboard } from './support/form.js';
import { house } from './support/house.js';
import { pressWithAlt } from './support/keyboard.js';
import { comeBack } from './support/people.js';
import { signIn } from './support/staff.js';

const { story } = house({ fresh: true });

const STAFF = { role: 'centre-staff', centre: LIBRARY };
const READ = { 'taken.read': 'yes' };

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`somebody at a centre takes a report down, reads it back and prints a slip (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const see = (page) => check(page, DESK_WEIGHT);
    const { page } = await atDesk(service, visit, look, { ...STAFF, name: 'Ash' });
    await press(page, 'Take a report down', 'link');
    await see(page);
    const beside = await page.locator('main').innerText();
    assert.match(beside, /danger now\? Call 999 first.*01632 960101/s, 'whom to ring stands above the questions');
    for (const guide of await page.locator('.guide').all()) {
      if (!(await guide.evaluate((guide) => guide.open))) await guide.locator('summary').click();
    }
    const help = await page.locator('main').innerText();
    for (const words of ['What counts.', 'What to say.', 'Never do this.', 'If a child tells you.', 'Whom to ring.', 'Look after yourself.']) {
      assert.ok(help.includes(words), words);
    }
    await fill(page, TOLD);
    await press(page, 'Go on to who may know');
    assert.match(await page.locator('main').innerText(), /Read this page aloud/);
    assert.equal(await page.locator('main input:checked').count(), 0, 'nothing is chosen beforehand');
    await see(page);
    await fill(page, ALLOWED);
    await press(page, 'Continue');
    assert.match(await page.title(), /^Error: /, 'it is said that it was read to them');
    await see(page);
    await fill(page, READ);
    await press(page, 'Continue');
    await page.getByRole('heading', { name: 'Read it back' }).waitFor();
    const words = await page.locator('main').innerText();
    for (const told of ['One of them had a knife.', 'Alex Example', '07700 900123', '14 November 2026', 'Tees Pride Advocacy']) {
      assert.ok(words.includes(told), `${told} is read back`);
    }
    assert.ok(/Not asked, or no answer\s+What kind of place was it\? · Postcode of the place/.test(words) && !words.includes('Not provided'), 'what was not asked is one line of its part');
    await see(page);
    await press(page, 'Send this report');
    await see(page);
    const { reference, receipt } = await slipNumbers(page);
    assert.ok(!(await page.locator('main').innerText()).includes(receipt), 'the receipt is shown only when somebody asks for it');
    await page.getByText('Show the receipt').click();
    assert.ok((await page.locator('main').innerText()).includes(receipt));
    await press(page, 'I am done with this page');
    await see(page);
    assert.equal(await page.locator('[name="incident.account"]').inputValue(), '', 'the page is blank for the next person');
    await page.goto('/desk/take-down/slip');
    assert.equal(new URL(page.url()).pathname, '/desk/take-down', 'the receipt is shown once');
    await press(page, 'What needs a person', 'link');
    await openReport(page, reference);
    await see(page);
    assert.ok((await page.locator('main').innerText()).includes('One of them had a knife.'));
    const person = await visit('/your-report', look);
    await comeBack(person, receipt);
    assert.ok((await person.locator('main').innerText()).includes(reference));
    done();
  });
}

story('somebody who uses no pointer takes a report down from the first question to the slip', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Kit' });
  await pressByKeyboard(page, 'Take a report down');
  await fillByKeyboard(page, TOLD);
  await pressByKeyboard(page, 'Go on to who may know');
  await fillByKeyboard(page, { ...ALLOWED, ...READ });
  await pressByKeyboard(page, 'Continue');
  await page.getByRole('heading', { name: 'Read it back' }).waitFor();
  await pressByKeyboard(page, 'Send this report');
  const { reference } = await slipNumbers(page);
  assert.match(reference, /^WM-/);
  await pressByKeyboard(page, 'I am done with this page');
  await page.getByText('ready for the next report').waitFor();
});

story('a key leads to a part of the page, and another saves it', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Noa' });
  await page.goto('/desk/take-down');
  await pressWithAlt(page, '2');
  await page.waitForURL(/#talk-story$/);
  await fillByKeyboard(page, { 'incident.account': 'They followed me.' });
  await Promise.all([page.waitForURL('**/desk/take-down?kept'), pressWithAlt(page, '0')]);
  assert.equal(await page.locator('[name="incident.account"]').inputValue(), 'They followed me.');
});

story('help for whoever asks stands open beside each part where there is room, and folds away where there is none', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Ola' });
  await page.goto('/desk/take-down');
  const [help, question] = await Promise.all(['#talk-story ~ .guide', '[name="incident.account"]'].map((part) => page.locator(part).boundingBox()));
  assert.ok(help.x > question.x + question.width && Math.abs(help.y - question.y) < 200, 'beside the question, not above it');
  await page.getByText('Never ask “Why did you not leave?”').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  assert.ok(!(await page.getByText('Never ask “Why did you not leave?”').isVisible()));
});

for (const [said, calls] of [
  [{ 'risk.self_harm': 'thoughts' }, true],
  [{ 'risk.in_danger': 'yes' }, false],
]) {
  story(`when the answers cannot wait, whom to ring comes before anything else (${Object.keys(said)})`, async ({ service, visit }) => {
    const { page } = await atDesk(service, visit, 'phone', { ...STAFF, name: 'Pat' });
    await page.goto('/desk/take-down');
    await fill(page, { ...TOLD, ...said });
    await press(page, 'Go on to who may know');
    const now = page.getByRole('region', { name: 'First, ring duty' });
    assert.match(await now.innerText(), /Call 999 first\. Then ring The duty adviser: 01632 960101/);
    assert.equal(await now.getByText('Numbers they can call or text themselves').count(), calls ? 1 : 0);
    if (calls) {
      await now.getByText('Numbers they can call or text themselves').click();
      assert.match(await now.innerText(), /Samaritans/);
    }
    await checkPage(page, DESK_WEIGHT);
  });
}

story('whoever has no keys prints the slip with a button, and nobody says what is not so', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'phone', { ...STAFF, name: 'Uma' });
  await page.goto('/desk/take-down');
  await fill(page, { ...TOLD, 'victim.age_band': '13-15', 'taken.channel': 'letter' });
  await press(page, 'Go on to who may know');
  assert.match(await page.locator('main').innerText(), /First, ring duty.*They are under 18.*Copy what they ticked/s);
  await checkPage(page, DESK_WEIGHT);
  await fill(page, READ);
  await press(page, 'Continue');
  assert.match(await page.locator('main').innerText(), /First, ring duty/);
  await checkPage(page, DESK_WEIGHT);
  await press(page, 'Send this report');
  await checkPage(page, DESK_WEIGHT);
  assert.match(await page.locator('main').innerText(), /First, ring duty.*No organisation was told.*because you said yes to none/s);
  await page.evaluate(() => (window.print = () => (document.title = 'printed')));
  await page.getByRole('button', { name: 'Print the slip' }).click();
  assert.equal(await page.title(), 'printed');
});

story('what somebody began is not shown to the next, and not taken away by one press', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'phone', { ...STAFF, name: 'Vic' });
  await page.goto('/desk/take-down');
  await fill(page, TOLD);
  await press(page, 'Save for now');
  await press(page, 'What needs a person', 'link');
  await follow(page.getByRole('link', { name: 'You have begun a report' }));
  await page.getByRole('heading', { name: 'You have begun a report' }).waitFor();
  assert.ok(!(await page.content()).includes('One of them had a knife.'));
  await checkPage(page, DESK_WEIGHT);
  await press(page, 'Go on with it', 'link');
  await press(page, 'Start again');
  await checkPage(page, DESK_WEIGHT);
  await press(page, 'Take it away and start anew');
  assert.equal(await page.locator('[name="incident.account"]').inputValue(), '');
});

story('a slip in a pocket says nothing to whoever searches it', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Robin' });
  await page.goto('/desk/take-down');
  await fill(page, TOLD);
  await press(page, 'Go on to who may know');
  await fill(page, { ...ALLOWED, ...READ });
  await press(page, 'Continue');
  await press(page, 'Send this report');
  const { reference, receipt } = await slipNumbers(page);
  await page.getByText('Show the receipt').click();
  const lines = (await printed(page)).filter((line) => !line.startsWith('Demonstration'));
  assert.deepEqual(lines, ['Your number', reference, '01632 960100', service.url], 'even while the receipt is shown');
  assert.equal(await page.title(), reference, 'a browser prints the title');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).page), 'slip', 'on a page without room for its address');
  await page.emulateMedia({ media: null });
  const stranger = await visit('/your-report', 'phone');
  await comeBack(stranger, reference);
  assert.match(await stranger.title(), /^Error: /, 'the number on it opens nothing');
  assert.ok(!(await stranger.content()).includes(receipt));
});

story('what somebody has begun opens for them and for whoever runs their centre, and for nobody else', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'phone', { ...STAFF, name: 'Lee' });
  await page.goto('/desk/take-down');
  await fill(page, { 'incident.account': 'They threw stones at the window.' });
  await press(page, 'Save for now');
  await page.getByText('Saved. It is kept for 24 hours.').waitFor();
  assert.equal(await page.locator('[name="incident.account"]').inputValue(), 'They threw stones at the window.');
  for (const [name, role, centre, sees] of [
    ['Sam', 'volunteer', LIBRARY, false],
    ['Jo', 'centre-manager', 'leicester-hub', false],
    ['Max', 'coordinator', undefined, false],
    ['Toni', 'centre-manager', LIBRARY, true],
  ]) {
    const { page: other } = await atDesk(service, visit, 'desktop', { name, role, centre });
    await other.goto('/desk/take-down');
    assert.equal(await other.locator('[name="incident.account"]').inputValue(), '', `${role} begins with a blank page`);
    await other.goto('/desk/people');
    const read = other.getByRole('button', { name: 'Read what they have begun Lee' });
    assert.equal(await read.count(), sees ? 1 : 0, `${role} of ${centre}`);
    if (!sees) continue;
    await follow(read);
    assert.match(await other.locator('main').innerText(), /threw stones/);
    assert.equal(await other.locator('main textarea').count(), 0, 'it can be read, not changed');
    await checkPage(other, DESK_WEIGHT);
  }
});

for (const look of ['desktop', 'noScripts']) {
  story(`what is wrong is said beside its question, and nothing that was typed is lost (${look})`, async ({ service, visit }) => {
    const { page } = await atDesk(service, visit, look, { ...STAFF, name: 'Charlie' });
    await page.goto('/desk/take-down');
    const typed = {
      'incident.when.from.day': '31',
      'incident.when.from.month': '2',
      'incident.when.from.year': '2026',
      'incident.where.postcode': 'nowhere',
      'place.area': 'Atlantis',
      'incident.where.place': 'The corner by the chip shop',
      'suspect.description': 'A man with a red coat.',
      'contact.value.email': 'no address',
    };
    await fill(page, { ...typed, 'incident.types': 'threat', 'risk.close': 'yes' });
    await press(page, 'Go on to who may know');
    assert.match(await page.title(), /^Error: /);
    await checkPage(page, DESK_WEIGHT);
    const faults = await page.getByRole('alert').getByRole('link').all();
    assert.ok(faults.length >= 3, `${faults.length} faults are named at once`);
    for (const fault of faults) {
      const target = await fault.getAttribute('href');
      assert.equal(await page.locator(target).count(), 1, `${target} is on the page`);
    }
    for (const [name, value] of Object.entries(typed)) assert.equal(await page.locator(`[name="${name}"]`).inputValue(), value, name);
    for (const [name, value] of [['incident.types', 'threat'], ['risk.close', 'yes']]) {
      assert.ok(await page.locator(`[name="${name}"][value="${value}"]`).isChecked(), name);
    }
    await fill(page, { 'taken.channel': 'phone', 'incident.when.from.day': '28', 'incident.where.postcode': 'TS18 1AB', 'place.area': '', 'contact.value.email': '' });
    await press(page, 'Go on to who may know');
    await page.getByRole('heading', { name: 'Who may know?' }).waitFor();
  });
}

story('a talk that lasts longer than a session loses no word', async ({ service, visit }) => {
  const { page, ...account } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Ali' });
  await page.goto('/desk/take-down');
  await fill(page, TOLD);
  await service.advance('+40m');
  await press(page, 'Go on to who may know');
  assert.match(await page.locator('.notice').innerText(), /your words are kept/);
  await checkPage(page);
  await signIn(page, account);
  await page.goto('/desk/take-down');
  for (const name of ['incident.account', 'victim.name', 'contact.value.text']) assert.equal(await page.locator(`[name="${name}"]`).inputValue(), TOLD[name]);
  await press(page, 'Go on to who may know');
  await fill(page, { ...ALLOWED, ...READ });
  await service.advance('+40m');
  await press(page, 'Continue');
  assert.match(await page.locator('.notice').innerText(), /your words are kept/, 'reading aloud takes time, too');
  await signIn(page, account);
  await page.goto('/desk/take-down/check');
  assert.equal(new URL(page.url()).pathname, '/desk/take-down/allow', 'the choices are looked at once more');
  for (const [name, value] of Object.entries(ALLOWED)) assert.ok(await page.locator(`[name="${name}"][value="${value}"]`).isChecked(), name);
  await fill(page, READ);
  await press(page, 'Continue');
  await press(page, 'Send this report');
  assert.match((await slipNumbers(page)).reference, /^WM-/);
});

for (const look of ['desktop', 'phone', 'noScripts']) {
  story(`what a child understands and wishes is written down while they are there, by keyboard too (${look})`, async ({ service, visit }) => {
    const { check, done } = checksOnTheWay();
    const { page } = await atDesk(service, visit, look, { ...STAFF, name: 'Wren' });
    await page.goto('/desk/take-down');
    const part = page.getByRole('region', { name: 'If the person is under 18' });
    const wants = page.locator('[name="child.wants"]');
    assert.ok(!(await wants.isVisible()), 'folded away while nobody is known to be a child');
    await fill(page, { ...TOLD, 'taken.day.day': '12' });
    await page.locator('[name="victim.age_band"]').selectOption('13-15');
    const summary = part.getByText('Write down what the child understands and wants');
    if (look === 'noScripts') {
      await summary.focus();
      await page.keyboard.press('Enter');
    }
    await wants.waitFor();
    await check(page, DESK_WEIGHT);
    await fill(page, { 'child.wants': 'That it stops, and that Mum does not hear of it.', 'child.alone': 'part', 'child.with': 'A friend', 'child.parent': 'not-know' });
    await press(page, 'Save for now');
    assert.ok(await wants.isVisible(), 'it lies open when somebody comes back');
    assert.equal(await wants.inputValue(), 'That it stops, and that Mum does not hear of it.');
    await press(page, 'Go on to who may know');
    await fill(page, { ...ALLOWED, ...READ });
    await press(page, 'Continue');
    await page.getByRole('heading', { name: 'Read it back' }).waitFor();
    const words = await page.locator('main').innerText();
    for (const told of ['12 November 2026', 'That it stops', 'For some of the time', 'A friend']) assert.ok(words.includes(told), `${told} is read back`);
    await check(page, DESK_WEIGHT);
    done();
  });
}

story('a child about whom nothing is written down can be reported all the same', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'phone', { ...STAFF, name: 'Rae' });
  await page.goto('/desk/take-down');
  await fill(page, { ...TOLD, 'victim.age_band': 'under-13' });
  await press(page, 'Go on to who may know');
  await fill(page, { ...ALLOWED, ...READ });
  await press(page, 'Continue');
  await page.getByText('nothing is written down of what they understand and want').waitFor();
  await checkPage(page, DESK_WEIGHT);
  await press(page, 'Send this report');
  assert.match((await slipNumbers(page)).reference, /^WM-/);
});

story('a paper form is printed with its help overleaf, and typed in later in the same order', async ({ service, visit }) => {
  const { page } = await atDesk(service, visit, 'desktop', { ...STAFF, name: 'Mo' });
  await page.goto('/desk/take-down');
  const asked = await page.locator('main form h2').allInnerTexts();
  await press(page, 'Print the paper form', 'link');
  await checkPage(page, DESK_WEIGHT);
  const paper = (await page.locator('main section:not(.overleaf) > h2').allInnerTexts()).map((heading) => heading.replace(/^\d+\. /, ''));
  assert.deepEqual(paper.slice(0, asked.length), asked);
  const lines = await printed(page);
  assert.ok(lines.includes('Paper form') && lines.some((line) => line.includes('Keep this paper locked away')));
  assert.ok(!lines.some((line) => /Sign out|Mo\b/.test(line)), 'neither buttons nor who printed it');
});
