import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { toBase64 } from '@kaika/bytes/base64';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import fc from 'fast-check';
import { SampleAuthority, sampleOrigin } from './authority.example.ts';
import { converse } from './converse.ts';
import { Halt } from './halt.ts';
import { leave, openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';
import { verifyTask } from './verify.ts';

const now = () => new Date('2026-11-21T09:00:00Z');
let sample: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
});

test('whatever is handed in as a task is a task or refused as not authentic', async () => {
  const { authority, context } = await stage();
  const task = await authority.task(now());
  const changed = fc
    .tuple(fc.nat(task.length - 1), fc.constantFrom(...'AZaz09-_.='))
    .map(([at, sign]) => `${task.slice(0, at)}${sign}${task.slice(at + 1)}`)
    .filter((text) => text !== task);
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, fc.string(), fc.base64String()), async (text) => {
      await assert.rejects(verifyTask(text, sampleOrigin, context), haltOf('task.not-authentic'));
    }),
    { numRuns: 300 },
  );
});

test('bits left over at the end of a signature make it no task', async () => {
  const { authority, context } = await stage();
  const task = await authority.task(now());
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = signs.indexOf(task.at(-1) ?? '');
  const other = `${task.slice(0, -1)}${signs[last + 1]}`; // 64 octets leave four bits, so the neighbour is the same signature
  await assert.rejects(verifyTask(other, sampleOrigin, context), haltOf('task.not-authentic'));
});

test('a task without a known signer, type or algorithm is not authentic', async () => {
  const { authority, context } = await stage();
  const [, payload, signature] = (await authority.task(now())).split('.');
  const heads = [
    { alg: 'none' },
    { alg: 'HS256', typ: 'kaika-task+jwt' },
    { alg: 'ES256', typ: 'kaika-task+jwt' },
    { alg: 'ES256', typ: 'kaika-task+jwt', x5c: [] },
    { alg: 'ES256', typ: 'kaika-task+jwt', x5c: ['AAAA', 7] },
    { alg: 'ES256', typ: 'JWT', x5c: [toBase64(sample.produced.certificates['9a'])] },
  ];
  for (const head of heads) {
    const encoded = Buffer.from(JSON.stringify(head)).toString('base64url');
    const work = verifyTask(`${encoded}.${payload}.${signature}`, sampleOrigin, context);
    await assert.rejects(work, haltOf('task.not-authentic'));
  }
});

test('whatever the page answers, the card is left as it was and the person is told', async () => {
  const answers = fc.oneof(
    fc.anything(),
    fc.record({ release: fc.string() }),
    fc.record({ release: fc.constant('a.b.c.d.e') }),
  );
  await fc.assert(
    fc.asyncProperty(answers, async (answer) => {
      const { run, card } = await stage();
      const before = JSON.stringify(card.toState());
      const ask: Script['ask'] = () =>
        typed({ userCode: 'Open2026', newPin: '48151623', newPinAgain: '48151623' });
      await assert.rejects(run({ ask, carry: async () => answer }), Halt);
      assert.equal(JSON.stringify(card.toState()), before);
    }),
    { numRuns: 25 },
  );
});

test('whatever the page answers to a relay, nothing but what is allowed reaches the card', async () => {
  const orders = fc.record({
    state: fc.constantFrom('go-on', 'done', 'else'),
    sequence: fc.oneof(fc.nat(), fc.anything()),
    commands: fc.array(
      fc.uint8Array({ maxLength: 12 }).map((command) => toBase64(command)),
      { maxLength: 3 },
    ),
    cardNumber: fc.constant('XC00000000000017'),
    href: fc.constant('/'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(orders, { maxLength: 4 }), async (list) => {
      const { run, card } = await stage();
      const before = card.toState();
      const queue = [...list];
      const carry: Script['carry'] = async () =>
        queue.shift() ?? { state: 'done', cardNumber: sample.cardNumber, href: '/' };
      await run(
        { ask: (screen) => (screen.kind === 'operator' ? typed({}, 'agree') : leave()), carry },
        'write',
      ).catch(() => undefined);
      assert.deepEqual(card.toState().pin, before.pin);
      assert.deepEqual(card.toState().keys, before.keys);
    }),
    { numRuns: 60 },
  );
});

async function stage() {
  const table = openTable('R');
  const card = fromState(sample.card.toState());
  table.put('R', card);
  const { certificates } = sample.produced;
  const authority = await SampleAuthority.open({
    cardNumber: sample.cardNumber,
    authentication: parseCertificate(certificates['9a']),
    presence: parseCertificate(certificates['9e']),
    userCode: 'Open2026',
    codeTries: 3,
    pukVersion: 1,
    state: 'shipped',
  });
  const context = sampleContext(table, { policy: { authorities: [authority.policy] }, now });
  const run = async (script: Script, operation: 'activate' | 'write' = 'activate') => {
    const task = await authority.task(now(), { operation });
    return converse(scriptedFace(sampleOrigin, { wait: leave, ...script }), { do: 'task', task }, context);
  };
  return { authority, context, card, run };
}

function haltOf(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Halt, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}
