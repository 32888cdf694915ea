import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startAgent } from '@kaika/agent/app';
import { openTable } from '@kaika/agent/conversation/table.example';
import { listenLoopback } from '@kaika/agent/listen';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findPort } from '../../tools/house/port.ts';
import { assertAccessible } from './axe.ts';
import { openChromium, skip } from './chromium.ts';
import { openOldSite } from './legacy-site.ts';

describe('a page written for the old component', { skip, timeout: 900_000 }, () => {
  const stack = new AsyncDisposableStack();
  let sample: Sample;
  let page: Page;
  let context: BrowserContext;

  before(async () => {
    const now = () => new Date();
    const table = stack.use(openTable('Reader'));
    sample = await createSample({ now: now() });
    table.put('Reader', sample.card);
    const folder = mkdtempSync(join(tmpdir(), 'kaika-legacy-'));
    stack.defer(() => rmSync(folder, { recursive: true, force: true }));
    const [port, legacyPort] = [await findPort(), await findPort()];
    const agent = stack.use(
      await startAgent({
        folder,
        port,
        legacyPort,
        policy: { authorities: [], origins: [] },
        cards: table,
        desk: null,
        version: '0.0.0',
        now,
        log: pino({ level: 'silent' }),
      }),
    );
    stack.use((await listenLoopback(agent.fetch, legacyPort)) ?? assert.fail('the port is taken'));
    const site = stack.use(await openOldSite(`http://localhost:${legacyPort}`));
    const browser: Browser = await openChromium();
    stack.defer(() => browser.close());
    context = await browser.newContext({ locale: 'zh-TW' });
    context.setDefaultTimeout(20_000);
    page = await context.newPage();
    await page.goto(site.origin);
  });
  after(() => stack.disposeAsync());

  /** Presses a button and waits for what the page heard. */
  const heard = async (button: string) => {
    await page.locator('#said').evaluate((place) => {
      place.textContent = '';
    });
    await page.getByRole('button', { name: button, exact: true }).click();
    return async () => {
      await page.waitForFunction(() => document.getElementById('said')?.textContent);
      return JSON.parse((await page.locator('#said').textContent()) ?? '');
    };
  };
  const opened = async (button: string) => {
    const [popup, told] = await Promise.all([context.waitForEvent('page'), heard(button)]);
    return { popup, told };
  };

  it('is a stranger first, and its picture says nothing', async () => {
    const info = await (await heard('偵測'))();
    assert.deepEqual([info.ret_code, info.slots], [1979711503, undefined]);
  });

  it('is trusted by the person in our window', async () => {
    const { popup, told } = await opened('加入信任網站');
    await popup.getByRole('heading', { name: '要信任這個網站嗎？' }).waitFor();
    await popup.getByText('old.localhost').first().waitFor();
    await assertAccessible(popup, 'trust');
    await popup.getByRole('button', { name: '信任這個網站', exact: true }).click();
    assert.deepEqual(await told(), { ret_code: 0 });
  });

  it('reads card and reader from the pixels of the picture', async () => {
    const info = await (await heard('偵測'))();
    assert.equal(info.func, 'pkcs11info');
    assert.ok('1.3.4.3'.localeCompare(info.serverVersion) <= 0);
    assert.deepEqual(info.slots, [
      { slotID: 0, slotDescription: 'Reader', token: { serialNumber: sample.cardNumber } },
    ]);
  });

  it('lists certificates without a PIN', async () => {
    const { told } = await opened('讀取憑證');
    const [slot] = (await told()).slots;
    const usages = slot.token.certs.map(({ usage }: { usage: string }) => usage);
    assert.deepEqual(usages, ['digitalSignature', 'keyEncipherment|dataEncipherment']);
  });

  it('gets a signature with content, nonce and card number once the PIN is typed in our window', async () => {
    const { popup, told } = await opened('簽章');
    await popup.getByRole('heading', { name: '輸入PIN碼以簽署' }).waitFor();
    await popup.locator('input[name="pin"]').fill(sample.pin);
    await popup.getByRole('button', { name: '簽署', exact: true }).click();
    const answer = await told();
    assert.deepEqual([answer.func, answer.ret_code, answer.last_error], ['sign', 0, 0]);
    assert.equal(answer.cardSN, sample.cardNumber);
    const cms = parseSignedData(Uint8Array.from(Buffer.from(answer.signature, 'base64')));
    assert.equal(Buffer.from(cms.content ?? []).toString(), '甲+乙 100%');
    const [signer] = verifySignedData(cms);
    assert.equal(Buffer.from(signer?.certificate.der ?? []).toString('base64'), answer.certb64);
    const attribute = (oid: string) => Buffer.from(signer?.attributes.get(oid)?.[0] ?? []).toString();
    assert.ok(attribute('1.2.840.113549.1.9.25.3').includes('一次+性'));
    assert.ok(attribute('2.16.886.1.100.2.204').includes(sample.cardNumber));
    if (!popup.isClosed()) await popup.waitForEvent('close');
  });
});
