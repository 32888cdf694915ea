import type { BrowserContext, Page } from 'playwright-core';
import type { Person } from '../tour/desk.ts';

/** Fills in the application form and sends it; answers the application's number. Ends on the page that says so. */
export async function apply(
  page: Page,
  authority: string,
  shoot: (name: string) => Promise<void>,
): Promise<string> {
  await page.goto(`${authority}/apply`);
  await page.locator('[name="step"]').click();
  await shoot('authority-apply-errors');
  await page.locator('input[value="professional"]').check();
  const typed = {
    name: '示範聯合會計師事務所',
    ubn: '04595257',
    address: '臺北市中正區示範路1號',
    contactName: '示範聯絡人',
    contactMail: 'contact@example.org',
    contactPhone: '02-1234-5678',
  };
  for (const [name, value] of Object.entries(typed)) await page.locator(`#${name}`).fill(value);
  await page.locator('[name="step"]').click();
  await page.locator('[value="send"]').click();
  await shoot('authority-review');
  for (const name of ['userCode', 'userCodeAgain']) await page.locator(`#${name}`).fill('Kaika88');
  await page.locator('#terms').check();
  await page.locator('[value="send"]').click();
  const number = await page.locator('.figure').innerText();
  await shoot('authority-submitted');
  return number;
}

/** Signs an officer in whose card lies in a reader: the sign-in page, the agent's window, the PIN. */
export async function signIn(context: BrowserContext, page: Page, order: SignIn): Promise<void> {
  await page.goto(`${order.authority}/officer/sign-in`);
  const opened = context.waitForEvent('page');
  await page.locator('#begin').click();
  const window = await opened;
  const pin = window.locator('input[type="password"]');
  await pin.waitFor();
  await order.shoot(window);
  await pin.fill(order.person.pin);
  await window.locator('main button[type="submit"]').first().click();
  await page.waitForURL(`${order.authority}/officer`);
}

export type SignIn = {
  readonly authority: string;
  readonly person: Person;
  /** Photographs the agent's window before the PIN is typed. */
  readonly shoot: (window: Page) => Promise<void>;
};
