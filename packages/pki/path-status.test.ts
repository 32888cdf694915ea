import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorityInfoAccess } from './access.ts';
import { deltaCrlIndicator } from './crl.ts';
import { crlDistributionPoints, issuingDistributionPoint } from './distribution.ts';
import {
  at,
  type Holder,
  makeAuthority,
  makeCrl,
  makeEnd,
  makeOcsp,
  makeRoot,
  newHolder,
} from './path.example.ts';
import { type PathQuestion, type PathResult, validatePath } from './path.ts';
import { extKeyUsage, keyUsage, ocspNocheck, PURPOSE } from './usage.ts';

const root = makeRoot();
const authority = makeAuthority(root, 'authority');
const end = makeEnd(authority);

test('CRLs decide: good, revoked with reason and date, on hold, unknown', async () => {
  const empty = [makeCrl(root, []), makeCrl(authority, [])];
  const good = await ask(end, [authority], { revocation: { crls: empty } });
  assert.ok(good.valid);
  assert.deepEqual(
    good.status.map(({ source }) => source),
    ['crl', 'crl'],
  );
  for (const [reason, code] of [
    ['keyCompromise', 'path.revoked'],
    ['certificateHold', 'path.on-hold'],
  ] as const) {
    const listed = makeCrl(authority, [{ serial: end.certificate.serial, revokedAt: at, reason }]);
    const refused = await ask(end, [authority], { revocation: { crls: [makeCrl(root, []), listed] } });
    assert.ok(!refused.valid && refused.refusal.code === code);
    assert.equal(refused.refusal.reason, reason);
    assert.deepEqual(refused.refusal.revokedAt, at);
  }
  const missing = await ask(end, [authority], { revocation: { crls: [makeCrl(root, [])] } });
  assert.equal(codeOf(missing), 'path.status-unknown');
  const tolerant = await ask(end, [authority], {
    revocation: { crls: [makeCrl(root, [])], required: false },
  });
  assert.ok(tolerant.valid && tolerant.status.at(-1)?.source === 'none');
});

test('a revoked authority refuses what it issued', async () => {
  const revoked = makeCrl(root, [
    { serial: authority.certificate.serial, revokedAt: at, reason: 'cACompromise' },
  ]);
  const refused = await ask(end, [authority], { revocation: { crls: [revoked, makeCrl(authority, [])] } });
  assert.ok(!refused.valid && refused.refusal.code === 'path.revoked');
  assert.equal(refused.refusal.certificate, authority.certificate);
});

test('a list of another scope, out of date, or signed by another key says nothing', async () => {
  const address = 'http://a.example/crl/1.crl';
  const sharded = makeEnd(authority, { extensions: [crlDistributionPoints([address])] });
  const status = async (crl: Uint8Array) =>
    codeOf(await ask(sharded, [authority], { revocation: { targetOnly: true, crls: [crl] } }));
  const point = (value: string) => ({ extensions: [issuingDistributionPoint({ address: value })] });
  assert.equal(await status(makeCrl(authority, [], point(address))), undefined);
  assert.equal(
    await status(makeCrl(authority, [], point('http://a.example/crl/2.crl'))),
    'path.status-unknown',
  );
  assert.equal(
    await status(makeCrl(authority, [], { extensions: [issuingDistributionPoint({ only: 'ca' })] })),
    'path.status-unknown',
  );
  assert.equal(
    await status(makeCrl(authority, [], { thisUpdate: new Date('2026-11-19T00:00:00Z') })),
    'path.status-unknown',
  );
  assert.equal(
    await status(makeCrl({ ...newHolder('authority'), name: authority.name }, [])),
    'path.status-unknown',
  );
  assert.equal(await status(Uint8Array.of(0x30, 0)), 'path.status-unknown');
});

