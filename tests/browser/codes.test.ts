import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startAgent } from '@kaika/agent/app';
import { openTable, type Table } from '@kaika/agent/conversation/table.example';
import { listenLoopback } from '@kaika/agent/listen';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState, type Softcard } from '@kaika/softcard/softcard';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { openChromium, skip } from './chromium.ts';
import { type Stranger, serveSite } from './stranger.ts';

describe('each code a page can hear of the agent, in a browser', { skip, timeout: 300_000 }, () => {
  const stack = new AsyncDisposableStack();
  let browser: Browser;
  let site: Stranger;
  let agent: string;
  let sample: Sample;
  let table: Table;
  let closeAgent: () => Promise<void>;

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaika-codes-'));
    stack.defer(() => rmSync(folder, { recursive: true }));
    browser = await openChromium();
    stack.defer(() => browser.close());
    sample = await createSample({ now: new Date() });
    table = openTable('R');
    const running: { fetch?: (request: Request) => Response | Promise<Response> } = {};
    const answer = (request: Request) => running.fetch?.(request) ?? new Response(null, { status: 503 });
    const port = stack.use((await listenLoopback(answer, 0)) ?? assert.fail('no port')).port;
    agent = `http://localhost:${port}`;
    site = stack.use(await serveSite('codes-page.ts', { agent }));
    const app = await startAgent({
      folder,
      port,
      legacyPort: null,
      policy: { authorities: [], origins: [site.origin] },
      cards: table,
      desk: null,
      version: '1.0.0',
      now: () => new Date(),
      log: pino({ level: 'silent' }),
    });
    running.fetch = app.fetch;
    closeAgent = async () => {
      await app[Symbol.asyncDispose]();
      delete running.fetch;
    };
  });
  after(() => stack.disposeAsync());

  it('agent.popup-blocked', () =>
    withPage(async (page) => {
      await page.evaluate(() => {
        window.open = () => null;
      });
      await page.click('#login');
      await hears(page, 'agent.popup-blocked');
    }));

  it('agent.absent: nothing answers, with a window and without', () =>
    withPage(async (page) => {
      await page.context().route(`${agent}/**`, (route) => route.abort('connectionrefused'));
      await page.click('#status');
      await hears(page, 'agent.absent');
      await page.click('#login');
      await hears(page, 'agent.absent');
    }));

  it('agent.too-old', () =>
    withPage(async (page) => {
      await page.goto(`${site.origin}/?oldest=1.0.1`);
      await page.click('#login');
      await hears(page, 'agent.too-old');
    }));

  it('agent.not-trusted: the person does not let the site in', () =>
    withPage(async (page) => {
      await page.goto(site.origin.replace('stranger.', 'unknown.'));
      const window = await open(page, 'certificate');
      await press(window, '不允許');
      await hears(page, 'agent.not-trusted');
    }));

  it('agent.cancelled: by the button, and by closing the window', () =>
    withPage(async (page) => {
      await press(await open(page, 'login'), '取消');
      await hears(page, 'agent.cancelled');
      await (await open(page, 'sign')).close();
      await hears(page, 'agent.cancelled');
    }));

  it('agent.timed-out: nobody types for a quarter of an hour', () =>
    withPage(async (page) => {
      await page.clock.install();
      await page.goto(site.origin);
      const window = await open(page, 'login');
      await window.locator('input[name="pin"]').waitFor();
      await page.clock.runFor(16 * 60_000);
      await hears(page, 'agent.timed-out');
    }));

  it('agent.request-bad: a hash that is none', () =>
    withPage(async (page) => {
      await open(page, 'sign-short');
      await hears(page, 'agent.request-bad');
    }));

  it('agent.busy: the only card is in use and does not answer; who waits there can leave', () =>
    withPage(async (page) => {
      const card = fromState(sample.card.toState());
      const silence = Promise.withResolvers<Uint8Array>();
      let silent = false;
      const hung: Softcard = {
        ...card,
        transmit: (command) => (silent ? silence.promise : card.transmit(command)),
      };
      table.put('R', hung);
      const first = await open(page, 'login');
      await first.locator('input[name="pin"]').fill(sample.pin);
      silent = true;
      await first.locator('form button[type="submit"]').first().click();
      await withPage(async (other) => {
        await press(await open(other, 'login'), '取消');
        await hears(other, 'agent.busy');
      }, 'as it is');
      await first.close();
      await hears(page, 'agent.cancelled');
      silent = false;
      silence.resolve(Uint8Array.of(0x6f, 0x00));
    }));

  it('reader.no-service', () =>
    withPage(async (page) => {
      table.service = 'absent';
      await page.click('#cards');
      await hears(page, 'reader.no-service');
      table.service = 'running';
    }));

  it('no reader and no card: the window waits and goes on by itself', () =>
    withPage(async (page) => {
      table.unplug('R');
      const window = await open(page, 'view');
      await window.getByText('請接上讀卡機').first().waitFor();
      table.put('R', fromState(sample.card.toState()));
      await hears(page, 'done');
      table.pull('R');
      const again = await open(page, 'view');
      await again.getByText('請插入憑證IC卡').first().waitFor();
      table.put('R', fromState(sample.card.toState()));
      await hears(page, 'done');
    }));

  it('pin.wrong is the window’s business; pin.blocked the page hears', () =>
    withPage(async (page) => {
      const window = await open(page, 'login');
      for (const left of ['2', '1']) {
        await type(window, '99887766');
        await window.getByText(`還可再試 ${left} 次`).first().waitFor();
      }
      await type(window, '99887766');
      await hears(page, 'pin.blocked');
    }));

  it('status.unreachable: the site’s server says nothing sensible before the PIN', () =>
    withPage(async (page) => {
      await press(await open(page, 'login-unanswered'), '取消');
      await hears(page, 'status.unreachable');
    }));

  it('what the site’s server refuses comes back as its code, before a PIN', () =>
    withPage(async (page) => {
      const window = await open(page, 'login-refused');
      await hears(page, 'card.not-active');
      assert.equal(await window.locator('input[name="pin"]').count(), 0);
    }));

  it('request.failed: the page could not make its request', () =>
    withPage(async (page) => {
      await page.click('#login-no-nonce');
      await hears(page, 'request.failed');
    }));

  it('task.not-authentic: a task nobody known has signed', () =>
    withPage(async (page) => {
      await open(page, 'task-forged');
      await hears(page, 'task.not-authentic');
    }));

  it('agent.stopped: the window says so, and the page hears that it was left', () =>
    withPage(async (page) => {
      const window = await open(page, 'login');
      await window.locator('input[name="pin"]').waitFor();
      await closeAgent();
      await hears(page, 'agent.cancelled');
    }));

  /** A person’s page of the site, with the card in the reader. */
  async function withPage(
    act: (page: Page) => Promise<void>,
    table_: 'fresh' | 'as it is' = 'fresh',
  ): Promise<void> {
    if (table_ === 'fresh') table.put('R', fromState(sample.card.toState()));
    const context = await browser.newContext({ locale: 'zh-TW', reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      await page.goto(site.origin);
      await act(page);
    } finally {
      await context.close();
    }
  }
});

async function open(page: Page, what: string): Promise<Page> {
  const [window] = await Promise.all([page.waitForEvent('popup'), page.click(`#${what}`)]);
  return window;
}

async function press(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name, exact: true }).click();
}

async function type(window: Page, pin: string): Promise<void> {
  await window.locator('input[name="pin"]').fill(pin);
  await window.locator('form button[type="submit"]').first().click();
}

async function hears(page: Page, code: string): Promise<void> {
  await page.locator('#said', { hasText: code }).waitFor();
}
