import assert from 'node:assert/strict';
import type { Role } from './desk.ts';
import type { Person } from './person.ts';

/** The PIN of one of the demonstration's people. */
export function pinOf({ house }: Person, role: Role): string {
  const pin = house.people.find((one) => one.role.endsWith(role))?.pin;
  assert.ok(pin, `nobody is: ${role}`);
  return pin;
}

/** An officer signs in with the card that lies alone in the reader; the PIN is typed in the agent's window. */
export async function signInOfficer(person: Person, role: Role): Promise<void> {
  const { desk, page } = person;
  await desk.putAlone((await desk.cardOf(role)).id);
  await person.open(`${person.house.origins.authority}/officer`);
  await person.reach('審驗人員登入', 'Officers: sign in');
  await person.see('officer-sign-in');
  const window = await person.openWindow(() => page.locator('#begin').click());
  await window.reach('輸入PIN碼以登入', 'Enter the PIN to sign in');
  await window.see('window-pin-officer');
  await window.send({ pin: pinOf(person, role) });
  await person.reach('申請案', 'Applications');
}

/** First review, as the one whose role it is; then what they may not do: approve it themselves. */
export async function review(person: Person, number: string): Promise<void> {
  await person.see('officer-queue');
  await person.page.getByRole('link', { name: number }).click();
  await person.read('審驗決定', 'Decision');
  await person.see('officer-application-review');
  await person.press('送出決定', 'Record the decision');
  await person.page.locator('#decision-error').waitFor();
  await decide(person, 'review');
  await person.read('您已辦理本案初審', 'You did the first review');
  assert.equal(await person.page.locator('main [name="decision"]').count(), 0, 'nothing is left to decide');
  await person.see('officer-application-reviewed');
}

export async function approve(person: Person, number: string): Promise<void> {
  await person.page.getByRole('link', { name: number }).click();
  await decide(person, 'approve');
  await person.see('officer-application-approved');
}

async function decide(person: Person, decision: 'review' | 'approve'): Promise<void> {
  await person.pick('decision', decision);
  await person.press('送出決定', 'Record the decision');
  await person.read('決定已送出。', 'The decision is recorded.');
}

export async function signOutOfficer(person: Person): Promise<void> {
  await person.press('登出', 'Sign out');
  await person.read('您已登出', 'You have signed out');
  await person.see('officer-signed-out');
}
