// Leaving in a hurry, from every page of the form.

import assert from 'node:assert/strict';

import { logOf } from './support/browser.js';
import { PAGES_OF_ALEX, PAGES_OF_FRIEND, answer, begin, fill, numbers, shortReport, stepOf } from './support/form.js';
import { house } from './support/house.js';
import { comeBack, leave } from './support/people.js';

const { story } = house();

const PAGES = [...new Set([...PAGES_OF_FRIEND, ...PAGES_OF_ALEX, 'later'])];

const TOLD = { story: { 'incident.account': 'They shouted at me.' } };

/** Follows “Exit this page”; it leads out of the world of these stories, and fails there. */
async function exit(page) {
  const link = page.getByRole('link', { name: 'Exit this page' });
  const { y, height } = await link.boundingBox();
  assert.ok(y >= 0 && y + height <= page.viewportSize().height, 'it is seen without scrolling');
  await leave(page);
}

for (const look of ['noScripts', 'phone']) {
  story(`“Exit this page” leads away from every page of the form, and the answers are gone (${look})`, async ({ service, visit }) => {
    const page = await visit('/', look);
    for (const step of look === 'phone' ? ['who', 'check'] : PAGES) {
      await page.goto('/');
      await begin(page, TOLD);
      await page.goto(`/report/${step}`);
      assert.equal(stepOf(page), step);
      const before = await page.context().cookies();
      await exit(page);
      assert.ok(logOf(page).departures.has(await service.setting('exit_to')), `${step} leads out`);
      assert.deepEqual(await page.context().cookies(), []);
      await page.context().addCookies(before);
      await page.goto('/report/story');
      assert.equal(new URL(page.url()).search, '?over', 'the answers themselves are gone, not only the cookie');
      logOf(page).departures.clear();
      await page.context().clearCookies();
    }
  });
}

story('“Exit this page” takes a receipt that was not saved away, and the page that it opens', async ({ visit }) => {
  const page = await visit('/', 'noScripts');
  await shortReport(page);
  const { receipt } = await numbers(page);
  let before = await page.context().cookies();
  await exit(page);
  await page.context().addCookies(before);
  await page.goto('/report/receipt');
  assert.equal(logOf(page).document.status(), 403);
  for (const address of ['story', 'permission', 'details', 'erase']) {
    await page.goto('/your-report');
    await comeBack(page, receipt);
    await page.goto(`/your-report/${address}`);
    assert.equal(logOf(page).document.status(), 200);
    before = await page.context().cookies();
    await exit(page);
    await page.context().clearCookies();
    await page.context().addCookies(before);
    await page.goto('/your-report/story');
    assert.ok(!(await page.content()).includes('They shouted'), `after leaving from ${address} nothing is open`);
  }
});

// With the script: the page is covered at once, before anything answers, and the keyboard leads out too.

/** The page of a story, typed and not sent yet. */
async function atTheirStory(visit) {
  const page = await visit('/report/who', 'desktop');
  await answer(page, 'who');
  await fill(page, { 'incident.account': 'They shouted at me.' });
  return page;
}

/** What shows at points all over the screen. */
function seen(page) {
  return page.evaluate(() => {
    const found = new Set();
    for (let x = 5; x < innerWidth; x += 60) for (let y = 5; y < innerHeight; y += 40) found.add(document.elementFromPoint(x, y));
    const main = document.querySelector('main');
    return [...found].some((element) => main && element && main.contains(element) && element.checkVisibility?.() !== false);
  });
}

story('“Exit this page” covers the page at once, however slow the way out is', async ({ visit }) => {
  const page = await atTheirStory(visit);
  assert.equal(await seen(page), true);
  await page.route('**/exit', async (route) => {
    await new Promise((later) => setTimeout(later, 2000));
    await route.abort();
  });
  const hidden = await page.evaluate(() => {
    document.querySelector('.exit a').click();
    return document.body.hidden;
  });
  assert.equal(hidden, true, 'nothing of the page shows any more, though the way out has not answered');
});

story('Shift three times within five seconds leads out; writing in capitals does not', async ({ service, visit }) => {
  const page = await atTheirStory(visit);
  await page.getByLabel('Tell us in your own words').focus();
  for (const letter of 'ABCD') await page.keyboard.press(`Shift+${letter}`);
  await page.waitForTimeout(300);
  assert.equal(stepOf(page), 'story', 'capitals are only capitals');
  for (const pause of [2600, 2600, 300]) {
    await page.keyboard.press('Shift');
    await page.waitForTimeout(pause);
  }
  assert.equal(stepOf(page), 'story', 'three times in more than five seconds is not in a hurry');
  const left = page.waitForEvent('requestfailed');
  for (const _ of [1, 2, 3]) await page.keyboard.press('Shift');
  await left;
  assert.ok(logOf(page).departures.has(await service.setting('exit_to')));
  assert.deepEqual(await page.context().cookies(), []);
});

