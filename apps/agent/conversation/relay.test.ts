import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { select } from '@kaika/card/object';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { createSoftcard, fromState } from '@kaika/softcard/softcard';
import { relayAnswer, type TaskClaims } from '@kaika/wire/task';
import { allows } from './allowed.ts';
import { SampleAuthority, sampleOrigin } from './authority.example.ts';
import { converse } from './converse.ts';
import { Halt } from './halt.ts';
import { openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const now = () => new Date('2026-11-21T09:00:00Z');
const selectPiv = [0x00, 0xa4, 0x04, 0x00, 0x05, 0xa0, 0x00, 0x00, 0x03, 0x08];
const readChuid = [0x00, 0xcb, 0x3f, 0xff, 0x05, 0x5c, 0x03, 0x5f, 0xc1, 0x02, 0x00];
const generate = [0x00, 0x47, 0x00, 0x9a, 0x05, 0xac, 0x03, 0x80, 0x01, 0x11, 0x00];
const verify = [0x00, 0x20, 0x00, 0x80, 0x08, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0xff, 0xff];
let sample: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
});

test('production relays commands in order, tells progress and ends where the authority says', async () => {
  const scene = await stage('blank');
  const rounds: unknown[] = [];
  const carry = authorityOf([[selectPiv, readChuid], [generate]], rounds);
  const face = scene.face({ carry, ask: () => typed({}, 'agree') });
  const result = await scene.run(face, { operation: 'produce', cardNumber: null, label: 'XC00000000000123' });
  assert.deepEqual(result, { do: 'task', href: '/card/1' });
  assert.deepEqual(rounds, [[], ['9000', '6a82'], ['6982']]);
  assert.deepEqual(
    face.told.map(({ label }) => label),
    ['task.half-way', 'step 0', 'step 1'],
  );
  const [consent] = face.screens.filter(({ kind }) => kind === 'operator');
  assert.equal(consent?.kind === 'operator' && consent.label, 'XC00000000000123');
});

test('a production the operator does not agree to touches no card', async () => {
  const scene = await stage('blank');
  const face = scene.face({ ask: () => typed({}, 'no') });
  await haltsWith(scene.run(face, { operation: 'produce', cardNumber: null }), 'agent.cancelled');
});

test('a card in use is never produced over: it waits for a blank one', async () => {
  const scene = await stage('active');
  const face = scene.face({
    carry: authorityOf([[selectPiv]], []),
    ask: () => typed({}, 'agree'),
    wait: () => scene.table.put('R', createSoftcard({ serialNumber: 5 })),
  });
  await scene.run(face, { operation: 'produce', cardNumber: null });
  const lack = face.screens.find(({ kind }) => kind === 'wait');
  assert.equal(lack?.kind === 'wait' && lack.lack.problem.code, 'card.not-blank');
});

test('writing relays nothing that verifies a PIN, makes keys or signs', async () => {
  for (const command of [verify, generate]) {
    const scene = await stage('active');
    const rounds: unknown[] = [];
    const face = scene.face({
      carry: authorityOf([[selectPiv, command]], rounds),
      ask: () => typed({}, 'agree'),
    });
    await haltsWith(scene.run(face, { operation: 'write' }), 'task.not-authentic');
    assert.deepEqual(rounds, [[], 'task.not-authentic']);
  }
});

test('a card pulled in the middle is told to the authority and waited for', async () => {
  const scene = await stage('blank');
  const rounds: unknown[] = [];
  const blank = scene.card;
  scene.table.tear({ command: 40, when: 'before' });
  const face = scene.face({
    carry: authorityOf([Array.from({ length: 60 }, () => readChuid)], rounds),
    ask: () => typed({}, 'agree'),
    wait: () => scene.table.put('R', blank),
  });
  await scene.run(face, { operation: 'produce', cardNumber: null });
  assert.deepEqual(rounds.slice(0, 2), [[], 'card.removed']);
  assert.equal(face.screens.filter(({ kind }) => kind === 'operator').length, 1);
});

test('instructions are told apart by operation', () => {
  const command = (ins: number, p2 = 0x9b, cla = 0) => Uint8Array.of(cla, ins, 0, p2);
  for (const ins of [0x20, 0x24, 0x2c, 0x47, 0xfe, 0xff, 0xfa, 0xfb, 0xf6]) {
    assert.equal(allows('write', command(ins)), false, ins.toString(16));
  }
  for (const p2 of [0x9a, 0x9c, 0x9d, 0x9e, 0xf9]) assert.equal(allows('write', command(0x87, p2)), false);
  assert.equal(allows('write', command(0x87)), true);
  assert.equal(allows('write', command(0xdb, 0xff, 0x10)), true);
  assert.equal(allows('produce', command(0x47)), true);
  assert.equal(allows('produce', command(0xfe)), false);
  assert.equal(allows('produce', command(0xcb, 0xff, 0x04)), false);
  assert.equal(allows('produce', Uint8Array.of(0, 0xcb)), false);
});

/** An authority that sends these commands, one list a round, and keeps the status words (or the problem) of each answer. */
function authorityOf(
  rounds: readonly (readonly number[][])[],
  heard: unknown[],
): NonNullable<Script['carry']> {
  return async (ask, body) => {
    assert.equal(ask, 'relay');
    const { answers, problem, sequence } = relayAnswer.parse(body);
    heard.push(
      problem ?? answers.map((answer) => Buffer.from(fromBase64(answer).subarray(-2)).toString('hex')),
    );
    if (problem !== undefined) return { state: 'done', cardNumber: 'XC00000000000123', href: '/card/1' };
    const commands = rounds[sequence];
    if (commands === undefined) return { state: 'done', cardNumber: 'XC00000000000123', href: '/card/1' };
    return {
      state: 'go-on',
      sequence: sequence + 1,
      commands: commands.map((command) => toBase64(Uint8Array.from(command))),
      progress: { step: sequence + 1, of: rounds.length, label: `step ${sequence}` },
    };
  };
}

async function stage(kind: 'blank' | 'active') {
  const table = openTable('R');
  const card = kind === 'blank' ? createSoftcard({ serialNumber: 3 }) : fromState(sample.card.toState());
  table.put('R', card);
  await select(card);
  const { certificates } = sample.produced;
  const authority = await SampleAuthority.open({
    cardNumber: sample.cardNumber,
    authentication: parseCertificate(certificates['9a']),
    presence: parseCertificate(certificates['9e']),
    userCode: 'x',
    codeTries: 3,
    pukVersion: 1,
    state: 'active',
  });
  const context = sampleContext(table, { policy: { authorities: [authority.policy] }, now });
  return {
    table,
    card,
    face: (script: Script) => scriptedFace(sampleOrigin, script),
    run: async (face: ReturnType<typeof scriptedFace>, claims: Partial<TaskClaims>) =>
      converse(face, { do: 'task', task: await authority.task(now(), claims) }, context),
  };
}

async function haltsWith(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Halt, String(error));
    assert.equal(error.problem.code, code);
    return true;
  });
}
