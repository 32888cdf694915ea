import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { exampleArc } from '@kaika/ca/arc';
import { seal } from '@kaika/document/pades';
import { verifyPdf } from '@kaika/document/verify';
import { stampBy } from '@kaika/filing/sign/stamp';
import { certificateToPem, parseCertificate } from '@kaika/pki/certificate';
import { parseSignedData } from '@kaika/pki/cms-verify';
import { validatePath } from '@kaika/pki/path';
import { sampleAuthority } from '@kaika/pki/sample';
import {
  encodeTimestampRequest,
  parseTimestampResponse,
  type TimestampRequest,
  type TimestampResponse,
} from '@kaika/pki/timestamp';
import { verifyTimestamp } from '@kaika/pki/timestamp-token';
import { PURPOSE } from '@kaika/pki/usage';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openBench, withoutOpenssl } from '../peers/openssl.ts';
import { countEvents, openAuthority } from './authority.ts';

const house = await openAuthority();
after(() => house[Symbol.asyncDispose]());
const digest = new Uint8Array(createHash('sha256').update('會計師查核簽證報告').digest());
const imprint = { hash: 'sha256', digest } as const;
const withoutPdfsig = spawnSync('pdfsig', ['-v']).error ? 'no pdfsig: install poppler-utils' : false;
const question: TimestampRequest = { imprint, policy: undefined, nonce: undefined, wantsCertificate: true };
const policy = `${exampleArc}.1.7`;

test('a stamp says when, under which policy and how exactly, and answers nonce and imprint', async () => {
  const nonce = new Uint8Array(randomBytes(16));
  nonce[0] = 0x40;
  const token = await granted({ ...question, nonce, policy });
  const stamp = verifyTimestamp(token, { imprint, nonce });
  assert.equal(stamp.policy, policy);
  assert.equal(stamp.accuracySeconds, 1);
  assert.deepEqual(stamp.time, house.clock.now);
  const again = verifyTimestamp(await granted({ ...question, nonce }), { imprint, nonce });
  assert.notDeepEqual(again.serial, stamp.serial);
  assert.throws(() => verifyTimestamp(token, { imprint, nonce: Uint8Array.of(1) }), {
    code: 'timestamp.nonce',
  });
  const { certificates } = parseSignedData(token);
  const result = await validatePath({
    certificate: stamp.certificate,
    anchors: [parseCertificate(house.trust.root)],
    intermediates: certificates.map(parseCertificate),
    at: stamp.time,
    purpose: PURPOSE.timeStamping,
  });
  assert.ok(result.valid);
});

test('without certReq no certificate is sent along', async () => {
  const token = await granted({ ...question, wantsCertificate: false });
  assert.deepEqual(parseSignedData(token).certificates, []);
  const { chain } = await house.context.signatory.timeStamp();
  verifyTimestamp(token, { imprint }, chain);
});

test('what cannot be granted is refused by its PKIFailureInfo', async () => {
  const sha1 = { hash: 'sha1', digest: new Uint8Array(20) } as const;
  const plain = encodeTimestampRequest(question);
  const version = plain.with(4, 2);
  const extension = Uint8Array.from([0x30, (plain[1] ?? 0) + 4, ...plain.subarray(2), 0xa0, 2, 0x30, 0]);
  const cases = [
    [encodeTimestampRequest({ ...question, imprint: sha1 }), 'badAlg'],
    [encodeTimestampRequest({ ...question, policy: '1.2.3' }), 'unacceptedPolicy'],
    [encodeTimestampRequest({ ...question, nonce: new Uint8Array(65).fill(1) }), 'badRequest'],
    [version, 'badRequest'],
    [extension, 'unacceptedExtension'],
    [plain.subarray(0, 20), 'badDataFormat'],
    [new Uint8Array(), 'badDataFormat'],
    [new Uint8Array(50_000), 'badDataFormat'],
  ] as const;
  for (const [request, failure] of cases) {
    assert.deepEqual(await ask(request), { status: 'refused', failure }, failure);
  }
});

test('whatever octets are sent, the answer is a TimeStampResp', async () => {
  const plain = encodeTimestampRequest({ ...question, nonce: Uint8Array.of(5) });
  const spoiled = fc.tuple(fc.nat(plain.length - 1), fc.nat(255)).map(([at, octet]) => plain.with(at, octet));
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoiled, fc.uint8Array({ maxLength: 80 })), async (request) => {
      const answer = await ask(request);
      assert.ok(answer.status === 'granted' || answer.failure !== undefined);
      assert.notEqual(answer.status === 'refused' && answer.failure, 'systemFailure');
    }),
    { numRuns: 60 },
  );
});

