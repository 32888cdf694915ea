import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { before, test } from 'node:test';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { concat } from '@kaika/bytes/bytes';
import { select } from '@kaika/card/object';
import { pinTries, verifyPin } from '@kaika/card/pin';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { createSoftcard, fromState, type Softcard } from '@kaika/softcard/softcard';
import { authToken, statusQuestion } from '@kaika/wire/token';
import type { AgentRequest } from '@kaika/wire/window';
import { UnsecuredJWT } from 'jose';
import { converse } from './converse.ts';
import { Halt } from './halt.ts';
import type { Asking } from './screen.ts';
import { leave, openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const now = () => new Date('2026-11-21T09:00:00Z');
const site = 'https://login.example.tw';
const nonce = toBase64(Uint8Array.from({ length: 32 }, (_, index) => index));
const order: AgentRequest = { do: 'authenticate', nonce };
/** A server's «go», about what it was asked unless told otherwise. */
const goAbout =
  (other: object = {}): NonNullable<Script['carry']> =>
  async (_ask, body) => {
    const { certificate, nonce: asked } = statusQuestion.parse(body);
    const hash = createHash('sha256').update(fromBase64(certificate)).digest('base64url');
    const claims = { nonce: asked, 'x5t#S256': hash, ...other };
    return { go: new UnsecuredJWT(claims).encode() };
  };
const go = goAbout();
let sample: Sample;
let mixed: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
  const keys = { '9a': 'rsa2048', '9c': 'p384', '9d': 'p256', '9e': 'p256' } as const;
  mixed = await createSample({ now: new Date('2026-11-01T00:00:00Z'), keys, cardNumber: 'XC00000000000099' });
});

test('a login token is signed by 9A over the origin of the page and the nonce', async () => {
  for (const one of [sample, mixed]) {
    const { run } = stage(one);
    const result = await run(order, { ask: () => typed({ pin: one.pin }), carry: go });
    assert.equal(result.do, 'authenticate');
    const token = authToken.parse(result.do === 'authenticate' && result.token);
    assert.equal(token.algorithm, one === sample ? 'ES256' : 'RS256');
    const { spki } = parseCertificate(fromBase64(token.unverifiedCertificate));
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const hash = (text: string) => createHash('sha256').update(text).digest();
    const input = concat(hash(site), hash(nonce));
    const signature = fromBase64(token.signature);
    assert.ok(verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature));
    assert.equal(
      verify(
        'sha256',
        concat(hash('https://evil.example'), hash(nonce)),
        { key, dsaEncoding: 'ieee-p1363' },
        signature,
      ),
      false,
    );
  }
});

test('a card the server turns away costs no PIN try and asks for none', async () => {
  const { run, card } = stage(sample);
  const refuse: Script['carry'] = async () => {
    throw new Halt('card.not-active');
  };
  await haltsWith(run(order, { carry: refuse }), 'card.not-active');
  assert.equal(await triesOf(card), 3);
});

test('a server that does not say «go» is no «go»', async () => {
  const { run } = stage(sample);
  const script: Script = { ask: leave, carry: async () => ({ ok: true }) };
  await haltsWith(run(order, script), 'status.unreachable');
});

test('a «go» for another nonce or another certificate asks for no PIN', async () => {
  const others = [{ nonce: toBase64(new Uint8Array(32)) }, { 'x5t#S256': 'A'.repeat(43) }];
  for (const carry of [...others.map(goAbout), async () => ({ go: 'no.jws.atall' })]) {
    const { run } = stage(sample);
    await haltsWith(run(order, { carry }), 'status.unreachable');
  }
});

test('a plain request asks nobody', async () => {
  const { run } = stage(sample);
  const result = await run({ ...order, plain: true }, { ask: () => typed({ pin: sample.pin }) });
  assert.equal(result.do, 'authenticate');
});

test('a wrong PIN is said with the tries left, the last try is announced, then the card is blocked', async () => {
  const { run, card } = stage(sample);
  const seen: unknown[] = [];
  const script: Script = {
    carry: go,
    ask(screen) {
      if (screen.kind === 'pin') seen.push([screen.triesLeft, screen.problem?.code]);
      return typed({ pin: '00000000' });
    },
  };
  await haltsWith(run(order, script), 'pin.blocked');
  assert.deepEqual(seen, [
    [3, undefined],
    [2, 'pin.wrong'],
    [1, 'pin.wrong'],
  ]);
  assert.equal(await triesOf(card), 0);
  await haltsWith(run(order, { carry: go }), 'pin.blocked');
});

