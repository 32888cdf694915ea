import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holder, system } from './change.ts';
import { Refusal } from './refusal.ts';
import {
  checkCodeRule,
  chooseCode,
  giveBack,
  refuseCode,
  takeTry,
  triesLeft,
  type UserCode,
} from './usercode.ts';

const now = new Date('2026-11-21T02:00:00Z');
const fresh = chooseCode({ cardNumber: 'XC00000000000018', hash: 'h', maxTries: 3 }, system, now).next;

test('a code has 6 to 10 printable characters and no blank', () => {
  for (const good of ['abc123', 'ABCdef1234', 'a-b_c!d']) checkCodeRule(good);
  for (const bad of ['abc12', 'abcdefghijk', 'abc 123', '用戶代碼用戶', '']) {
    assert.throws(() => checkCodeRule(bad), new Refusal('code.rule'));
  }
});

test('the third wrong code locks it, and a locked code takes no try', () => {
  let code: UserCode = fresh;
  const answers: string[] = [];
  for (let round = 0; round < 3; round++) {
    const taken = takeTry(code, holder, now).next;
    const refused = refuseCode(taken, holder, now);
    answers.push(`${refused.refusal.code} ${refused.refusal.detail.triesLeft}`);
    code = refused.changes[0]?.next ?? taken;
  }
  assert.deepEqual(answers, ['code.wrong 2', 'code.wrong 1', 'code.locked 0']);
  assert.throws(() => takeTry(code, holder, now), { code: 'code.locked' });
});

test('no order of tries, crashes and right codes ever gives a fourth try in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('crash', 'wrong', 'right'), { maxLength: 30 }), (ends) => {
      let code = fresh;
      let inRow = 0;
      for (const end of ends) {
        if (triesLeft(code) === 0) {
          assert.throws(() => takeTry(code, holder, now), { code: 'code.locked' });
          continue;
        }
        code = takeTry(code, holder, now).next;
        inRow += 1;
        assert.ok(inRow <= 3);
        if (end === 'wrong') code = refuseCode(code, holder, now).changes[0]?.next ?? code;
        if (end === 'right') {
          code = giveBack(code, holder, now).next;
          inRow = 0;
        }
      }
    }),
  );
});
