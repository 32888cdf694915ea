import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAt } from '@kaika/bytes/cursor';
import { integer, oid, sequence } from '@kaika/bytes/der';
import { accessAddresses, authorityInfoAccess } from './access.ts';
import {
  subjectAltName,
  subjectAltNameOf,
  subjectDirectoryAttributes,
  subjectDirectoryAttributesOf,
} from './alternative-name.ts';
import {
  basicConstraintsOf,
  caConstraints,
  endEntityConstraints,
  nameConstraints,
  nameConstraintsOf,
} from './constraint.ts';
import { crlNumber, crlNumberOf, deltaCrlIndicator, deltaCrlIndicatorOf } from './crl.ts';
import {
  addressesOf,
  crlDistributionPoints,
  crlDistributionPointsOf,
  issuingDistributionPoint,
  issuingDistributionPointOf,
} from './distribution.ts';
import {
  type Extended,
  type Extension,
  encodeExtensions,
  extension,
  readExtensions,
  unknownCritical,
} from './extension.ts';
import { type GeneralName, mailName, mailOf } from './general-name.ts';
import {
  authorityKeyIdentifier,
  authorityKeyIdentifierOf,
  subjectKeyIdentifier,
  subjectKeyIdentifierOf,
} from './key-identifier.ts';
import { encodeName, nameOf } from './name.ts';
import {
  certificatePolicies,
  certificatePoliciesOf,
  inhibitAnyPolicy,
  inhibitAnyPolicyOf,
  policyConstraints,
  policyConstraintsOf,
  policyMappings,
  policyMappingsOf,
} from './policy.ts';
import {
  extKeyUsage,
  extKeyUsageOf,
  hasOcspNocheck,
  keyUsage,
  keyUsageOf,
  ocspNocheck,
  PURPOSE,
} from './usage.ts';

/** What a reader gets to see of the extensions a writer made. */
function through(...list: readonly Extension[]): Extended {
  return { extensions: readExtensions(cursorAt(encodeExtensions(list))) };
}

test('usages read back', () => {
  assert.deepEqual(
    keyUsageOf(through(keyUsage('keyCertSign', 'cRLSign'))),
    new Set(['keyCertSign', 'cRLSign']),
  );
  assert.deepEqual(keyUsageOf(through(keyUsage('decipherOnly'))), new Set(['decipherOnly']));
  assert.deepEqual(
    extKeyUsageOf(through(extKeyUsage([PURPOSE.clientAuth, '1.2.3']))),
    new Set([PURPOSE.clientAuth, '1.2.3']),
  );
  assert.ok(hasOcspNocheck(through(ocspNocheck())));
});

test('what is absent is undefined, or false', () => {
  const none = through(crlNumber(1));
  for (const read of [keyUsageOf, extKeyUsageOf, basicConstraintsOf, nameConstraintsOf, subjectAltNameOf]) {
    assert.equal(read(none), undefined);
  }
  assert.ok(!hasOcspNocheck(none));
  assert.deepEqual(accessAddresses(none, 'ocsp'), []);
});

test('constraints read back', () => {
  assert.deepEqual(basicConstraintsOf(through(caConstraints(0))), { ca: true, pathLength: 0 });
  assert.deepEqual(basicConstraintsOf(through(caConstraints())), { ca: true, pathLength: undefined });
  assert.deepEqual(basicConstraintsOf(through(endEntityConstraints())), { ca: false, pathLength: undefined });
  const both = {
    permitted: [
      { kind: 'dNSName', value: 'example.tw' },
      { kind: 'iPAddress', value: new Uint8Array(8) },
    ],
    excluded: [{ kind: 'directoryName', value: encodeName(nameOf(['C', 'TW'])) }],
  } as const;
  assert.deepEqual(nameConstraintsOf(through(nameConstraints(both))), both);
});

test('names of every kind read back', () => {
  const names: readonly GeneralName[] = [
    { kind: 'rfc822Name', value: 'a@example.tw' },
    { kind: 'dNSName', value: 'example.tw' },
    { kind: 'uniformResourceIdentifier', value: 'http://example.tw/' },
    { kind: 'registeredID', value: '2.16.886' },
    { kind: 'directoryName', value: encodeName(nameOf(['C', 'TW'])) },
    { kind: 'iPAddress', value: Uint8Array.of(127, 0, 0, 1) },
    { kind: 'otherName', type: '1.2.3', value: integer(5) },
    { kind: 'x400Address', value: integer(5) },
    { kind: 'ediPartyName', value: integer(6) },
  ];
  assert.deepEqual(subjectAltNameOf(through(subjectAltName(names))), names);
});

