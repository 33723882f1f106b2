// Pages that passed a check: one that is the same again, in this file or another of the run, is not checked again.

import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Files without words, named by what passed. Without a folder (tests/run gives one) each file of stories remembers its own.
const FOLDER = process.env.WAYMARK_TEST_CHECKED;
const passed = new Set();

// What is drawn by lot whenever a page is made.
const DRAWN = [
  /http:\/\/127\.0\.0\.1:\d+/g,
  /(?<=name="form_token" value=")[^"]+/g,
  /\bWM-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g,
  /\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/g, // a receipt, a recovery code
  /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
  /(?<=\/(r|desk\/invitation)\/)[\w-]{20,}/g,
  /\b[A-Z2-7]{32}\b/g, // the secret of an app's codes
  /(?<= d=")[^"]{200,}/g, // a QR code
];
// Words between tags, in which numbers are the time of day, or how many there are of something.
const WORDS = />[^<]+</g;

/**
 * The faults that `check()` answers, unless a page that is described by the same text had none. What is drawn by lot and what is counted
 * is left out of the comparison; that two of what is drawn are the same, or are not, stays in it.
 */
export async function unlessPassed(what, page, check) {
  const name = createHash('sha256').update(`${what}\n${withoutDrawn(page)}`).digest('hex');
  if (passed.has(name) || (FOLDER && existsSync(join(FOLDER, name)))) return [];
  const faults = await check();
  if (faults.length === 0) {
    passed.add(name);
    if (FOLDER) writeFileSync(join(FOLDER, name), '');
  }
  return faults;
}

// Each is replaced by its place among those that were seen: two that are the same stay the same.
function withoutDrawn(page) {
  const drawn = new Set(DRAWN.flatMap((pattern) => page.match(pattern) ?? []));
  const places = [...drawn].sort((one, other) => page.indexOf(one) - page.indexOf(other));
  return places.reduce((text, one, place) => text.replaceAll(one, `{drawn ${place}}`), page).replace(WORDS, (words) => words.replace(/\d+/g, '0'));
}
