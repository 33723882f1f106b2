// The service as an operator starts it: the built binary, a fresh data folder and keyring, mail into a folder.

import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { readLetter } from './letters.js';

const run = promisify(execFile);

export const REPOSITORY = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

// Every story happens on Friday 20 November 2026, 11:00 in London, whatever the day: agreements end, weekends come.
const STORY_TIME = Date.parse('2026-11-20T11:00:00Z');

const MINUTES = { m: 1, h: 60, d: 24 * 60 };

// Minutes in an offset such as `+61m`, `+26h`, `+3d`.
function minutesOf(offset) {
  const [, sign, number, unit] = /^([+-])(\d+)([mhd])$/.exec(offset) ?? fail(`not an offset: ${offset} (such as +61m, +26h or +3d)`);
  return Number(`${sign}${number}`) * MINUTES[unit];
}

// The service reads one number, at most 100,000, and one unit: far away, it is whole hours.
const MOST_MINUTES = 100_000;

function asRead(minutes) {
  return Math.abs(minutes) <= MOST_MINUTES ? minutes : Math.round(minutes / 60) * 60;
}

function offsetOf(minutes) {
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  return size <= MOST_MINUTES ? `${sign}${size}m` : `${sign}${size / 60}h`;
}

export class Service {
  #child = null;
  #logs = [];
  #minutes = asRead(Math.round((STORY_TIME - Date.now()) / 60_000));

  /** Starts a service on a free port. `env` adds to its environment. */
  static async start({ env = {} } = {}) {
    const service = new Service();
    service.binary = process.env.WAYMARK_BINARY ?? fail('WAYMARK_BINARY is not set: see tests/browser/README.md');
    service.env = env;
    service.folder = await mkdtemp(join(tmpdir(), 'waymark-browser-'));
    service.port = await freePort();
    service.url = `http://127.0.0.1:${service.port}`;
    await service.#run();
    return service;
  }

  /** Moves its clock on by `offset` (such as "+61m"): the same data, keys and address, started again. */
  async advance(offset) {
    this.#minutes = asRead(this.#minutes + minutesOf(offset));
    await this.#end();
    await this.#run();
  }

  /** Stops it and forgets its data. */
  async stop() {
    await this.#end();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What it logged as an error, so far. */
  errors() {
    return this.#logs.filter((line) => line.includes('"level":"ERROR"'));
  }

  /** A value of config/waymark.toml, such as `exit_to`. */
  async setting(name) {
    const text = await readFile(join(REPOSITORY, 'config/waymark.toml'), 'utf8');
    return new RegExp(`^${name} = "(.*)"`, 'm').exec(text)?.[1] ?? fail(`config/waymark.toml does not set ${name}`);
  }

  /** Every letter that left, the newest first. */
  async mail() {
    const folder = join(this.folder, 'data/mail');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    const letters = names.map(async (name) => {
      const path = join(folder, name);
      const [bytes, { mtimeMs }] = await Promise.all([readFile(path), stat(path)]);
      return { ...readLetter(bytes.toString('utf8')), at: mtimeMs };
    });
    return (await Promise.all(letters)).sort((one, other) => other.at - one.at);
  }

  /**
   * The newest letter to an agency (`tees-pride`), waited for. `about` names a reference, `kind` is `notice`, `code`,
   * `more` or `stop`, `says` is a word that its text holds.
   */
  async letter(agency, { kind, about = '', says = '' } = {}) {
    const wanted = (letter) =>
      letter.agency === agency && (!kind || letter.kind === kind) && letter.subject.includes(about) && letter.text.includes(says);
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(40)) {
      const found = (await this.mail()).find(wanted);
      if (found) return found;
    }
    const came = (await this.mail()).map(({ to, subject }) => `  ${to}: ${subject}`);
    return fail(`no ${kind ?? 'letter'} for ${agency} came within 10 s. What came:\n${came.join('\n')}`);
  }

  /** Calls the API and returns what it answers; any other status than `expect` is a failure. */
  async api(method, path, { body, receipt, expect = 200 } = {}) {
    const headers = { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...(receipt && { Receipt: receipt }) };
    const answer = await fetch(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status !== expect) fail(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** The time that the service goes by, in milliseconds. */
  now() {
    return Date.now() + this.#minutes * 60_000;
  }

  /** Runs another command of the binary, as an operator would beside the running service; answers what it prints. */
  async command(...words) {
    const { stdout } = await run(this.binary, words, { cwd: REPOSITORY, env: this.#environment() });
    return stdout.trim();
  }

  #environment() {
    return {
      PATH: process.env.PATH,
      WAYMARK_DATA: join(this.folder, 'data'),
      WAYMARK_KEYS: join(this.folder, 'keys/keyring.toml'),
      WAYMARK_LISTEN: `127.0.0.1:${this.port}`,
      WAYMARK_MAIL: 'folder',
      WAYMARK_LIMITS: 'off',
      WAYMARK_CLOCK_OFFSET: offsetOf(this.#minutes),
      ...this.env,
    };
  }

  async #run() {
    const env = this.#environment();
    const child = spawn(this.binary, ['serve'], { cwd: REPOSITORY, env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    running.set(child, this.folder);
    child.stderr.setEncoding('utf8').on('data', (text) => this.#logs.push(...text.split('\n').filter(Boolean)));
    const ended = new Promise((done) => child.once('exit', done).once('error', done)).then(() => running.delete(child));
    this.ended = ended;
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(20)) {
      if (child.exitCode !== null || child.pid === undefined) break;
      const ready = await fetch(`${this.url}/readyz`).catch(() => null);
      if (ready?.ok) return;
    }
    await this.#end();
    fail(`the service did not become ready:\n${this.#logs.join('\n')}`);
  }

  // By its own process id, as an operator would.
  async #end() {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 12_000);
    await this.ended;
    clearTimeout(patience);
  }
}

// Nothing stays behind, however these stories end.
const running = new Map();
process.once('exit', () =>
  running.forEach((folder, child) => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }),
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

function fail(why) {
  throw new Error(why);
}

// Below the range from which the kernel hands out its own: no connection on its way takes it before the service listens on it, or while
// the service is started again.
async function freePort() {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 8_000);
    const server = createServer();
    const free = await new Promise((done) => server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)));
    if (!free) continue;
    await new Promise((done) => server.close(done));
    return port;
  }
}