test('a mail address is an rfc822Name in ASCII and a mailbox of its own otherwise', () => {
  assert.equal(mailName('a@example.tw').kind, 'rfc822Name');
  assert.equal(mailName('信箱@example.tw').kind, 'otherName');
  for (const address of ['a@example.tw', '信箱@example.tw']) {
    const [name] = subjectAltNameOf(through(subjectAltName([mailName(address)]))) ?? [];
    assert.equal(name && mailOf(name), address);
  }
  assert.equal(mailOf({ kind: 'dNSName', value: 'a' }), undefined);
});

test('directory attributes, key identifiers, addresses and policies read back', () => {
  const attributes = [{ type: '2.16.886.1.100.2.102', values: [oid('2.16.886.1.100.3.1')] }];
  assert.deepEqual(subjectDirectoryAttributesOf(through(subjectDirectoryAttributes(attributes))), attributes);
  const id = new Uint8Array(20).fill(4);
  assert.deepEqual(subjectKeyIdentifierOf(through(subjectKeyIdentifier(id))), id);
  assert.deepEqual(authorityKeyIdentifierOf(through(authorityKeyIdentifier(id)))?.keyIdentifier, id);
  const access = through(authorityInfoAccess({ ocsp: ['http://a/o'], caIssuers: ['http://a/c'] }));
  assert.deepEqual(
    [accessAddresses(access, 'ocsp'), accessAddresses(access, 'caIssuers')],
    [['http://a/o'], ['http://a/c']],
  );
  assert.deepEqual(
    certificatePoliciesOf(
      through(certificatePolicies([{ oid: '1.2.3', cps: 'http://c' }, { oid: '1.2.4' }])),
    ),
    [
      { oid: '1.2.3', cps: ['http://c'], notice: undefined },
      { oid: '1.2.4', cps: [], notice: undefined },
    ],
  );
});

test('policy rules read back', () => {
  const mappings = [{ issuerDomainPolicy: '1.2.3', subjectDomainPolicy: '1.2.4' }];
  assert.deepEqual(policyMappingsOf(through(policyMappings(mappings))), mappings);
  assert.deepEqual(policyConstraintsOf(through(policyConstraints({ requireExplicitPolicy: 0 }))), {
    requireExplicitPolicy: 0,
    inhibitPolicyMapping: undefined,
  });
  assert.equal(inhibitAnyPolicyOf(through(inhibitAnyPolicy(3))), 3);
});

test('distribution points and the scope of a CRL read back', () => {
  const points = crlDistributionPointsOf(through(crlDistributionPoints(['http://a/1', 'ldap://a/2'])));
  assert.deepEqual(addressesOf(points), ['http://a/1']);
  const scope = issuingDistributionPointOf(
    through(
      issuingDistributionPoint({
        address: 'http://a/1',
        only: 'user',
        onlySomeReasons: [1, 6],
        indirect: true,
      }),
    ),
  );
  assert.deepEqual(scope, {
    name: { kind: 'fullName', names: [{ kind: 'uniformResourceIdentifier', value: 'http://a/1' }] },
    onlyUserCertificates: true,
    onlyCaCertificates: false,
    onlySomeReasons: [1, 6],
    indirect: true,
    onlyAttributeCertificates: false,
  });
  assert.equal(crlNumberOf(through(crlNumber(2n ** 100n))), 2n ** 100n);
  assert.equal(deltaCrlIndicatorOf(through(deltaCrlIndicator(5))), 5n);
});

test('an extension may stand only once', () => {
  assert.throws(() => through(crlNumber(1), crlNumber(2)), {
    name: 'PkiError',
    code: 'extension.duplicate',
    about: '2.5.29.20',
  });
});

test('critical extensions that are not known are named', () => {
  const holder = through(
    extension('1.2.3', true, integer(1)),
    extension('1.2.4', false, integer(1)),
    keyUsage('cRLSign'),
  );
  assert.deepEqual(unknownCritical(holder, new Set(['2.5.29.15'])), ['1.2.3']);
});

test('a broken value is refused about its OID', () => {
  for (const [broken, read] of [
    [extension('2.5.29.15', true, integer(1)), keyUsageOf],
    [extension('2.5.29.37', true, sequence()), extKeyUsageOf],
    [extension('2.5.29.19', true, sequence(integer(-1))), basicConstraintsOf],
    [extension('2.5.29.30', true, sequence()), nameConstraintsOf],
    [extension('2.5.29.36', true, sequence()), policyConstraintsOf],
    [extension('2.5.29.28', true, sequence()), issuingDistributionPointOf],
    [
      extension('2.5.29.32', true, sequence(sequence(oid('1.2.3')), sequence(oid('1.2.3')))),
      certificatePoliciesOf,
    ],
  ] as const) {
    assert.throws(() => read(through(broken)), { code: 'extension.malformed', about: broken.oid });
  }
});
