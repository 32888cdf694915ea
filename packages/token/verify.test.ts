import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenError, type TokenErrorCode, type TokenErrorReason } from './error.ts';
import { issueNonce } from './nonce.ts';
import { type SampleOrder, sampleAuthority } from './sample.ts';
import { readCertificate, type TokenCheck, verifyCertificate, verifyToken } from './verify.ts';

const now = new Date('2026-11-21T04:00:00Z');
const origin = 'https://login.example.tw';
const { value: nonce } = issueNonce('session', now);
const authority = sampleAuthority({ ocsp: 'http://ocsp.example.tw', crl: 'http://crl.example.tw', now });

function check(token: unknown, changes: Partial<TokenCheck> = {}) {
  const trust = { roots: [authority.root], intermediates: [authority.issuing], policies: [authority.policy] };
  return verifyToken({ token, origin, nonce, trust, at: now, findStatus: async () => 'ocsp', ...changes });
}

for (const [key, algorithm] of [
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['RSA-2048', 'RS256'],
  ['RSA-2048', 'PS256'],
] as const) {
  test(`a token by ${key} with ${algorithm} is admitted`, async () => {
    const card = authority.issue({ key });
    const verified = await check(card.token({ origin, nonce, algorithm }));
    assert.deepEqual(verified.certificate.der, card.certificate);
    assert.equal(verified.path.length, 3);
    assert.equal(verified.statusSource, 'ocsp');
  });
}

test('a token made for another origin is worthless here', async () => {
  const card = authority.issue();
  await refuses(check(card.token({ origin: 'https://evil.example', nonce })), 'login.token-bad', 'signature');
  await refuses(check(card.token({ origin: `${origin}/`, nonce })), 'login.token-bad', 'signature');
});

test('a token for another nonce is worthless, a decoded nonce is another', async () => {
  const card = authority.issue();
  const other = issueNonce('session', now).value;
  await refuses(check(card.token({ origin, nonce: other })), 'login.token-bad', 'signature');
});

test('the algorithm must be the one of the key and its curve', async () => {
  for (const [key, algorithm] of [
    ['P-256', 'RS256'],
    ['P-384', 'ES256'],
    ['P-521', 'ES256'],
    ['RSA-2048', 'ES256'],
  ] as const) {
    const token = authority.issue({ key }).token({ origin, nonce });
    await refuses(check({ ...token, algorithm }), 'login.token-bad', 'algorithm');
  }
});

test('keys too weak or of other kinds are refused', async () => {
  const weak = authority.issue({ key: 'RSA-1024' }).token({ origin, nonce });
  await refuses(check(weak), 'login.token-bad', 'key');
  const odd = authority.issue({ key: 'Ed25519' }).token({ origin, nonce });
  await refuses(check(odd), 'login.token-bad', 'key');
});

test('one changed, missing or added octet of the signature is refused', async () => {
  const token = authority.issue().token({ origin, nonce });
  const bytes = Buffer.from(token.signature, 'base64');
  const flipped = Buffer.from(bytes);
  flipped[5] = (flipped[5] ?? 0) ^ 1;
  for (const wrong of [flipped, bytes.subarray(1), Buffer.concat([bytes, Buffer.of(0)]), Buffer.alloc(64)]) {
    await refuses(check({ ...token, signature: wrong.toString('base64') }), 'login.token-bad', 'signature');
  }
});

test('the certificate of another card does not fit the signature', async () => {
  const token = authority.issue().token({ origin, nonce });
  const { certificate } = authority.issue();
  const swapped = { ...token, unverifiedCertificate: Buffer.from(certificate).toString('base64') };
  await refuses(check(swapped), 'login.token-bad', 'signature');
});

test('only certificates made for authentication are admitted', async () => {
  const cases: readonly [SampleOrder, TokenErrorReason][] = [
    [{ usages: ['nonRepudiation'] }, 'key-usage'],
    [{ usages: ['keyEncipherment'] }, 'key-usage'],
    [{ purposes: ['1.3.6.1.5.5.7.3.4'] }, 'extended-key-usage'],
    [{ purposes: ['2.5.29.37.0'] }, 'extended-key-usage'],
    [{ policies: ['1.3.6.1.4.1.32473.1.1.2'] }, 'policy'],
    [{ policies: ['2.5.29.32.0'] }, 'policy'],
  ];
  for (const [order, reason] of cases) {
    await refuses(check(authority.issue(order).token({ origin, nonce })), 'certificate.wrong-use', reason);
  }
});

test('a certificate of a stranger’s authority is not trusted, nor one that only looks like ours', async () => {
  const stranger = sampleAuthority({ ocsp: 'http://o.example', crl: 'http://c.example', now });
  const token = stranger.issue().token({ origin, nonce });
  await refuses(check(token), 'certificate.not-trusted', 'path');
  const trust = { roots: [authority.root], intermediates: [stranger.issuing], policies: [authority.policy] };
  await refuses(check(token, { trust }), 'certificate.not-trusted', 'path');
});

test('before and after its validity a certificate is refused, on the last second it is not', async () => {
  const notBefore = new Date('2026-11-20T00:00:00Z');
  const notAfter = new Date('2026-11-22T00:00:00Z');
  const token = authority.issue({ notBefore, notAfter }).token({ origin, nonce });
  await check(token, { at: notBefore });
  await check(token, { at: notAfter });
  const early = new Date(notBefore.getTime() - 1000);
  await refuses(check(token, { at: early }), 'certificate.not-yet-valid', 'validity');
  const late = new Date(notAfter.getTime() + 1000);
  await refuses(check(token, { at: late }), 'certificate.expired', 'validity');
});

test('what the status service refuses is refused', async () => {
  const token = authority.issue().token({ origin, nonce });
  const findStatus = async () => {
    throw new TokenError('certificate.on-hold', 'status');
  };
  await refuses(check(token, { findStatus }), 'certificate.on-hold', 'status');
});

test('nobody is asked for a status before signature and path hold', async () => {
  const findStatus = async () => assert.fail('asked');
  const token = authority.issue().token({ origin: 'https://evil.example', nonce });
  await refuses(check(token, { findStatus }), 'login.token-bad', 'signature');
  const stranger = sampleAuthority({ ocsp: 'http://o.example', crl: 'http://c.example', now });
  const foreign = stranger.issue().token({ origin, nonce });
  await refuses(check(foreign, { findStatus }), 'certificate.not-trusted', 'path');
});

test('before the PIN the same is decided without a signature', async () => {
  const trust = { roots: [authority.root], intermediates: [authority.issuing], policies: [authority.policy] };
  const { certificate } = authority.issue();
  const order = { trust, at: now, findStatus: async () => 'crl' as const };
  assert.equal((await verifyCertificate(readCertificate(certificate), order)).statusSource, 'crl');
});

test('minor versions of the format are admitted, others are not', async () => {
  const token = authority.issue().token({ origin, nonce });
  for (const format of ['web-eid:1', 'web-eid:1.0', 'web-eid:1.17']) await check({ ...token, format });
  for (const format of ['web-eid:2', 'web-eid:1.', 'web-eid:10', 'x', '']) {
    await refuses(check({ ...token, format }), 'login.token-bad', 'shape');
  }
});

async function refuses(promise: Promise<unknown>, code: TokenErrorCode, reason: TokenErrorReason) {
  await assert.rejects(promise, (thrown) => {
    assert.ok(thrown instanceof TokenError, String(thrown));
    assert.deepEqual([thrown.code, thrown.reason], [code, reason]);
    return true;
  });
}
