import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { before, test } from 'node:test';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { concat } from '@kaika/bytes/bytes';
import { select } from '@kaika/card/object';
import { pinTries } from '@kaika/card/pin';
import { objects } from '@kaika/card/slot';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState, type Softcard } from '@kaika/softcard/softcard';
import type { AgentRequest } from '@kaika/wire/window';
import { converse } from './converse.ts';
import type { Reply } from './face.ts';
import { problemOf } from './halt.ts';
import { leave, openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const site = 'https://login.example.tw';
const other = 'https://other.example.tw';
const nonce = toBase64(Uint8Array.from({ length: 32 }, (_, index) => index));
const login: AgentRequest = { do: 'authenticate', nonce, plain: true };
const signing: AgentRequest = {
  do: 'sign',
  hash: toBase64(new Uint8Array(32).fill(7)),
  hashAlgorithm: 'SHA-256',
  documentName: 'report.pdf',
};
let sample: Sample;
let twin: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
  twin = await createSample({ now: new Date('2026-11-01T00:00:00Z'), cardNumber: 'XC00000000000025' });
});

test('a card swapped after consent signs nothing and loses no try, also where its GUID is the same or none', async () => {
  const chuid = chuidOf(sample);
  for (const [mine, swapped] of [
    [withChuid(sample, chuid), withChuid(twin, chuid)],
    [withChuid(sample, []), withChuid(twin, [])],
  ] as const) {
    const { table, run } = stage(mine);
    const ask = () => {
      table.put('R', swapped);
      return typed({ pin: '99887766' });
    };
    await haltsWith(run(signing, { ask }), 'task.mismatch');
    assert.equal(await triesOf(swapped), 3);
  }
});

test('a card or its reader torn out at any command of a login or a signature: put back, it is finished in the same window', async () => {
  for (const request of [login, signing]) {
    const whole = stage(fromState(sample.card.toState()));
    await whole.run(request, { ask: () => typed({ pin: sample.pin }) });
    const { commands } = whole.table;
    for (let command = 1; command <= commands; command += 1) {
      for (const reader of [false, true]) {
        const { table, run, card } = stage(fromState(sample.card.toState()));
        table.tear({ command, when: command % 2 === 0 ? 'before' : 'after', reader });
        const script = { ask: () => typed({ pin: sample.pin }, 'again'), wait: () => table.put('R', card) };
        const result = await run(request, script);
        assert.equal(result.do, request.do, `${request.do} ${command} ${reader}`);
      }
    }
  }
});

test('two pages at one card at once: each gets the token of its own origin, worthless at the other’s', async () => {
  const { context } = stage(fromState(sample.card.toState()));
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  const script: Script = {
    async ask() {
      waiting += 1;
      if (waiting === 2) both.resolve();
      await both.promise;
      return typed({ pin: sample.pin });
    },
  };
  const [one, two] = await Promise.all(
    [site, other].map((origin) => converse(scriptedFace(origin, script), login, context)),
  );
  assert.deepEqual([isTokenFor(one, site), isTokenFor(two, other)], [true, true]);
  assert.deepEqual([isTokenFor(one, other), isTokenFor(two, site)], [false, false]);
});

test('the PIN’s bytes are overwritten, right or wrong', async () => {
  const { run } = stage(fromState(sample.card.toState()));
  const pins = ['00000000', '1', sample.pin];
  const replies: Reply[] = [];
  const ask = () => {
    const reply = typed({ pin: pins.shift() ?? '' });
    replies.push(reply);
    return reply;
  };
  await run(login, { ask });
  assert.equal(replies.length, 3);
  for (const { fields } of replies) assert.ok(fields.get('pin')?.every((octet) => octet === 0));
});

test('a card that never answers keeps nobody waiting: the other card is used, and the person can leave', async () => {
  const { table, context, run } = stage(fromState(sample.card.toState()));
  const silent = new Promise<never>(() => undefined);
  const hung = { ...fromState(twin.card.toState()), transmit: () => silent };
  table.put('hung', hung);
  const result = await run(login, { ask: () => typed({ pin: sample.pin }) });
  assert.equal(isTokenFor(result, site), true);
  const { readers } = await context.cards.list();
  const [, second] = readers;
  assert.deepEqual([second?.busy, second?.problem], [true, { code: 'card.unreadable' }]);
  table.pull('R');
  await haltsWith(run(login, { wait: leave }), 'agent.cancelled');
});

function isTokenFor(result: Awaited<ReturnType<typeof converse>> | undefined, origin: string): boolean {
  if (result?.do !== 'authenticate') return false;
  const { unverifiedCertificate, signature } = result.token;
  const { spki } = parseCertificate(fromBase64(unverifiedCertificate));
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const input = concat(digest(origin), digest(nonce));
  return verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, fromBase64(signature));
}

type Objects = ReturnType<Softcard['toState']>['objects'];

function chuidOf({ card }: Sample): Objects {
  return card.toState().objects.filter(({ id }) => id === objects.holder);
}

/** The card with another CHUID, or with none. */
function withChuid({ card }: Sample, chuid: Objects): Softcard {
  const state = card.toState();
  const rest = state.objects.filter(({ id }) => id !== objects.holder);
  return fromState({ ...state, objects: [...rest, ...chuid] });
}

function stage(card: Softcard) {
  const table = openTable('R');
  table.put('R', card);
  const context = sampleContext(table, { policy: { origins: [site, other] }, readMs: 50 });
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
  await assert.rejects(work, (error: unknown) => problemOf(error)?.code === code);
}
