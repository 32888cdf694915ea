import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { extensionId, extensionKey } from './extension.ts';

test('the extension’s id is what Chromium makes of its key: the first half of the hash, in letters from a to p', () => {
  const hash = createHash('sha256').update(Buffer.from(extensionKey, 'base64')).digest('hex').slice(0, 32);
  const letters = [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  assert.equal(extensionId, letters.join(''));
});
