import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { assertAccessible } from './axe.ts';
import { pinOf } from './officer.ts';
import { openPerson, type Person, patience } from './person.ts';
import type { Stage } from './stage.ts';

/** Both ways a person comes to an operation: in Chinese at a desk, in English on a phone; the firm's card lies in the reader. */
export async function inBothLanguages(stage: Stage, act: (person: Person) => Promise<void>): Promise<void> {
  for (const [language, width] of [
    ['zh-TW', 1280],
    ['en', 390],
  ] as const) {
    await using person = await openPerson(stage.browser, {
      ...stage,
      language,
      width,
      look: assertAccessible,
    });
    await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
    await act(person);
    assert.deepEqual(person.complaints, []);
  }
}

/** The demonstration's firm: its card and what its people know. */
export function firmOf({ house }: Person): { readonly cardNumber: string; readonly pin: string } {
  const firm = house.people.find(({ role }) => role.endsWith('CPA firm'));
  assert.ok(firm?.cardNumber && firm.pin);
  return { cardNumber: firm.cardNumber, pin: firm.pin };
}

/** Presses the button of an operation and proves it in the agent's window. */
export async function prove(person: Person, zh: string, en: string): Promise<void> {
  const window = await person.openWindow(() => person.press(zh, en));
  await window.reach('輸入PIN碼以證明身分', 'Enter the PIN to prove who you are');
  await window.send({ pin: pinOf(person, 'CPA firm') });
}

/** Does something that mails a link and answers its address. */
export async function mailedLink(person: Person, about: string, cause: () => Promise<void>): Promise<string> {
  const folder = join(person.house.folder, 'authority', 'mail');
  const read = () => readdirSync(folder).filter((name) => name.includes(`Z-${about}-`));
  const before = new Set(read());
  await cause();
  for (const deadline = Date.now() + patience; Date.now() < deadline; await setTimeout(100)) {
    const fresh = read().find((name) => name.endsWith('.eml') && !before.has(name));
    if (fresh === undefined) continue;
    const [path] = /\/[a-z-]+\/link\/[\w-]+/.exec(bodyOf(readFileSync(join(folder, fresh), 'utf8'))) ?? [];
    if (path !== undefined) return `${person.house.origins.authority}${path}`;
  }
  throw new Error(`no link was mailed: ${about}`);
}

/** The text of a mail: base64, or quoted-printable, whose soft breaks would cut an address. */
function bodyOf(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return body.replaceAll('=\r\n', '');
}