test('a PIN of a length no card has costs no try', async () => {
  const { run, card } = stage(sample);
  const pins = ['1', '123456789', sample.pin];
  await run(order, { carry: go, ask: () => typed({ pin: pins.shift() ?? '' }) });
  assert.equal(await triesOf(card), 3);
});

test('the last try is not spent before the screen said it is the last', async () => {
  const { run, card } = stage(sample);
  const seen: unknown[] = [];
  const script: Script = {
    carry: go,
    async ask(screen) {
      if (screen.kind === 'pin') seen.push(screen.triesLeft);
      // Another program spends two tries while the screen stands there.
      if (seen.length === 1) {
        for (let tries = 0; tries < 2; tries += 1) {
          card.powerOn();
          await select(card);
          await assert.rejects(verifyPin(card, bytes('99999999')));
        }
      }
      return typed({ pin: seen.length === 1 ? '00000000' : sample.pin });
    },
  };
  await run(order, script);
  assert.deepEqual(seen, [3, 1]);
});

test('a site nobody trusts is asked about; once is once and always is remembered', async () => {
  const { run, context } = stage(sample, { trusted: false });
  await haltsWith(run(order, { ask: () => typed({}, 'refuse') }), 'agent.not-trusted');
  const seen: string[] = [];
  const script = (choice: string): Script => ({
    carry: go,
    ask(screen: Asking) {
      seen.push(screen.kind);
      return screen.kind === 'consent' ? typed({}, choice) : typed({ pin: sample.pin });
    },
  });
  await run(order, script('once'));
  await run(order, script('always'));
  await run(order, script('refuse'));
  assert.deepEqual(seen, ['consent', 'pin', 'consent', 'pin', 'pin']);
  assert.deepEqual(context.trust.added(), [site]);
});

test('a page without an origin of its own gets nothing', async () => {
  const { context } = stage(sample);
  await haltsWith(converse(scriptedFace('null', {}), order, context), 'agent.not-trusted');
});

test('a signature by 9C asks the PIN each time, under the document’s name and hash', async () => {
  const { run } = stage(sample);
  const digest = createHash('sha256').update('report').digest();
  const request: AgentRequest = {
    do: 'sign',
    documentName: '報告書.pdf',
    hash: toBase64(digest),
    hashAlgorithm: 'SHA-256',
  };
  for (let turn = 0; turn < 2; turn += 1) {
    const result = await run(request, {
      ask(screen) {
        assert.deepEqual(screen.kind === 'pin' && screen.document, {
          name: '報告書.pdf',
          hash: digest.toString('hex'),
          algorithm: 'SHA-256',
        });
        return typed({ pin: sample.pin });
      },
    });
    const signed = result.do === 'sign' ? result.signed : assert.fail();
    const { spki } = parseCertificate(fromBase64(signed.certificate));
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    assert.ok(
      verify('sha256', bytes('report'), { key, dsaEncoding: 'ieee-p1363' }, fromBase64(signed.signature)),
    );
  }
});

test('a hash that is not of its algorithm, or not what the key signs, is refused', async () => {
  const { run } = stage(mixed);
  const sign = (length: number, hashAlgorithm: 'SHA-256' | 'SHA-384' | 'SHA-512'): AgentRequest => ({
    do: 'sign',
    documentName: 'x',
    hash: toBase64(new Uint8Array(length)),
    hashAlgorithm,
  });
  await haltsWith(run(sign(20, 'SHA-256')), 'agent.request-bad');
  await haltsWith(run(sign(32, 'SHA-256')), 'agent.request-bad');
  const result = await run(sign(48, 'SHA-384'), { ask: () => typed({ pin: mixed.pin }) });
  assert.equal(result.do === 'sign' && result.signed.algorithm, 'ES384');
});

test('a signature with a certificate that is not here waits for its card', async () => {
  const { run, table, card } = stage(mixed);
  const certificate = toBase64(sample.produced.certificates['9c']);
  const hash = toBase64(new Uint8Array(32));
  const request: AgentRequest = {
    do: 'sign',
    documentName: 'x',
    hash,
    hashAlgorithm: 'SHA-256',
    certificate,
  };
  const script: Script = {
    wait: () => table.put('R2', fromState(sample.card.toState())),
    ask: () => typed({ pin: sample.pin }),
  };
  const result = await run(request, script);
  assert.equal(result.do === 'sign' && result.signed.certificate, certificate);
  assert.equal(await triesOf(card), 3);
});

