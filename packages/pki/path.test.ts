import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { authorityInfoAccess } from './access.ts';
import { subjectAltName } from './alternative-name.ts';
import type { Certificate } from './certificate.ts';
import { caConstraints, nameConstraints } from './constraint.ts';
import { EXTENSION, extension } from './extension.ts';
import { at, type Holder, makeAuthority, makeEnd, makeRoot, newHolder } from './path.example.ts';
import { type PathQuestion, type PathResult, validateCardPath, validatePath } from './path.ts';
import { certificatePolicies, inhibitAnyPolicy, policyConstraints, policyMappings } from './policy.ts';
import { extKeyUsage, keyUsage, PURPOSE } from './usage.ts';

const root = makeRoot();
const authority = makeAuthority(root, 'authority');
const end = makeEnd(authority);
const authentication = '1.3.6.1.4.1.32473.1.1.1';
const presence = '1.3.6.1.4.1.32473.1.1.4';

test('a path is found whatever the order of the certificates handed in', async () => {
  const other = makeAuthority(root, 'other');
  const result = await ask(end, [other, authority]);
  assert.ok(result.valid);
  assert.deepEqual(result.path, [end.certificate, authority.certificate]);
  assert.equal(result.anchor, root.certificate);
});

test('of two authorities with one name the one whose key signed is found', async () => {
  const older = makeAuthority(root, 'authority');
  assert.ok((await ask(end, [older, authority])).valid);
  const without = makeEnd(authority, { bare: true });
  assert.ok((await ask(without, [older, authority])).valid);
});

test('when the likeliest path is refused another is taken', async () => {
  const expired = makeAuthority(root, 'authority', {
    holder: authority,
    notAfter: new Date(at.getTime() - 1000),
  });
  const weak = makeRoot('second root');
  const crossed = makeAuthority(weak, 'authority', { holder: authority });
  const result = await ask(end, [expired, crossed], { anchors: [root.certificate, weak.certificate] });
  assert.ok(result.valid);
  assert.equal(result.anchor, weak.certificate);
});

test('issuers are fetched only when those at hand do not lead to an anchor', async () => {
  const asked: Certificate[] = [];
  const pointed = makeEnd(authority, {
    extensions: [authorityInfoAccess({ caIssuers: ['http://a.example/i.cer'] })],
  });
  const fetchIssuers = async (certificate: Certificate, addresses: readonly string[]) => {
    asked.push(certificate);
    assert.deepEqual(addresses, ['http://a.example/i.cer']);
    return [authority.certificate];
  };
  assert.ok((await ask(pointed, [authority], { fetchIssuers })).valid);
  assert.equal(asked.length, 0);
  assert.ok((await ask(pointed, [], { fetchIssuers })).valid);
  assert.deepEqual(asked, [pointed.certificate]);
});

test('authorities that sign each other in circles end in a refusal', async () => {
  const holders = Array.from({ length: 8 }, (_, index) => newHolder(`ring ${index}`));
  const rings: Holder[] = [];
  for (const holder of holders) {
    for (const issuer of holders) {
      rings.push(makeAuthority({ ...issuer, certificate: end.certificate }, '', { holder }));
    }
  }
  const [first] = rings;
  assert.ok(first);
  assert.equal(codeOf(await ask(makeEnd(first), rings)), 'path.too-many');
});

test('a certificate nobody known issued is refused by name', async () => {
  const refused = await ask(end, []);
  assert.ok(!refused.valid);
  assert.equal(refused.refusal.code, 'path.no-issuer');
  assert.equal(refused.refusal.certificate, end.certificate);
});

test('a changed certificate and a forgeable algorithm are refused', async () => {
  const forged = { ...end.certificate, signature: end.certificate.signature.with(-1, 0) };
  assert.equal(codeOf(await ask({ ...end, certificate: forged }, [authority])), 'path.signature');
  const legacy = makeEnd(authority, { algorithm: 'ecdsa-sha1' });
  assert.equal(codeOf(await ask(legacy, [authority])), 'path.algorithm');
  assert.ok((await ask(legacy, [authority], { legacyAlgorithms: true })).valid);
});

test('an RSA key under 2048 bits is refused', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  assert.equal(
    codeOf(await ask(makeEnd(authority, { holder: { ...newHolder('end'), spki } }), [authority])),
    'path.weak-key',
  );
});

