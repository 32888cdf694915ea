import assert from 'node:assert/strict';
import type { Person } from './person.ts';
import type { AgentWindow } from './window.ts';

/** From the portal's first page to the login service. */
export async function goToLogin(person: Person): Promise<void> {
  const { page, house } = person;
  await person.open(house.origins.portal);
  await person.see('portal-home');
  await page
    .locator('nav.nav')
    .getByRole('link', { name: person.say('會員專區', 'Member area') })
    .click();
  await person.reach('會員專區', 'Member area');
  await person.see('portal-member-door');
  await person.follow('登入', 'Sign in');
  await person.reach('登入', 'Sign in');
  assert.equal(new URL(page.url()).origin, house.origins.login);
  await person.see('login');
}

/** Presses 憑證登入 and answers the agent's window. */
export function pressCertificateLogin(person: Person): Promise<AgentWindow> {
  return person.openWindow(() => person.page.locator('#certificate-login').click());
}

/** A card that is not active is turned away before any PIN, and the way leads to activation. */
export async function assertTurnedAway(person: Person): Promise<void> {
  const { page, house } = person;
  await goToLogin(person);
  const window = await pressCertificateLogin(person);
  const asked = window.page.locator('input[name="pin"]').waitFor();
  const refused = person.read('這張卡片尚未開卡。', 'This card has not been activated.');
  await Promise.race([
    refused,
    asked.then(
      () => assert.fail('asked for a PIN'),
      () => undefined,
    ),
  ]);
  await refused;
  await window.reach('無法完成', 'Not completed');
  await window.see('window-not-active');
  await window.press('關閉視窗', 'Close window');
  await window.gone();
  await person.see('login-not-active');
  await person.follow('前往開卡作業', 'Go to card activation');
  await person.reach('開卡作業', 'Activate a card');
  assert.equal(page.url().split('?')[0], `${house.origins.authority}/activate`);
}

/** Portal → member area → certificate login, with a wrong PIN first. Ends at the list of services. */
export async function logIn(
  person: Person,
  { pin, name }: { readonly pin: string; readonly name: string },
): Promise<void> {
  await goToLogin(person);
  const window = await pressCertificateLogin(person);
  await window.reach('輸入PIN碼以登入', 'Enter the PIN to sign in');
  await window.see('window-pin-login');
  await window.send({ pin: wrongPin(pin) });
  await window.read('還可再試 2 次', 'Tries left: 2');
  await window.see('window-pin-wrong');
  await window.send({ pin });
  await person.reach(`${name}，您好`, `Welcome, ${name}`);
  await window.gone();
  await person.see('portal-member');
}

/** Another PIN of the same length. */
export function wrongPin(pin: string): string {
  return `${pin.slice(1)}${pin[0]}`;
}
