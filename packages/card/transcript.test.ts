import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { toHex } from '@kaika/bytes/hex';
import { confirmation, presence, refutation, taskHash, verifyTranscript } from './transcript.ts';

const task = taskHash('task');
const filled = (length: number, octet: number) => new Uint8Array(length).fill(octet);
const parts = {
  taskHash: task,
  oneTimeKey: filled(32, 1),
  sealedHash: filled(32, 2),
  guid: filled(16, 3),
  attempt: 1,
};

test('a presence is its prefix and its parts, and 9E signs it', () => {
  const { slot, bytes } = presence(parts);
  assert.equal(slot, '9e');
  const body = toHex(task) + '01'.repeat(32) + '02'.repeat(32) + '03'.repeat(16);
  assert.equal(toHex(bytes), `${Buffer.from('kaika/card/1').toString('hex')}${body}01`);
});

test('a confirmation tells version and result, and 9A signs it', () => {
  const { slot, bytes } = confirmation({
    taskHash: task,
    guid: filled(16, 3),
    version: 258,
    result: 'unlocked',
  });
  assert.equal(slot, '9a');
  assert.equal(toHex(bytes.subarray(-5)), '0000010202');
  assert.equal(Buffer.from(bytes.subarray(0, 15)).toString(), 'kaika/confirm/1');
});

test('transcripts of two kinds, or with one part changed, are never the same', () => {
  const confirm = { taskHash: task, guid: parts.guid, version: 1, result: 'activated' } as const;
  const all = [
    presence(parts),
    presence({ ...parts, attempt: 2 }),
    presence({ ...parts, guid: filled(16, 4) }),
    refutation({ taskHash: task, guid: parts.guid, version: 1, triesLeft: 1 }),
    refutation({ taskHash: task, guid: parts.guid, version: 1, triesLeft: 2 }),
    confirmation(confirm),
    confirmation({ ...confirm, version: 2 }),
    confirmation({ ...confirm, result: 'unlocked' }),
  ].map(({ bytes }) => toHex(bytes));
  assert.equal(new Set(all).size, all.length);
});

test('parts of another length and numbers that do not fit are refused', () => {
  assert.throws(() => presence({ ...parts, guid: filled(15, 3) }), RangeError);
  assert.throws(() => presence({ ...parts, oneTimeKey: filled(33, 3) }), RangeError);
  assert.throws(() => presence({ ...parts, attempt: 256 }), RangeError);
  assert.throws(() => presence({ ...parts, attempt: 1.5 }), RangeError);
});

test('a signature holds for its transcript and key alone', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }));
  const transcript = presence(parts);
  const signature = sign('sha256', transcript.bytes, privateKey);
  assert.equal(verifyTranscript(spki, transcript, signature), true);
  assert.equal(verifyTranscript(spki, presence({ ...parts, attempt: 2 }), signature), false);
  assert.equal(verifyTranscript(spki, transcript, signature.subarray(1)), false);
});
