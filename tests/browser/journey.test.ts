import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './axe.ts';
import { openChromium, skip } from './chromium.ts';
import { firms } from './firm.ts';
import { openHouse, type TestHouse } from './house.ts';
import { walk } from './journey.ts';

describe('the whole journey, by clicks', { skip, timeout: 280_000 }, () => {
  let house: TestHouse;
  let browser: Browser;

  before(async () => {
    [house, browser] = await Promise.all([openHouse(), openChromium()]);
  });
  after(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
  });

  it('leads a firm from the application to the accepted filing, in Chinese at a desk', async () => {
    const journey = { house, browser, language: 'zh-TW', width: 1280, firm: firms.chinese } as const;
    assert.deepEqual(await walk({ ...journey, look: assertAccessible }), []);
  });

  it('leads another firm there, in English on a phone', async () => {
    const journey = { house, browser, language: 'en', width: 390, firm: firms.english } as const;
    assert.deepEqual(await walk({ ...journey, look: assertAccessible }), []);
  });
});
