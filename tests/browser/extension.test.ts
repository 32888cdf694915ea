import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { extensionId } from '@kaika/wire/extension';
import type { Page } from 'playwright-core';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { type Extended, openExtended } from './extension.ts';
import { openStranger, type Stranger } from './stranger.ts';

/** Nobody listens there: what works, works without a port. */
const noAgent = 'http://localhost:9';

describe('the browser extension, the road without a port', { skip, timeout: 200_000 }, () => {
  let extended: Extended;
  let site: Stranger;

  before(async () => {
    [extended, site] = await Promise.all([
      openExtended(['http://stranger.localhost/*']),
      openStranger(noAgent),
    ]);
  });
  after(async () => {
    await extended?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });

  const open = async (origin: string): Promise<Page> => {
    const page = await extended.context.newPage();
    await page.goto(origin);
    await page.waitForFunction(
      (id) =>
        !Object.hasOwn(globalThis, 'chrome') ||
        !('runtime' in Reflect.get(globalThis, 'chrome')) ||
        new Promise((done) =>
          Reflect.get(globalThis, 'chrome').runtime.sendMessage(id, { kaika: 1 }, () => done(true)),
        ),
      extensionId,
    );
    return page;
  };
  const said = (page: Page, text: string | RegExp) =>
    page.locator('#said').filter({ hasText: text }).waitFor();
  const windowAfter = async (page: Page, button: string) => {
    const [window] = await Promise.all([extended.context.waitForEvent('page'), page.locator(button).click()]);
    return window;
  };

  it('asks for consent in a window of its own, which names the site by the browser’s word', async () => {
    const page = await open(site.origin);
    const window = await windowAfter(page, '#ask');
    assert.ok(window.url().startsWith(`chrome-extension://${extensionId}/`));
    await window.getByRole('heading', { level: 1, name: '要讓這個網站使用您的卡片嗎？' }).waitFor();
    await window.getByText('stranger.localhost').waitFor();
    await assertAccessible(window, 'extension-consent');
    const gone = window.waitForEvent('close');
    await window.getByRole('button', { name: '信任並繼續' }).click();
    await gone;
    await said(page, 'Sample 9a');
    await page.close();
  });

  it('takes the PIN there, and the token is good for this very site', async () => {
    const page = await open(site.origin);
    const window = await windowAfter(page, '#login');
    await window.locator('input[name="pin"]').fill(extended.pin);
    await window.locator('form button[type="submit"]').first().click();
    await said(page, 'web-eid:1.0');
    const token = JSON.parse((await page.locator('#said').textContent()) ?? '');
    const hash = (text: string) => createHash('sha256').update(text).digest();
    const nonce = Buffer.alloc(32).toString('base64');
    const { publicKey } = new X509Certificate(Buffer.from(token.unverifiedCertificate, 'base64'));
    const signed = Buffer.concat([hash(site.origin), hash(nonce)]);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    assert.ok(verify('sha256', signed, key, Buffer.from(token.signature, 'base64')));
    await page.close();
  });

  it('a window that is closed is a cancelled operation', async () => {
    const page = await open(site.origin);
    const window = await windowAfter(page, '#login');
    await window.locator('input[name="pin"]').waitFor();
    await window.close();
    await said(page, 'agent.cancelled');
    await page.close();
  });

  it('a site it was not made for does not see it, and takes the window of the agent', async () => {
    const page = await open(site.origin.replace('stranger.', 'other.'));
    const window = await windowAfter(page, '#ask');
    assert.ok(!window.url().startsWith('chrome-extension://'));
    await window.close();
    await said(page, 'agent.cancelled');
    await page.close();
  });
});
