import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { detectCard, openSecrets } from './activate.ts';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { goToLogin, pressCertificateLogin, wrongPin } from './login.ts';
import { pinOf } from './officer.ts';
import { openPerson, type Person } from './person.ts';
import { findSecrets } from './secret.ts';
import { openStage, type Stage } from './stage.ts';

describe('鎖卡解碼／重設PIN碼', { skip, timeout: 240_000 }, () => {
  let stage: Stage;
  const newPins = { zh: 'Neu-4711', en: 'Anew=862' };

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('three wrong PINs block the card, the user code sets a new PIN, which signs in (Chinese, at a desk)', async () => {
    const options = { ...stage, language: 'zh-TW', width: 1280, look: assertAccessible } as const;
    await using person = await openPerson(stage.browser, options);
    await block(person, pinOf(person, 'CPA firm'));
    await unlock(person, newPins.zh);
    await signIn(person, newPins.zh);
    assert.deepEqual(person.complaints, []);
  });

  it('the same again with the PIN just set (English, on a phone)', async () => {
    const options = { ...stage, language: 'en', width: 390, look: assertAccessible } as const;
    await using person = await openPerson(stage.browser, options);
    await block(person, newPins.zh);
    await unlock(person, newPins.en);
    await signIn(person, newPins.en);
    assert.deepEqual(person.complaints, []);
  });

  it('leaves no PIN and no user code in any log or file', () => {
    const { folder, people } = stage.house;
    const typed = [
      newPins.zh,
      newPins.en,
      ...people.flatMap(({ pin, userCode }) => [pin ?? '', userCode ?? '']),
    ];
    const secrets = typed.map((text) => ({ of: text, text }));
    assert.deepEqual(findSecrets(folder, secrets), []);
  });
});

/** Types a wrong PIN until the card is blocked: the last try is announced, and the way out is named. */
async function block(person: Person, pin: string): Promise<void> {
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
async function unlock(person: Person, newPin: string): Promise<void> {
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

async function signIn(person: Person, pin: string): Promise<void> {
  await goToLogin(person);
  const window = await pressCertificateLogin(person);
  await window.send({ pin });
  await person.reach('示範會計師事務所，您好', 'Welcome, 示範會計師事務所');
  await person.press('登出', 'Sign out');
  await person.reach('您已登出', 'You are signed out');
  await person.see('portal-signed-out');
}
