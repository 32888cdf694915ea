import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TokenError } from './error.ts';
import { sampleAuthority } from './sample.ts';
import { verifyToken } from './verify.ts';

const now = new Date('2026-11-21T04:00:00Z');
const origin = 'https://login.example.tw';
const nonce = Buffer.alloc(32, 7).toString('base64');
const authority = sampleAuthority({ ocsp: 'http://ocsp.example.tw', crl: 'http://crl.example.tw', now });
const token = authority.issue().token({ origin, nonce });
const der = Buffer.from(token.unverifiedCertificate, 'base64');

function check(hostile: unknown) {
  const trust = { roots: [authority.root], intermediates: [authority.issuing], policies: [authority.policy] };
  return verifyToken({ token: hostile, origin, nonce, trust, at: now, findStatus: async () => 'ocsp' });
}

test('octets after the certificate are refused', async () => {
  const longer = Buffer.concat([der, Buffer.of(0)]).toString('base64');
  await refusesAsBad(check({ ...token, unverifiedCertificate: longer }));
});

test('unpadded, url-safe and broken base64 is refused', async () => {
  const { signature } = token;
  for (const wrong of [
    signature.replace(/=+$/, ''),
    signature.replace(/.$/, '-'),
    `${signature}\n`,
    ' ',
    '',
  ]) {
    await refusesAsBad(check({ ...token, signature: wrong }));
  }
});

test('what is not a token is refused by its code alone', async () => {
  const { algorithm, ...without } = token;
  for (const wrong of [
    null,
    1,
    'x',
    [],
    {},
    without,
    { ...token, algorithm: 'none' },
    { ...token, algorithm: 'HS256' },
  ])
    await refusesAsBad(check(wrong));
});

test('any JSON is refused by a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), (value) => refusesAsBad(check(value))),
    { numRuns: 200 },
  );
});

test('a certificate with any octet changed or cut is never admitted and never throws anything else', async () => {
  const place = fc.record({
    at: fc.nat(der.length - 1),
    by: fc.integer({ min: 1, max: 255 }),
    cut: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(place, async ({ at, by, cut }) => {
      const hostile = Buffer.from(cut ? der.subarray(0, at) : der);
      if (!cut) hostile[at] = (hostile[at] ?? 0) ^ by;
      await assert.rejects(
        check({ ...token, unverifiedCertificate: hostile.toString('base64') }),
        TokenError,
      );
    }),
    { numRuns: 400 },
  );
});

async function refusesAsBad(promise: Promise<unknown>): Promise<void> {
  await assert.rejects(
    promise,
    (thrown) => thrown instanceof TokenError && thrown.code === 'login.token-bad',
  );
}
