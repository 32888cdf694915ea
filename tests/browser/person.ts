import assert from 'node:assert/strict';
import type { Language } from '@kaika/look/language';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Hand, openHand } from './desk.ts';
import type { TestHouse } from './house.ts';
import { type AgentWindow, windowOf } from './window.ts';

/** What is done with every screen that comes into sight: a check, or a picture. `name` says which screen it is. */
export type Look = (page: Page, name: string) => Promise<void>;

/** Somebody at a browser of their own, beside the desk. */
export type Person = {
  readonly language: Language;
  readonly house: TestHouse;
  readonly desk: Hand;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the console, of scripts and of loading, on all pages of this browser. */
  readonly complaints: readonly string[];
  /** Of two wordings the one in the person's language. */
  say(zh: string, en: string): string;
  /** Goes to an address; a page in the other language is switched, as a person would. */
  open(url: string): Promise<void>;
  /** Presses the button of these words. */
  press(zh: string, en: string): Promise<void>;
  /** Follows the link of these words. */
  follow(zh: string, en: string): Promise<void>;
  /** Types into fields by name. */
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Picks a radio button or ticks a box. */
  pick(name: string, value: string): Promise<void>;
  /** Waits for the page with this heading. */
  reach(zh: string, en: string): Promise<void>;
  /** Waits until the page says this. */
  read(zh: string, en: string): Promise<void>;
  /** Looks at the page as it stands. */
  see(name: string): Promise<void>;
  /** Presses something that opens the agent's window, and answers the window. */
  openWindow(press: () => Promise<void>): Promise<AgentWindow>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type PersonOptions = {
  readonly house: TestHouse;
  readonly language: Language;
  /** Of the browser's window, in CSS pixels. */
  readonly width: number;
  readonly look: Look;
  /** What the browser asks pages for; the person's own language unless said. */
  readonly browserLanguage?: Language;
};

/** What a slow machine may take for one step, in milliseconds. */
export const patience = 30_000;

export async function openPerson(browser: Browser, options: PersonOptions): Promise<Person> {
  const { house, language, width, look, browserLanguage = language } = options;
  const context = await browser.newContext({
    locale: browserLanguage === 'en' ? 'en-GB' : 'zh-TW',
    timezoneId: 'Asia/Taipei',
    viewport: { width, height: width < 600 ? 844 : 900 },
    // A page that turns something is painted sixty times a second, by the processor here.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const complaints = listen(context);
  const page = await context.newPage();
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const see = async (name: string) => {
    assert.equal(await page.locator('html').getAttribute('lang'), language, `language of ${page.url()}`);
    await look(page, name);
  };
  return {
    ...{ language, house, context, page, complaints, say, see },
    desk: openHand(house),
    open: (url) => open(page, { url, language }),
    press: (zh, en) => page.getByRole('button', { name: say(zh, en), exact: true }).click(),
    follow: (zh, en) =>
      page
        .getByRole('link', { name: say(zh, en), exact: true })
        .first()
        .click(),
    fill: async (fields) => {
      for (const [name, value] of Object.entries(fields))
        await page.locator(`main [name="${name}"]`).fill(value);
    },
    pick: (name, value) => page.locator(`main [name="${name}"][value="${value}"]`).check(),
    reach: (zh, en) => page.getByRole('heading', { level: 1, name: say(zh, en) }).waitFor(),
    read: (zh, en) => page.getByText(say(zh, en)).first().waitFor(),
    openWindow: async (press) => {
      const [opened] = await Promise.all([page.waitForEvent('popup'), press()]);
      return windowOf(opened, { language, look });
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

async function open(page: Page, { url, language }: { readonly url: string; readonly language: Language }) {
  await page.goto(url);
  const isOurs = (await page.locator('html').getAttribute('lang')) === language;
  if (!isOurs) await page.locator(`header.top .tools [lang="${language}"]`).click();
}

/** A refusal that the page then explains is no complaint, an unknown card among them; a missing file or a broken policy is. */
const explained =
  /Failed to load resource: the server responded with a status of ((401|403|409|410|422|429) |404 .*\/api\/)/;

function listen(context: BrowserContext): readonly string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const text = `${message.page()?.url()}: ${message.text()} (${message.location().url})`;
    if (message.type() === 'error' && !explained.test(text)) complaints.push(text);
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
  return complaints;
}
