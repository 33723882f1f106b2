// Somebody who uses no pointer: every stop on the way must be seen.

import assert from 'node:assert/strict';

/**
 * Presses Tab until the focus is on what says `wanted` (its accessible name or words), or on the field `{ field, value }` (the value
 * only for one of a list), and checks each stop: it is on the screen, nothing lies over it, and a ring shows it. Answers what has the
 * focus then; fails when the page ends first.
 */
export async function tabTo(page, wanted) {
  const found = (stop) => (typeof wanted === 'string' ? stop.name === wanted : stop.field === wanted.field && (stop.kind !== 'checkbox' || stop.value === wanted.value));
  const name = typeof wanted === 'string' ? wanted : `${wanted.field} ${wanted.value}`;
  const stops = [];
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop) break;
    assert.deepEqual(stop.faults, [], `the focus is seen on “${stop.name}” of ${page.url()}`);
    if (found(stop)) return stop;
    stops.push(stop.name);
  }
  assert.fail(`Tab does not lead to “${name}” of ${page.url()}; it led to: ${stops.join(' · ')}`);
}

/** Presses Alt and a digit, as somebody who uses the access keys of a page. Playwright's own keys carry no text, by which they are found. */
export async function pressWithAlt(page, digit) {
  const devtools = await page.context().newCDPSession(page);
  const key = { modifiers: 1, key: digit, code: `Digit${digit}`, windowsVirtualKeyCode: digit.charCodeAt(0), unmodifiedText: digit, text: digit };
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await devtools.detach();
}

/** What has the focus: its name, and what keeps somebody from seeing that it has. Nothing when the focus left the page. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const words = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
    const name = words(element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent);
    const faults = [];
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    const seen = document.elementFromPoint(x, y);
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push('it is not on the screen');
    else if (!element.contains(seen) && !seen?.contains(element)) faults.push(`${seen?.localName}.${seen?.className} lies over it`);
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('no ring shows it');
    return { name, field: element.name, kind: element.type, value: element.value, faults };
  });
}
