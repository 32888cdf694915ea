import assert from 'node:assert/strict';
import type { Language } from '@kaika/look/language';
import type { Page } from 'playwright-core';
import type { Look } from './person.ts';

/** The agent's own window, as the person before it uses it. */
export type AgentWindow = {
  readonly page: Page;
  /** Waits for the screen with this heading. */
  reach(zh: string, en: string): Promise<void>;
  /** Waits until the window says this. */
  read(zh: string, en: string): Promise<void>;
  press(zh: string, en: string): Promise<void>;
  see(name: string): Promise<void>;
  /** Types into the fields of the screen and sends them. */
  send(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Waits until the window has closed by itself. */
  gone(): Promise<void>;
};

export function windowOf(
  page: Page,
  options: { readonly language: Language; readonly look: Look },
): AgentWindow {
  const { language, look } = options;
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  return {
    page,
    reach: (zh, en) => page.getByRole('heading', { level: 1, name: say(zh, en), exact: true }).waitFor(),
    read: (zh, en) => page.getByText(say(zh, en)).first().waitFor(),
    press: (zh, en) => page.getByRole('button', { name: say(zh, en), exact: true }).click(),
    see: async (name) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language, 'language of the window');
      await look(page, name);
    },
    send: async (fields) => {
      for (const [name, value] of Object.entries(fields))
        await page.locator(`input[name="${name}"]`).fill(value);
      await page.locator('form button[type="submit"]').first().click();
    },
    gone: async () => {
      if (!page.isClosed()) await page.waitForEvent('close');
    },
  };
}
