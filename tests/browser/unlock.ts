import assert from 'node:assert/strict';
import { detectCard, openSecrets } from './activate.ts';
import { goToLogin, pressCertificateLogin, wrongPin } from './login.ts';
import type { Person } from './person.ts';

/** Types a wrong PIN until the card is blocked: the last try is announced, and the way out is named. */
export async function block(person: Person, pin: string): Promise<void> {
  await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
  await goToLogin(person);
  const window = await pressCertificateLogin(person);
  await window.send({ pin: wrongPin(pin) });
  await window.read('還可再試 2 次', 'Tries left: 2');
  await window.send({ pin: '123' });
  await window.read('沒有扣除嘗試次數', 'no try was spent');
  await window.send({ pin: wrongPin(pin) });
  await window.read('這是最後一次機會', 'This is the last try');
  await window.see('window-pin-last');
  await window.send({ pin: wrongPin(pin) });
  await window.reach('無法完成', 'Not completed');
  await window.see('window-pin-blocked');
  await person.read('PIN碼已鎖定。', 'The PIN is blocked.');
  await person.see('login-pin-blocked');
  await person.follow('前往鎖卡解碼／重設PIN碼', 'Go to unlock / reset PIN');
  await person.reach('鎖卡解碼／重設PIN碼', 'Unlock or reset PIN');
  await person.see('unlock-start');
}

/** The user code, and a new PIN whose faults are said before anything is sent. */
export async function unlock(person: Person, newPin: string): Promise<void> {
  const { people } = person.house;
  const firm = people.find(({ role }) => role.endsWith('CPA firm'));
  assert.ok(firm?.userCode && firm.cardNumber);
  await detectCard(person, 'unlock', firm.cardNumber);
  await person.see('unlock-detected');
  const window = await openSecrets(person);
  await window.see('window-unlock');
  await window.send({ userCode: firm.userCode, newPin: '12345678', newPinAgain: '12345678' });
  await window.read('新的PIN碼不符合規則。', 'The new PIN breaks the rules.');
  await window.see('window-pin-rule');
  await window.send({ newPin, newPinAgain: wrongPin(newPin) });
  await window.read('兩次輸入的PIN碼不同。', 'The two PINs are not the same.');
  await window.send({ newPin, newPinAgain: newPin });
  await person.reach('PIN碼已重設', 'The PIN was reset');
  await person.see('receipt-unlocked');
}

/** Signs in at the portal and out again. */
export async function signIn(person: Person, pin: string): Promise<void> {
  await goToLogin(person);
  const window = await pressCertificateLogin(person);
  await window.send({ pin });
  await person.reach('示範會計師事務所，您好', 'Welcome, 示範會計師事務所');
  await person.press('登出', 'Sign out');
  await person.reach('您已登出', 'You are signed out');
  await person.see('portal-signed-out');
}
