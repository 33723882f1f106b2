// A house for the stories of one file: one service, one browser, and somebody new at the door for each story.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';

import { Browser, logOf } from './browser.js';
import { Service } from './service.js';

/**
 * Opens a house; `env` adds to the service's environment. Where it is `fresh`, each story has a service of its own: what a page lists is
 * then the same for all who tell the same story, and it is checked once. Returns `story(name, tell)`, which tells a story as a test:
 * `tell({ service, visit })`, where `visit(address, look)` is somebody new who goes to an address, and answers their page.
 */
export function house({ env, fresh = false } = {}) {
  let shared, browser;
  const open = () => Service.start({ env });
  before(async () => {
    [shared, browser] = await Promise.all([fresh ? null : open(), Browser.start()]);
  });
  after(async () => {
    const errors = shared?.errors() ?? [];
    await Promise.all([browser?.stop(), shared?.stop()]);
    assert.deepEqual(errors, [], 'the service logged no error');
  });

  const story = (name, tell) =>
    test(name, { timeout: 240_000 }, async () => {
      const pages = [];
      const own = fresh ? await open() : null;
      const service = own ?? shared;
      const visit = async (address, look) => {
        const page = await browser.visitor(service.url, look);
        pages.push(page);
        await page.goto(address);
        return page;
      };
      try {
        await tell({ service, visit });
        assert.deepEqual(pages.flatMap((page) => logOf(page).faults), [], 'pages ask nobody else, and keep to their own rules');
      } finally {
        await Promise.all(pages.map((page) => page.context().close()));
        await own?.stop();
      }
      assert.deepEqual(own?.errors() ?? [], [], 'the service logged no error');
    });
  return { story };
}