test('the validity of target, authorities and anchor counts, both ends included', async () => {
  const { notBefore, notAfter } = end.certificate;
  assert.ok((await ask(end, [authority], { at: notBefore })).valid);
  assert.ok((await ask(end, [authority], { at: notAfter })).valid);
  assert.equal(
    codeOf(await ask(end, [authority], { at: new Date(notBefore.getTime() - 1) })),
    'path.not-yet-valid',
  );
  assert.equal(codeOf(await ask(end, [authority], { at: new Date(notAfter.getTime() + 1) })), 'path.expired');
  const past = makeRoot('root', { holder: root, notAfter: new Date(at.getTime() - 1000) });
  const refused = await ask(end, [authority], { anchors: [past.certificate] });
  assert.ok(!refused.valid && refused.refusal.code === 'path.expired');
  assert.equal(refused.refusal.certificate, past.certificate);
});

test('only an authority within its path length, with the right key usage, may issue', async () => {
  assert.equal(codeOf(await ask(makeEnd(end), [end, authority])), 'path.not-authority');
  const bounded = makeAuthority(root, 'bounded', {
    bare: true,
    extensions: [caConstraints(0), keyUsage('keyCertSign')],
  });
  const below = makeAuthority(bounded, 'below');
  assert.ok((await ask(makeEnd(bounded), [bounded])).valid);
  assert.equal(codeOf(await ask(makeEnd(below), [bounded, below])), 'path.too-long');
  const silent = makeAuthority(root, 'silent', {
    bare: true,
    extensions: [caConstraints(), keyUsage('cRLSign')],
  });
  assert.equal(codeOf(await ask(makeEnd(silent), [silent])), 'path.key-usage');
});

test('usage and purpose asked for must be there; anyExtendedKeyUsage is not enough', async () => {
  assert.equal(codeOf(await ask(end, [authority], { keyUsage: ['nonRepudiation'] })), 'path.key-usage');
  assert.ok((await ask(end, [authority], { keyUsage: ['digitalSignature'] })).valid);
  const purpose = PURPOSE.clientAuth;
  assert.equal(codeOf(await ask(end, [authority], { purpose })), 'path.extended-key-usage');
  const client = makeEnd(authority, { extensions: [extKeyUsage([purpose])] });
  assert.ok((await ask(client, [authority], { purpose })).valid);
  const any = makeEnd(authority, { extensions: [extKeyUsage([PURPOSE.any])] });
  assert.equal(codeOf(await ask(any, [authority], { purpose })), 'path.extended-key-usage');
  const mail = makeAuthority(root, 'mail', { extensions: [extKeyUsage([PURPOSE.emailProtection])] });
  const excluded = makeEnd(mail, { extensions: [extKeyUsage([purpose])] });
  assert.equal(codeOf(await ask(excluded, [mail], { purpose })), 'path.extended-key-usage');
});

test('a critical extension nobody here knows, and one that cannot be read, refuse their certificate', async () => {
  const unknown = makeEnd(authority, { extensions: [extension('1.2.3.4', true, Uint8Array.of(5, 0))] });
  const refused = await ask(unknown, [authority]);
  assert.ok(!refused.valid && refused.refusal.code === 'path.critical-extension');
  assert.equal(refused.refusal.about, '1.2.3.4');
  const broken = makeAuthority(root, 'broken', {
    extensions: [extension(EXTENSION.policyConstraints, true, Uint8Array.of(0x30, 0))],
  });
  const malformed = await ask(makeEnd(broken), [broken]);
  assert.ok(!malformed.valid && malformed.refusal.code === 'path.malformed');
  assert.equal(malformed.refusal.certificate, broken.certificate);
});

test('names must lie in what every authority permits and outside what any excludes', async () => {
  const outer = makeAuthority(root, 'outer', {
    extensions: [nameConstraints({ permitted: [dns('example.tw')], excluded: [dns('secret.example.tw')] })],
  });
  const inner = makeAuthority(outer, 'inner', {
    extensions: [nameConstraints({ permitted: [dns('a.example.tw')], excluded: [] })],
  });
  const named = async (value: string) =>
    codeOf(await ask(makeEnd(inner, { extensions: [subjectAltName([dns(value)])] }), [outer, inner]));
  assert.equal(await named('x.a.example.tw'), undefined);
  assert.equal(await named('b.example.tw'), 'path.name-constraint');
  const straight = async (value: string) =>
    codeOf(await ask(makeEnd(outer, { extensions: [subjectAltName([dns(value)])] }), [outer]));
  assert.equal(await straight('example.tw'), undefined);
  assert.equal(await straight('deep.secret.example.tw'), 'path.name-constraint');
  assert.equal(await straight('*.example.tw'), 'path.name-constraint');
  assert.equal(await straight('badexample.tw'), 'path.name-constraint');
});

test("the anchor's own name constraints count", async () => {
  const bounded = makeRoot('bounded root', {
    extensions: [nameConstraints({ permitted: [dns('example.tw')], excluded: [] })],
  });
  const foreign = makeEnd(bounded, { extensions: [subjectAltName([dns('example.org')])] });
  assert.equal(codeOf(await ask(foreign, [], { anchors: [bounded.certificate] })), 'path.name-constraint');
});

