import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

export async function openCheck(person: Person): Promise<void> {
  await person.open(`${person.house.origins.authority}/check`);
  await person.reach('環境檢測（HiCOS檢測）', 'Environment check (HiCOS check)');
}

/** Starts the whole check: the agent's window opens and goes by itself. */
export async function beginCheck(person: Person): Promise<void> {
  const window = await person.openWindow(() => person.press('開始檢測', 'Check'));
  await window.gone();
}

/** A line of the check, by its key. */
export function line({ page }: Person, key: string): Locator {
  return page.locator(`[data-line="${key}"]`);
}

/** Waits until a line says this. */
export async function read(
  person: Person,
  key: string,
  ...[zh, en]: [zh: string, en: string]
): Promise<void> {
  await line(person, key).getByText(person.say(zh, en)).first().waitFor();
}

/** Checks one line again. */
export async function recheck(person: Person, key: string): Promise<void> {
  await line(person, key).locator('[data-again]').click();
}
