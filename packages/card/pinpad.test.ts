import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, toHex } from '@kaika/bytes/hex';
import fc from 'fast-check';
import { verifyControl, verifyStructure } from './pinpad.ts';

test('the control code of VERIFY is found among the features, and nonsense has none', () => {
  assert.equal(verifyControl(fromHex('070442330007060442330006')), 0x42330006);
  assert.equal(verifyControl(fromHex('070442330007')), null);
  assert.equal(verifyControl(fromHex('06034233000600')), null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (answer) => {
      const code = verifyControl(answer);
      assert.ok(code === null || Number.isInteger(code));
    }),
  );
});

test('the structure has the fields of PC/SC part 10 §2.5.2 in their order, and VERIFY with its eight bytes behind', () => {
  const head = '1e1e82080008060 2ff04040000000 00d000000'.replaceAll(' ', '');
  assert.equal(toHex(verifyStructure('zh-TW')), `${head}0020008008${'ff'.repeat(8)}`);
  assert.equal(toHex(verifyStructure('en')).slice(18, 22), '0904');
});
