import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cost, hashPassword, isAcceptable, isPassword } from './password.ts';

const pepper = Buffer.alloc(32, 1);

test('a hash states its parameters and is another each time', async () => {
  const [one, two] = await Promise.all([
    hashPassword('correct horse', pepper),
    hashPassword('correct horse', pepper),
  ]);
  assert.match(
    one,
    new RegExp(`^\\$argon2id\\$v=19\\$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}\\$`),
  );
  assert.notEqual(one, two);
});

test('only the right password with the right pepper fits', async () => {
  const kept = await hashPassword('correct horse', pepper);
  assert.equal(await isPassword('correct horse', kept, pepper), true);
  assert.equal(await isPassword('correct horsf', kept, pepper), false);
  assert.equal(await isPassword('correct horse', kept, Buffer.alloc(32, 2)), false);
  assert.equal(await isPassword('correct horse', undefined, pepper), false);
});

test('the same characters in another Unicode form are the same password', async () => {
  const kept = await hashPassword('caf\u00e9 au lait!', pepper);
  assert.equal(await isPassword('cafe\u0301 au lait!', kept, pepper), true);
});

test('short, monotonous and telling passwords are not accepted', () => {
  assert.equal(isAcceptable('a sentence to keep', 'wang'), true);
  assert.equal(isAcceptable('eleven chars', 'wang'), true);
  assert.equal(isAcceptable('too short..', 'wang'), false);
  assert.equal(isAcceptable('abababababababab', 'wang'), false);
  assert.equal(isAcceptable('my name is Wang!', 'wang'), false);
});