test('no card service, no reader, no card and a blank card each say so and go on by themselves', async () => {
  const { run, table, card } = stage(sample);
  table.service = 'absent';
  const lacks: unknown[] = [];
  const script: Script = {
    carry: go,
    wait(screen) {
      if (screen.kind !== 'wait') return;
      lacks.push([screen.lack.of, screen.lack.problem.code]);
      table.service = 'running';
      if (lacks.length === 1) table.pull('R');
      else if (lacks.length === 2) table.put('R', createSoftcard({ serialNumber: 7 }));
      else table.put('R', card);
    },
    ask: () => typed({ pin: sample.pin }),
  };
  await run(order, script);
  assert.deepEqual(lacks, [
    ['service', 'reader.no-service'],
    ['card', 'card.none'],
    ['right-card', 'certificate.none'],
  ]);
  const empty = sampleContext(openTable(), { policy: { origins: [site] }, now });
  const face = scriptedFace(site, { wait: leave });
  await haltsWith(converse(face, order, empty), 'agent.cancelled');
  const last = face.screens.at(-1);
  assert.equal(last?.kind === 'wait' && last.lack.problem.code, 'reader.none');
});

test('of several cards the person chooses, and that one is used', async () => {
  const { run, table } = stage(sample);
  table.put('R2', fromState(mixed.card.toState()));
  const result = await run({ do: 'certificate', use: 'signature' }, { ask: () => typed({ card: '1' }) });
  assert.equal(result.do === 'certificate' && result.reader, 'R2');
  await haltsWith(
    run({ do: 'certificate', use: 'signature' }, { ask: () => typed({ card: '7' }) }),
    'agent.request-bad',
  );
});

test('a card swapped between choice and PIN signs nothing', async () => {
  const { run, table } = stage(sample);
  const script: Script = {
    carry: go,
    ask(screen) {
      if (screen.kind === 'pin') table.put('R', fromState(mixed.card.toState()));
      return typed({ pin: sample.pin });
    },
  };
  await assert.rejects(run(order, script), { code: 'card.mismatch' });
});

test('a card pulled while it signs is asked for and the login goes on', async () => {
  const { run, table, card } = stage(sample);
  let asked = 0;
  const script: Script = {
    carry: go,
    wait: () => table.put('R', card),
    ask() {
      asked += 1;
      if (asked === 1) table.tear({ command: 5, when: 'after' });
      return typed({ pin: sample.pin });
    },
  };
  const result = await run(order, script);
  assert.equal(result.do, 'authenticate');
  assert.equal(asked, 2);
});

test('status and cards tell what a page may know', async () => {
  const { run, context } = stage(sample, { trusted: false });
  const status = await run({ do: 'status' });
  assert.deepEqual(status.do === 'status' && [status.status.trusted, status.status.service], [
    false,
    'running',
  ]);
  await haltsWith(run({ do: 'cards' }, { ask: () => typed({}, 'refuse') }), 'agent.not-trusted');
  await context.trust.add(site);
  const cards = await run({ do: 'cards' });
  const [first, second] = cards.do === 'cards' ? cards.readers : [];
  assert.equal(first?.card?.cardNumber, sample.cardNumber);
  assert.deepEqual(
    first?.card?.certificates.map(({ use }) => use),
    ['authentication', 'signature', 'encryption', 'presence'],
  );
  assert.equal(second?.card, null);
});

function stage(one: Sample, { trusted = true } = {}) {
  const table = openTable('R', 'R2');
  const card: Softcard = fromState(one.card.toState());
  table.put('R', card);
  const context = sampleContext(table, { policy: { origins: trusted ? [site] : [] }, now });
  const run = (request: AgentRequest, script: Script = {}) =>
    converse(scriptedFace(site, script), request, context);
  return { table, card, context, run };
}

async function triesOf(card: Softcard): Promise<number | null> {
  card.powerOn();
  await select(card);
  return pinTries(card);
}

async function haltsWith(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Halt, String(error));
    assert.equal(error.problem.code, code);
    return true;
  });
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text));
}
