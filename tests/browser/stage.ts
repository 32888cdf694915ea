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
  const [house, browser] = await Promise.all([openHouse(), openChromium()]);
  stack.use(house);
  stack.defer(() => browser.close());
  const opened = stack.move();
  return { house, browser, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
