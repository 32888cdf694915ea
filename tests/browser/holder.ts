import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Language } from '@kaika/look/language';
import { readOutbox, waitForMail } from '../flows/outbox.ts';
import { assertAccessible } from './axe.ts';
import type { Role } from './desk.ts';
import { openPerson, type Person } from './person.ts';
import type { Stage } from './stage.ts';
import type { AgentWindow } from './window.ts';

/** Somebody of the demonstration whose card lies alone in the first reader, with what they know. */
export type Holder = {
  readonly person: Person;
  readonly cardNumber: string;
  readonly pin: string;
  readonly userCode: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Opens a browser for them; every screen that is looked at is checked by axe. */
export async function openHolder(
  { house, browser }: Stage,
  { role, language, width }: { readonly role: Role; readonly language: Language; readonly width: number },
): Promise<Holder> {
  const person = await openPerson(browser, { house, language, width, look: assertAccessible });
  const card = await person.desk.cardOf(role);
  await person.desk.putAlone(card.id);
  const known = house.people.find((one) => one.role.endsWith(role));
  assert.ok(known?.cardNumber, `nobody of the demonstration is: ${role}`);
  return {
    person,
    cardNumber: known?.cardNumber ?? '',
    pin: known?.pin ?? '',
    userCode: known?.userCode ?? '',
    [Symbol.asyncDispose]: () => person[Symbol.asyncDispose](),
  };
}

/** Presses a button that is proved by card and PIN, and answers the window once it asks for the PIN. */
export async function proveBy(person: Person, operation: string): Promise<AgentWindow> {
  const window = await person.openWindow(() => person.page.locator(`[data-action="${operation}"]`).click());
  await window.reach('輸入PIN碼以證明身分', 'Enter the PIN to prove who you are');
  return window;
}

/** Waits for the receipt, looks at it, and that its files can be fetched. */
export async function reachReceipt(person: Person, zh: string, en: string): Promise<void> {
  const { page } = person;
  await page.waitForURL('**/receipt/*');
  await person.reach(zh, en);
  for (const form of ['pdf', 'jws']) {
    const answer = await person.house.fetch(`${page.url()}.${form}`);
    if (answer.status !== 200) throw new Error(`${form}: ${answer.status}`);
  }
}

/** The authority's outbox of this house. */
export function outboxOf({ house }: Person) {
  const folder = join(house.folder, 'authority');
  return {
    count: (about: string) => readOutbox(folder, about).length,
    wait: (about: string, count?: number) => waitForMail(folder, about, count),
  };
}