test('a required policy must hold all along the path', async () => {
  const cards = makeAuthority(root, 'cards', { extensions: [policies(authentication, presence)] });
  const good = makeEnd(cards, { extensions: [policies(authentication)] });
  const result = await askCard(good, [cards]);
  assert.ok(result.valid);
  assert.deepEqual(result.policies, [authentication]);
  assert.equal(
    codeOf(await askCard(makeEnd(cards, { extensions: [policies(presence)] }), [cards])),
    'path.policy',
  );
  assert.equal(codeOf(await askCard(makeEnd(cards), [cards])), 'path.policy');
  const software = makeAuthority(root, 'software', { extensions: [policies(presence)] });
  assert.equal(
    codeOf(await askCard(makeEnd(software, { extensions: [policies(authentication)] }), [software])),
    'path.policy',
  );
});

test('neither anyPolicy nor a mapping can stand in for the policy of a card', async () => {
  const any = makeAuthority(root, 'any', { extensions: [policies('2.5.29.32.0')] });
  const under = makeEnd(any, { extensions: [policies(authentication)] });
  assert.equal(codeOf(await askCard(under, [any])), 'path.policy');
  const free = await ask(under, [any], { initialPolicies: [authentication], requireExplicitPolicy: true });
  assert.ok(free.valid);
  const mapping = policyMappings([{ issuerDomainPolicy: authentication, subjectDomainPolicy: presence }]);
  const mapped = makeAuthority(root, 'mapped', { extensions: [policies(authentication), mapping] });
  const foreign = makeEnd(mapped, { extensions: [policies(presence)] });
  assert.equal(codeOf(await askCard(foreign, [mapped])), 'path.policy');
  const open = await ask(foreign, [mapped], {
    initialPolicies: [authentication],
    requireExplicitPolicy: true,
  });
  assert.ok(open.valid);
});

test('authorities can require and inhibit policies; mapping anyPolicy is refused', async () => {
  const strict = makeAuthority(root, 'strict', {
    extensions: [policies(presence), policyConstraints({ requireExplicitPolicy: 0 })],
  });
  assert.equal(codeOf(await ask(makeEnd(strict), [strict])), 'path.policy');
  const inhibits = makeAuthority(root, 'inhibits', {
    extensions: [
      policies('2.5.29.32.0'),
      inhibitAnyPolicy(0),
      policyConstraints({ requireExplicitPolicy: 0 }),
    ],
  });
  assert.equal(
    codeOf(await ask(makeEnd(inhibits, { extensions: [policies('2.5.29.32.0')] }), [inhibits])),
    'path.policy',
  );
  const mapping = policyMappings([{ issuerDomainPolicy: '2.5.29.32.0', subjectDomainPolicy: presence }]);
  const bad = makeAuthority(root, 'bad', { extensions: [policies(presence), mapping] });
  assert.equal(codeOf(await ask(makeEnd(bad), [bad])), 'path.policy-mapping');
});

test('a path whose policy tree would be exponential is judged in linear time', async () => {
  const pair = [authentication, presence];
  const all = pair.flatMap((from) =>
    pair.map((to) => ({ issuerDomainPolicy: from, subjectDomainPolicy: to })),
  );
  const chain: Holder[] = [];
  for (let depth = 0; depth < 40; depth++) {
    const extensions = [policies(...pair), policyMappings(all)];
    chain.push(makeAuthority(chain.at(-1) ?? root, `depth ${depth}`, { extensions }));
  }
  const last = makeEnd(chain.at(-1) ?? root, { extensions: [policies(...pair)] });
  const result = await ask(last, chain, { requireExplicitPolicy: true, deepest: 50 });
  assert.ok(result.valid);
});

function ask(
  target: Holder,
  others: readonly Holder[],
  question: Partial<PathQuestion> = {},
): Promise<PathResult> {
  const intermediates = others.map((holder) => holder.certificate);
  return validatePath({
    certificate: target.certificate,
    anchors: [root.certificate],
    intermediates,
    at,
    ...question,
  });
}

function askCard(target: Holder, others: readonly Holder[]): Promise<PathResult> {
  const intermediates = others.map((holder) => holder.certificate);
  return validateCardPath({
    certificate: target.certificate,
    anchors: [root.certificate],
    intermediates,
    at,
    policies: [authentication],
  });
}

function codeOf(result: PathResult): string | undefined {
  return result.valid ? undefined : result.refusal.code;
}

function policies(...oids: readonly string[]) {
  return certificatePolicies(oids.map((oid) => ({ oid })));
}

function dns(value: string) {
  return { kind: 'dNSName', value } as const;
}
