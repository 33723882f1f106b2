// People at the desk: how they get an account, and their codes.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { follow } from './browser.js';

export const PASSWORD = 'copper heron umbrella seven';

// How many have a name already, at each service.
const invited = new WeakMap();

/** Invites somebody on the command line; answers the path of their link. Several may have one name, and so see the same pages. */
export async function invite(service, { name = 'Sam', role = 'coordinator', centre } = {}) {
  const known = invited.get(service) ?? {};
  invited.set(service, known);
  const local = `${name.toLowerCase()}-${role}`;
  known[local] = (known[local] ?? 0) + 1;
  const address = `${local}${known[local] > 1 ? known[local] : ''}@desk.example`;
  const where = centre ? ['--centre', centre] : [];
  const link = await service.command('staff', 'invite', address, '--name', name, '--role', role, ...where);
  return { address, path: new URL(link).pathname };
}

/** The code of six digits that an app would show now (RFC 6238). */
export function code(service, secret, steps = 0) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(service.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Takes an invitation at its page; answers the secret of the codes. `see` is called with every page on the way. */
export async function takeInvitation(page, service, see = () => {}) {
  await see(page);
  await page.getByLabel('Choose a password').fill('short');
  await follow(page.getByRole('button', { name: 'Continue' }));
  await see(page);
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await follow(page.getByRole('button', { name: 'Continue' }));
  const secret = (await page.locator('.small-code').innerText()).trim();
  await see(page);
  await page.getByLabel('Code').fill(code(service, secret));
  await follow(page.getByRole('button', { name: 'This is my code' }));
  const recovery = await page.locator('.receipt bdi').allInnerTexts();
  await see(page);
  await follow(page.getByRole('button', { name: 'I have put them away: sign in' }));
  return { secret, recovery };
}

/** Signs in with a recovery code: it needs no waiting for the next code of the app. */
export async function signIn(page, { address, recovery, shared = false }, see = () => {}) {
  await page.goto('/desk/sign-in');
  await see(page);
  await page.getByLabel('E-mail address').fill(address);
  await page.getByLabel('Password').fill(PASSWORD);
  if (shared) await page.getByLabel('Other people use this device').check();
  await follow(page.getByRole('button', { name: 'Continue' }));
  await see(page);
  await page.getByLabel('Code').fill(recovery.shift());
  await follow(page.getByRole('button', { name: 'Sign in' }));
}

/**
 * Takes an invitation and signs in by the requests that the pages make, without looking at them (that is told in desk.test.js): leaves
 * `page` signed in, and answers its codes for recovery.
 */
export async function settleIn(page, service, { address, path, shared = false }) {
  const enrol = await sendForm(page, await read(page, path), path, { password: PASSWORD });
  const secret = /small-code"><bdi>([A-Z2-7]+)</.exec(enrol)?.[1] ?? assert.fail(`the invitation gives no secret:\n${enrol}`);
  const taken = await sendForm(page, enrol, `${path}/code`, { code: code(service, secret) });
  const recovery = [...taken.matchAll(/<bdi class="number">([^<]+)</g)].map(([, one]) => one);
  const signIn = await sendForm(page, taken, '/desk/recovery', {});
  const half = await sendForm(page, signIn, '/desk/sign-in', { address, password: PASSWORD, ...(shared && { shared: 'true' }) });
  await sendForm(page, half, '/desk/code', { code: recovery.shift() });
  await page.goto('/desk');
  return { recovery };
}

async function read(page, path) {
  return (await page.request.get(path)).text();
}

/** Sends a form of a page as a browser would; answers the page that it leads to. */
async function sendForm(page, html, path, fields) {
  const form = { form_token: /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? assert.fail(`${path} is sent from a page without a form:\n${html}`), ...fields };
  const answer = await page.request.post(path, { form, headers: { 'Sec-Fetch-Site': 'same-origin' } });
  assert.equal(answer.status(), 200, path);
  return answer.text();
}