test('a delta list adds revocations and takes holds back', async () => {
  const { serial } = end.certificate;
  const delta = (reason: 'keyCompromise' | 'removeFromCRL') =>
    makeCrl(authority, [{ serial, revokedAt: at, reason }], {
      number: 6,
      extensions: [deltaCrlIndicator(5)],
    });
  const status = async (...crls: Uint8Array[]) =>
    codeOf(await ask(end, [authority], { revocation: { targetOnly: true, crls } }));
  const held = makeCrl(authority, [{ serial, revokedAt: at, reason: 'certificateHold' }], { number: 5 });
  assert.equal(await status(held, delta('removeFromCRL')), undefined);
  assert.equal(await status(makeCrl(authority, [], { number: 5 }), delta('keyCompromise')), 'path.revoked');
  assert.equal(await status(makeCrl(authority, [], { number: 4 }), delta('keyCompromise')), undefined);
});

test('a signer of CRLs under the same anchor needs the usage and a status of its own', async () => {
  const signer = makeEnd(root, {
    bare: true,
    extensions: [keyUsage('cRLSign')],
    holder: { ...newHolder('signer'), name: authority.name },
  });
  const crls = [makeCrl(root, []), makeCrl(signer, [])];
  assert.ok((await ask(end, [authority, signer], { revocation: { crls } })).valid);
  const gone = makeCrl(root, [{ serial: signer.certificate.serial, revokedAt: at }]);
  assert.equal(
    codeOf(await ask(end, [authority, signer], { revocation: { crls: [gone, makeCrl(signer, [])] } })),
    'path.status-unknown',
  );
  const unfit = makeEnd(root, { holder: signer });
  assert.equal(codeOf(await ask(end, [authority, unfit], { revocation: { crls } })), 'path.status-unknown');
});

test('OCSP is asked before CRLs, with delegates that need no status or have a good one', async () => {
  const asked = { issuer: authority, certificate: end.certificate };
  const responder = makeEnd(
    authority,
    { extensions: [extKeyUsage([PURPOSE.ocspSigning]), ocspNocheck()] },
    'responder',
  );
  const crls = [makeCrl(authority, [])];
  const judge = async (response: Uint8Array, lists: readonly Uint8Array[] = []) =>
    ask(end, [authority], { revocation: { targetOnly: true, ocspResponses: [response], crls: lists } });
  const good = await judge(makeOcsp(asked, { status: 'good' }, responder));
  assert.ok(good.valid && good.status[0]?.source === 'ocsp');
  const held = makeOcsp(asked, { status: 'revoked', revokedAt: at, reason: 'certificateHold' });
  assert.equal(codeOf(await judge(held, crls)), 'path.on-hold');
  const unknown = await judge(makeOcsp(asked, { status: 'unknown' }), crls);
  assert.ok(unknown.valid && unknown.status[0]?.source === 'crl');
  const checked = makeEnd(authority, { extensions: [extKeyUsage([PURPOSE.ocspSigning])] }, 'responder');
  const answer = makeOcsp(asked, { status: 'good' }, checked);
  assert.equal(codeOf(await judge(answer)), 'path.status-unknown');
  const found = await judge(answer, crls);
  assert.ok(found.valid && found.status[0]?.source === 'ocsp');
  assert.equal(codeOf(await judge(makeOcsp(asked, { status: 'good' }, end))), 'path.status-unknown');
});

test('status is fetched only where what was supplied does not tell', async () => {
  const extensions = [
    authorityInfoAccess({ ocsp: ['http://a.example/ocsp'] }),
    crlDistributionPoints(['http://a.example/c.crl']),
  ];
  const pointed = makeEnd(authority, { extensions });
  const fetched: string[] = [];
  const answer = makeOcsp({ issuer: authority, certificate: pointed.certificate }, { status: 'good' });
  const revocation = {
    targetOnly: true,
    fetchOcsp: async (_: unknown, addresses: readonly string[]) => {
      fetched.push(...addresses);
      return [];
    },
    fetchCrls: async (_: unknown, addresses: readonly string[]) => {
      fetched.push(...addresses);
      return [makeCrl(authority, [])];
    },
  };
  assert.ok(
    (await ask(pointed, [authority], { revocation: { ...revocation, ocspResponses: [answer] } })).valid,
  );
  assert.deepEqual(fetched, []);
  assert.ok((await ask(pointed, [authority], { revocation })).valid);
  assert.deepEqual(fetched, ['http://a.example/ocsp', 'http://a.example/c.crl']);
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

function codeOf(result: PathResult): string | undefined {
  return result.valid ? undefined : result.refusal.code;
}
