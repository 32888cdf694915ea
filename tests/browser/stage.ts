import type { Browser } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { openHouse, type TestHouse } from './house.ts';

/** What a file of tests shares: a house and a browser. */
export type Stage = {
  readonly house: TestHouse;
  readonly browser: Browser;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  await using stack = new AsyncDisposableStack();
  const [house, browser] = await Promise.allSettled([openHouse(), openChromium()]);
  // What did open goes again where the other did not: a browser left behind would keep the test from ending.
  if (house.status === 'fulfilled') stack.use(house.value);
  if (browser.status === 'fulfilled') stack.defer(() => browser.value.close());
  if (house.status === 'rejected') throw house.reason;
  if (browser.status === 'rejected') throw browser.reason;
  const opened = stack.move();
  return { house: house.value, browser: browser.value, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
