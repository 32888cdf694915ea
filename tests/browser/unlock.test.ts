import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible } from './axe.ts';
import { skip } from './chromium.ts';
import { pinOf } from './officer.ts';
import { openPerson } from './person.ts';
import { findSecrets } from './secret.ts';
import { openStage, type Stage } from './stage.ts';
import { block, signIn, unlock } from './unlock.ts';

describe('鎖卡解碼／重設PIN碼', { skip, timeout: 900_000 }, () => {
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
