import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@kaika/bytes/bytes';
import fc from 'fast-check';
import { subjectAltName } from './alternative-name.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { nameConstraints } from './constraint.ts';
import { crlDistributionPoints } from './distribution.ts';
import { PkiError } from './error.ts';
import { EXTENSION, extension } from './extension.ts';
import { SMTP_UTF8_MAILBOX } from './general-name.ts';
import { at, makeAuthority, makeCrl, makeEnd, makeOcsp, makeRoot } from './path.example.ts';
import { validatePath } from './path.ts';
import { certificatePolicies } from './policy.ts';
import { extKeyUsage, PURPOSE } from './usage.ts';

const root = makeRoot();
const authority = makeAuthority(root, 'authority', {
  extensions: [nameConstraints({ permitted: [{ kind: 'dNSName', value: 'example.tw' }], excluded: [] })],
});
const end = makeEnd(authority, {
  extensions: [
    subjectAltName([{ kind: 'dNSName', value: 'a.example.tw' }]),
    certificatePolicies([{ oid: '1.3.6.1.4.1.32473.1.1.1' }]),
    crlDistributionPoints(['http://a.example/1.crl']),
    extKeyUsage([PURPOSE.clientAuth]),
  ],
});
const crls = [makeCrl(root, []), makeCrl(authority, [])];
const ocsp = makeOcsp({ issuer: authority, certificate: end.certificate }, { status: 'good' });

test('whatever bytes are changed in target, authority or anchor, the answer is a verdict', async () => {
  const all = [end.certificate, authority.certificate, root.certificate];
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2 }), mutation(), async (which, change) => {
      const der = all[which]?.der ?? new Uint8Array();
      const changed = readable(mutate(der, change));
      if (!changed || equal(changed.der, der)) return;
      const [certificate = changed, issuer = changed, anchor = changed] = all.with(which, changed);
      const result = await validatePath({
        certificate,
        intermediates: [issuer],
        anchors: [anchor],
        at,
        revocation: { crls },
      });
      if (result.valid)
        assert.equal(which, 2, 'only a change of the anchor, which is trusted as it is, may pass');
      else assert.match(result.refusal.code, /^path\./);
    }),
    { numRuns: 600 },
  );
});

test('whatever bytes are changed in CRLs and OCSP answers, they never make a certificate good', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), mutation(), async (asCrl, change) => {
      const original = asCrl ? (crls[1] ?? ocsp) : ocsp;
      const changed = mutate(original, change);
      const revocation = asCrl ? { crls: [changed] } : { ocspResponses: [changed] };
      const result = await validatePath({
        certificate: end.certificate,
        intermediates: [authority.certificate],
        anchors: [root.certificate],
        at,
        revocation: { ...revocation, targetOnly: true },
      });
      // Bytes beside what is signed, such as the certificates sent along, may change without harm.
      if (result.valid && asCrl) assert.deepEqual(changed, original);
    }),
    { numRuns: 600 },
  );
});

test('a mail address that is no UTF-8 is refused, not thrown', async () => {
  const rules = nameConstraints({ permitted: [{ kind: 'rfc822Name', value: 'example.tw' }], excluded: [] });
  const above = makeAuthority(root, 'mail', { extensions: [rules] });
  const value = Uint8Array.of(0x0c, 2, 0xc3, 0x28);
  const below = makeEnd(above, {
    extensions: [subjectAltName([{ kind: 'otherName', type: SMTP_UTF8_MAILBOX, value }])],
  });
  const result = await validatePath({
    certificate: below.certificate,
    intermediates: [above.certificate],
    anchors: [root.certificate],
    at,
  });
  assert.ok(!result.valid);
});

test('extensions of random content are refused or passed, never thrown', async () => {
  const oids = Object.values(EXTENSION);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...oids),
      fc.uint8Array({ maxLength: 24 }),
      fc.boolean(),
      async (oid, value, inEnd) => {
        const strange = [extension(oid, true, value)];
        const above = inEnd ? authority : makeAuthority(root, 'strange', { bare: true, extensions: strange });
        const below = makeEnd(above, inEnd ? { bare: true, extensions: strange } : {});
        const result = await validatePath({
          certificate: below.certificate,
          intermediates: [above.certificate],
          anchors: [root.certificate],
          at,
          revocation: { crls },
        });
        if (result.valid) assert.ok(inEnd, 'an authority needs constraints beside');
        else assert.match(result.refusal.code, /^path\./);
      },
    ),
    { numRuns: 300 },
  );
});

type Mutation = { readonly where: number; readonly octet: number; readonly kind: 'set' | 'cut' | 'insert' };

function mutation() {
  return fc.record({
    where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    octet: fc.integer({ min: 0, max: 255 }),
    kind: fc.constantFrom('set' as const, 'cut' as const, 'insert' as const),
  });
}

function mutate(bytes: Uint8Array, { where, octet, kind }: Mutation): Uint8Array {
  const index = Math.floor(where * bytes.length);
  if (kind === 'set') return bytes.slice().with(index, octet);
  if (kind === 'cut') return bytes.slice(0, index);
  return Uint8Array.of(...bytes.slice(0, index), octet, ...bytes.slice(index));
}

function readable(der: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(der);
  } catch (error) {
    assert.ok(error instanceof PkiError);
    return undefined;
  }
}
