import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { before, test } from 'node:test';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { concat } from '@kaika/bytes/bytes';
import { select } from '@kaika/card/object';
import { blockPuk, pinTries, verifyPin } from '@kaika/card/pin';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState, type Softcard } from '@kaika/softcard/softcard';
import { type AuthToken, statusQuestion } from '@kaika/wire/token';
import type { AgentRequest } from '@kaika/wire/window';
import { UnsecuredJWT } from 'jose';
import { converse } from './converse.ts';
import { Halt } from './halt.ts';
import { leave, openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const site = 'https://authority.example.tw';
const now = () => new Date('2026-11-21T09:00:00Z');
const nonce = toBase64(Uint8Array.from({ length: 32 }, (_, index) => index));
const order: AgentRequest = { do: 'change-pin', nonce };
const newPin = '864209';
let sample: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
});

const go: NonNullable<Script['carry']> = async (_ask, body) => {
  const { certificate, nonce: asked } = statusQuestion.parse(body);
  const hash = createHash('sha256').update(fromBase64(certificate)).digest('base64url');
  return { go: new UnsecuredJWT({ nonce: asked, 'x5t#S256': hash }).encode() };
};

function stage() {
  const table = openTable('R');
  const card: Softcard = fromState(sample.card.toState());
  table.put('R', card);
  const context = sampleContext(table, { policy: { origins: [site] }, now });
  const run = (request: AgentRequest, script: Script = {}) =>
    converse(scriptedFace(site, script), request, context);
  return { table, card, run };
}

/** A person who changes the PIN, and types the new one where a PIN is asked. */
const person: NonNullable<Script['ask']> = (screen) => {
  if (screen.kind === 'problem') return typed({}, 'again');
  if (screen.kind === 'pin') return typed({ pin: newPin });
  return typed({ oldPin: sample.pin, newPin, newPinAgain: newPin });
};

async function rights(card: Softcard, pin: string): Promise<boolean> {
  card.powerOn();
  await select(card);
  return verifyPin(card, Uint8Array.from(Buffer.from(pin))).then(
    () => true,
    () => false,
  );
}

function assertToken(token: AuthToken): void {
  const { spki } = parseCertificate(fromBase64(token.unverifiedCertificate));
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const signed = { key, dsaEncoding: 'ieee-p1363' } as const;
  assert.ok(verify('sha256', concat(hash(site), hash(nonce)), signed, fromBase64(token.signature)));
}

async function haltsWith(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Halt, String(error));
    assert.equal(error.problem.code, code);
    return true;
  });
}

test('the new PIN takes the place of the old, and the card signs the token under it', async () => {
  const { run, card } = stage();
  const result = await run(order, { ask: person, carry: go });
  assert.ok(result.do === 'change-pin');
  assertToken(result.token);
  assert.ok(await rights(card, newPin));
  assert.equal(await rights(card, sample.pin), false);
});

test('what is wrong with the new PIN costs no try; a wrong old one does, and the last is announced', async () => {
  const { run, card } = stage();
  const forms = [
    { oldPin: sample.pin, newPin, newPinAgain: '864208' },
    { oldPin: sample.pin, newPin: '123456', newPinAgain: '123456' },
    { oldPin: sample.pin, newPin: sample.pin, newPinAgain: sample.pin },
    { oldPin: '1', newPin, newPinAgain: newPin },
    { oldPin: '00000000', newPin, newPinAgain: newPin },
    { oldPin: '00000000', newPin, newPinAgain: newPin },
  ];
  const seen: unknown[] = [];
  const script: Script = {
    carry: go,
    ask(screen) {
      if (screen.kind !== 'change-pin') return leave();
      seen.push([screen.problem?.code, screen.triesLeft]);
      const next = forms.shift();
      return next === undefined ? leave() : typed(next);
    },
  };
  await haltsWith(run(order, script), 'agent.cancelled');
  assert.deepEqual(seen, [
    [undefined, 3],
    ['pin.mismatch', 3],
    ['pin.rule', 3],
    ['pin.same', 3],
    ['pin.length', 3],
    ['pin.wrong', 2],
    ['pin.wrong', 1],
  ]);
  card.powerOn();
  await select(card);
  assert.equal(await pinTries(card), 1);
});

test('a blocked PIN is not asked for, and what the server refuses comes before any PIN', async () => {
  const refuse: Script['carry'] = async () => {
    throw new Halt('card.not-active');
  };
  await haltsWith(stage().run(order, { carry: refuse }), 'card.not-active');
  const { run, card } = stage();
  for (let tries = 0; tries < 3; tries += 1) await rights(card, '00000000');
  await haltsWith(run(order, { carry: go, ask: leave }), 'pin.blocked');
});

for (const when of ['before', 'after'] as const) {
  test(`pulled ${when} any command, the card has the old PIN or the new, and the window ends with the new`, async () => {
    let cuts = 0;
    for (let command = 1; ; command += 1) {
      const { run, table, card } = stage();
      let pulled = false;
      const script: Script = {
        carry: async (ask, body) => {
          // From the first command after the server said «go».
          if (!pulled) table.tear({ command, when });
          return go(ask, body);
        },
        ask: person,
        wait: () => {
          pulled = true;
          table.put('R', card);
        },
      };
      const result = await run(order, script);
      assert.ok(result.do === 'change-pin', `command ${command}`);
      assertToken(result.token);
      assert.ok(await rights(card, newPin), `command ${command}`);
      assert.equal(await rights(card, sample.pin), false);
      if (!pulled) break;
      cuts += 1;
    }
    assert.ok(cuts >= 5, `${cuts} commands`);
  });
}

test('a card is viewed without a PIN: tries of PIN and PUK, keys and what vouches for them', async () => {
  const { run, card } = stage();
  await rights(card, '00000000');
  const viewed = await run({ do: 'view' });
  assert.ok(viewed.do === 'view');
  assert.equal(viewed.card.kind, 'ours');
  assert.equal(viewed.card.pinTriesLeft, 2);
  assert.ok((viewed.card.pukTriesLeft ?? 0) >= 3);
  assert.equal(viewed.card.certificates.length, 4);
  assert.equal(viewed.card.attestation?.statements.length ?? 4, 4);
  card.powerOn();
  await select(card);
  await blockPuk(card);
  const again = await run({ do: 'view' });
  assert.equal(again.do === 'view' && again.card.pukTriesLeft, 0);
});