test('every stamp is in the log; where the log cannot be written nothing is stamped', async () => {
  const before = await countEvents(house, 'key.used');
  await granted(question);
  assert.equal(await countEvents(house, 'key.used'), before + 1);
  const { database } = house.config;
  await sql`alter table authority.event add constraint stuck check (id = 'nothing') not valid`.execute(
    database,
  );
  try {
    assert.deepEqual(await ask(encodeTimestampRequest(question)), {
      status: 'refused',
      failure: 'systemFailure',
    });
  } finally {
    await sql`alter table authority.event drop constraint stuck`.execute(database);
  }
});

test('a clock outside the signer’s life stamps nothing', async () => {
  await granted(question);
  const { now } = house.clock;
  house.clock.now = new Date('2020-01-01T00:00:00Z');
  try {
    assert.deepEqual(await ask(encodeTimestampRequest(question)), {
      status: 'refused',
      failure: 'timeNotAvailable',
    });
  } finally {
    house.clock.now = now;
  }
});

test('a document sealed with this service’s stamp is PAdES-B-T, here and to other programs', {
  skip: withoutPdfsig,
}, async () => {
  const { certificate, key } = sampleAuthority();
  const fetchHere = (input: string | URL | Request, init?: RequestInit) =>
    house.fetch(new Request(input, init));
  const timestamp = stampBy({
    timestamp: `${house.origin}/tsa`,
    fetch: async (input, init) => fetchHere(input, init),
  });
  const by = { certificate, chain: [], sign: key.sign, timestamp };
  const place = { field: 'Seal', name: '示範', reason: '收執聯', at: house.clock.now };
  const sealed = await seal(await blank(), by, place);
  const [report] = await verifyPdf(sealed, {
    now: house.clock.now,
    validate: () => ({ trusted: true }),
    validateStamp: async (signer, others, at) => {
      const anchors = [parseCertificate(house.trust.root)];
      const intermediates = others.map(parseCertificate);
      const purpose = PURPOSE.timeStamping;
      const path = await validatePath({ certificate: signer, anchors, intermediates, at, purpose });
      return path.valid ? { trusted: true } : { trusted: false, reason: path.refusal.code };
    },
  });
  assert.ok(report?.valid);
  assert.deepEqual(report.missing, []);
  assert.deepEqual(report.stampedAt, house.clock.now);
  using bench = openBench();
  bench.put('sealed.pdf', sealed);
  const told = execFileSync('pdfsig', ['-nocert', bench.path('sealed.pdf')], { encoding: 'utf8' });
  assert.match(told, /Signature is Valid/);
  assert.match(told, /Total document signed/);
});

test('openssl asks, and verifies what this service answers', { skip: withoutOpenssl }, async () => {
  using bench = openBench();
  bench.put('content', '會計師查核簽證報告');
  bench.put('root.pem', certificateToPem({ der: house.trust.root }));
  for (const hash of ['-sha256', '-sha384', '-sha512']) {
    const asked = bench.run(
      'ts',
      '-query',
      '-data',
      'content',
      hash,
      '-cert',
      '-tspolicy',
      policy,
      '-out',
      'query.tsq',
    );
    assert.ok(asked.ok, asked.said);
    bench.put('answer.tsr', await send(new Uint8Array(readFileSync(bench.path('query.tsq')))));
    const verified = bench.run(
      ...['ts', '-verify', '-queryfile', 'query.tsq', '-in', 'answer.tsr', '-CAfile', 'root.pem'],
      ...['-attime', String(house.clock.now.getTime() / 1000)],
    );
    assert.ok(verified.ok, verified.said);
  }
  const told = bench.run('ts', '-reply', '-in', 'answer.tsr', '-text');
  assert.match(told.said, /Accuracy: 0x01 seconds/);
  assert.match(told.said, /Ordering: no/);
});

async function blank(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([200, 200]).drawText('page');
  return document.save({ useObjectStreams: false });
}

async function send(request: Uint8Array): Promise<Uint8Array> {
  const answer = await house.fetch(
    new Request(`${house.origin}/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: request.slice(),
    }),
  );
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/timestamp-reply');
  return new Uint8Array(await answer.arrayBuffer());
}

async function ask(request: Uint8Array): Promise<TimestampResponse> {
  return parseTimestampResponse(await send(request));
}

async function granted(request: TimestampRequest): Promise<Uint8Array> {
  const answer = await ask(encodeTimestampRequest(request));
  assert.equal(answer.status, 'granted');
  return answer.status === 'granted' ? answer.token : new Uint8Array();
}