/** What people do with Shift while they write: each of it three times within five seconds. */
const WORK = {
  'Alt held, Shift three times: a walk through keyboard layouts': async ({ keyboard }) => {
    await keyboard.down('Alt');
    for (const _ of [1, 2, 3]) await keyboard.press('Shift');
    await keyboard.up('Alt');
  },
  'Control held, Shift three times': async ({ keyboard }) => {
    await keyboard.down('Control');
    for (const _ of [1, 2, 3]) await keyboard.press('Shift');
    await keyboard.up('Control');
  },
  'Meta held, Shift three times': async ({ keyboard }) => {
    await keyboard.down('Meta');
    for (const _ of [1, 2, 3]) await keyboard.press('Shift');
    await keyboard.up('Meta');
  },
  'Alt and Shift together, three times': async ({ keyboard }) => {
    for (const _ of [1, 2, 3]) await keyboard.press('Alt+Shift');
  },
  'Shift and Alt together, three times': async ({ keyboard }) => {
    for (const _ of [1, 2, 3]) await keyboard.press('Shift+Alt');
  },
  'Control and Shift together, three times': async ({ keyboard }) => {
    for (const _ of [1, 2, 3]) await keyboard.press('Control+Shift');
  },
  'both Shifts together, three times': async ({ keyboard }) => {
    for (const _ of [1, 2, 3]) {
      await keyboard.down('ShiftLeft');
      await keyboard.down('ShiftRight');
      await keyboard.up('ShiftRight');
      await keyboard.up('ShiftLeft');
    }
  },
  'Shift and a click, three times: a longer selection': async (page) => {
    for (const _ of [1, 2, 3]) {
      await page.keyboard.down('Shift');
      await page.getByLabel('Tell us in your own words').click();
      await page.keyboard.up('Shift');
    }
  },
  'Shift, with a click in between': async (page) => {
    for (const _ of [1, 2, 3]) {
      await page.keyboard.press('Shift');
      await page.getByLabel('Tell us in your own words').click();
    }
  },
  'Shift, with a letter in between': async ({ keyboard }) => {
    for (const _ of [1, 2, 3]) {
      await keyboard.press('Shift');
      await keyboard.press('a');
    }
  },
  'Shift twice, Alt, Shift': async ({ keyboard }) => {
    for (const key of ['Shift', 'Shift', 'Alt', 'Shift']) await keyboard.press(key);
  },
  'Shift twice, another window, Shift': async (page) => {
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.keyboard.press('Shift');
  },
  'Shift held for long: one press, however often it repeats': async ({ keyboard }) => {
    for (const _ of [1, 2, 3, 4]) await keyboard.down('Shift');
    await keyboard.up('Shift');
  },
  'Shift and a wheel, three times: a look to the side': async (page) => {
    for (const _ of [1, 2, 3]) {
      await page.keyboard.down('Shift');
      await page.mouse.wheel(40, 0);
      await page.waitForTimeout(100);
      await page.keyboard.up('Shift');
    }
  },
  'Shift inside a word that is being put together': async (page) => {
    await page.evaluate(() => {
      const field = document.querySelector('textarea');
      for (const _ of [1, 2, 3]) {
        for (const kind of ['keydown', 'keyup']) field.dispatchEvent(new KeyboardEvent(kind, { key: 'Shift', isComposing: true, bubbles: true }));
      }
    });
  },
};

story('Shift that is part of something else leads nowhere, and nothing that was typed is gone', async ({ visit }) => {
  const page = await atTheirStory(visit);
  await page.getByLabel('Tell us in your own words').focus();
  for (const [what, act] of Object.entries(WORK)) {
    await act(page);
    await page.waitForTimeout(150);
    assert.equal(stepOf(page), 'story', what);
    assert.equal(await page.evaluate(() => document.body.hidden), false, what);
    // Whatever was begun is over before the next is tried.
    await page.keyboard.press('End');
  }
  assert.deepEqual([...logOf(page).departures], []);
  assert.match(await page.getByLabel('Tell us in your own words').inputValue(), /They shouted at me/);
  assert.equal((await page.context().cookies()).length, 1, 'their answers are still theirs');
});
