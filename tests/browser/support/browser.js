// Chromium, as different people use it. What their pages ask for is written down: nothing may go to anybody else.

import { chromium } from 'playwright-core';

/** The ways in which somebody looks at a page; `visitor` takes one by its name. */
export const LOOKS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  /** A screen of 1280 × 1024 at 400 %. */
  tiny: { viewport: { width: 320, height: 256 } },
  noScripts: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
};

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // No other name leads anywhere: what a page asks of another site is seen here, and never leaves.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

export class Browser {
  /** Starts Chromium. */
  static async start() {
    const executablePath = process.env.WAYMARK_TEST_CHROMIUM;
    if (!executablePath) throw new Error('WAYMARK_TEST_CHROMIUM is not set: see tests/browser/README.md');
    const browser = new Browser();
    browser.chromium = await chromium.launch({ executablePath, headless: true, args: ARGS });
    return browser;
  }

  /**
   * Somebody new, with an empty browser: a page. `origin` is the service; `look` is a name of LOOKS or options of Playwright
   * for a context, such as `{ ...LOOKS.phone, storageState }`.
   */
  async visitor(origin, look = 'desktop') {
    const options = typeof look === 'string' ? LOOKS[look] : look;
    if (!options) throw new Error(`nobody looks like ${look}: choose one of ${Object.keys(LOOKS).join(', ')}`);
    const context = await this.chromium.newContext({ baseURL: origin, locale: 'en-GB', timezoneId: 'Europe/London', ...options });
    // Patient: a machine may be slow, and what never comes fails all the same.
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    logs.set(page, new Log(page, origin, options));
    return page;
  }

  async stop() {
    await this.chromium.close();
  }
}

const logs = new WeakMap();

/** What a page asked for. */
export function logOf(page) {
  return logs.get(page);
}

class Log {
  /** Requests since the visitor last went somewhere. */
  requests = [];
  /** The answer that the page is made of. */
  document = null;
  /** Where the visitor went away to: the addresses of other sites. */
  departures = new Set();
  /** What should not have been: requests to others, what the policy of content refused, scripts that failed. */
  faults = [];

  constructor(page, origin, options) {
    this.origin = origin;
    this.scripts = options.javaScriptEnabled !== false;
    page.on('request', (request) => {
      const goes = request.isNavigationRequest() && request.frame() === page.mainFrame();
      if (goes && !request.redirectedFrom()) this.requests = [];
      this.requests.push(request);
      const url = new URL(request.url());
      if (url.origin === origin || url.protocol === 'data:' || url.protocol === 'about:') return;
      if (goes) this.departures.add(request.url());
      else this.faults.push(`${page.url()} asked another site for ${request.url()}`);
    });
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !isRedirect(response)) this.document = response;
    });
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: a script failed: ${error}`));
  }
}

/** Presses a button or follows a link, and waits for the page it leads to: until then, Playwright may still read the one before. */
export async function follow(locator) {
  await Promise.all([locator.page().waitForEvent('load'), locator.click()]);
}

/** Shows every page of this visitor from right to left, as if it were translated. */
export async function rightToLeft(page) {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const type = response.headers()['content-type'] ?? '';
    if (!type.startsWith('text/html')) return route.fulfill({ response });
    const html = await response.text();
    return route.fulfill({ response, body: html.replace(/(<html[^>]*) dir="ltr"/, '$1 dir="rtl"') });
  });
}

function isRedirect(response) {
  return response.status() >= 300 && response.status() < 400;
}
