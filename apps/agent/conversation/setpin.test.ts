import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { select } from '@kaika/card/object';
import { changePuk, verifyPin } from '@kaika/card/pin';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState, type Softcard } from '@kaika/softcard/softcard';
import type { TaskClaims } from '@kaika/wire/task';
import { SampleAuthority, sampleOrigin, samplePuk } from './authority.example.ts';
import { converse } from './converse.ts';
import type { Reply } from './face.ts';
import { Halt } from './halt.ts';
import type { Asking } from './screen.ts';
import { leave, openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const now = () => new Date('2026-11-21T09:00:00Z');
const pin = '48151623';
const userCode = 'Op"en\\26';
const reader = 'R';
let sample: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
});

test('activation sets the PIN, rotates the PUK and ends with the receipt', async () => {
  const scene = await stage();
  const result = await scene.run();
  assert.equal(result.do === 'task' && result.receipt?.number, 'R-1');
  assert.deepEqual(scene.authority.asked, ['release', 'confirm']);
  assert.equal(scene.authority.record.state, 'active');
  assert.deepEqual(scene.context.journal.of(sampleOrigin), []);
  await scene.expectOnCard(pin, 2);
});

test('unlocking gives a blocked card a new PIN', async () => {
  const scene = await stage();
  for (let tries = 0; tries < 3; tries += 1) {
    await assert.rejects(scene.direct((card) => verifyPin(card, bytes('00000000'))));
  }
  await scene.run({}, { operation: 'unlock' });
  await scene.expectOnCard(pin, 2);
});

test('a wrong user code is asked again without the PIN, with the tries that are left', async () => {
  const scene = await stage();
  const asked: Asking[] = [];
  await scene.run({
    ask(screen) {
      asked.push(screen);
      const code = asked.length === 1 ? 'Wrong123' : userCode;
      return typed({ userCode: code, newPin: pin, newPinAgain: pin });
    },
  });
  assert.deepEqual(
    asked.map((screen) => screen.kind === 'secrets' && [screen.asks, screen.problem]),
    [
      ['code-and-pin', undefined],
      ['code', { code: 'code.wrong', triesLeft: 2 }],
    ],
  );
  await scene.expectOnCard(pin, 2);
});

test('three wrong user codes lock it and leave the card as it was', async () => {
  const scene = await stage();
  const wrong: Script = { ask: () => typed({ userCode: 'Wrong123', newPin: pin, newPinAgain: pin }) };
  await haltsWith(scene.run(wrong), 'code.locked');
  assert.equal(scene.authority.record.codeTries, 0);
  await scene.expectOnCard(sample.pin, 1);
});

test('what breaks a rule is asked again before anything is sent or counted', async () => {
  const scene = await stage();
  const replies = [{ userCode: 'shrt', newPin: pin, newPinAgain: pin }, { userCode }];
  await scene.run({ ask: () => typed(replies.shift() ?? leave()) });
  assert.deepEqual(scene.authority.asked, ['release', 'confirm']);
});

test('a new PIN that is easy, too short or not the same twice is asked again, the user code is kept', async () => {
  const scene = await stage();
  const pins: [string, string][] = [
    [pin, '48151624'],
    ['123456', '123456'],
    ['00000000', '00000000'],
    ['4815', '4815'],
    [pin, pin],
  ];
  const seen: unknown[] = [];
  await scene.run({
    ask(screen) {
      if (screen.kind === 'secrets') seen.push([screen.asks, screen.problem?.code]);
      const [newPin, newPinAgain] = pins.shift() ?? leave();
      return typed({ userCode, newPin, newPinAgain });
    },
  });
  const again = (code: string) => ['pin', code];
  assert.deepEqual(seen, [
    ['code-and-pin', undefined],
    again('pin.mismatch'),
    again('pin.rule'),
    again('pin.rule'),
    again('pin.rule'),
  ]);
  await scene.expectOnCard(pin, 2);
});

test('the holder’s business number and the card’s own are no PIN, and the window says so', async () => {
  const scene = await stage();
  const pins = ['12345675', '2345675', sample.cardNumber.slice(-7), pin];
  const seen: unknown[] = [];
  const script: Script = {
    ask(screen) {
      if (screen.kind === 'secrets') seen.push([screen.ubn, screen.problem?.code]);
      const newPin = pins.shift() ?? leave();
      return typed({ userCode, newPin, newPinAgain: newPin });
    },
  };
  await scene.run(script, { ubn: '12345675' });
  const refused = ['12345675', 'pin.rule'];
  assert.deepEqual(seen, [['12345675', undefined], refused, refused, refused]);
  await scene.expectOnCard(pin, 2);
});

test('a task of nobody known, for another page, too old or used twice is refused before anything is typed', async () => {
  const scene = await stage();
  const other = await SampleAuthority.open({ ...scene.authority.record });
  const seconds = now().getTime() / 1000;
  await haltsWith(scene.runTask(await other.task(now())), 'task.not-authentic');
  await haltsWith(scene.run({}, { origin: 'https://evil.example' }), 'task.not-authentic');
  await haltsWith(scene.run({}, { iat: seconds - 600, exp: seconds - 300 }), 'task.expired');
  await haltsWith(scene.run({}, { iat: seconds + 600, exp: seconds + 900 }), 'clock.wrong');
  await haltsWith(scene.runTask('a.b.c'), 'task.not-authentic');
  const task = await scene.authority.task(now());
  const face = scriptedFace('https://evil.example', {});
  await haltsWith(converse(face, { do: 'task', task }, scene.context), 'task.not-authentic');
  await scene.runTask(task);
  await haltsWith(scene.runTask(task), 'task.used');
});

test('a card with another number is said to be the wrong one, and the right one goes on by itself', async () => {
  const scene = await stage();
  const other = await createSample({ now: new Date('2026-11-01T00:00:00Z'), cardNumber: 'XC00000000000099' });
  scene.table.put(reader, other.card);
  const lacks: unknown[] = [];
  await scene.run({
    ask: scene.answer,
    wait(screen) {
      if (screen.kind === 'wait')
        lacks.push([screen.lack.of, screen.lack.problem.code, screen.lack.cardNumber]);
      scene.table.put(reader, scene.card);
    },
  });
  assert.deepEqual(lacks, [['right-card', 'task.mismatch', sample.cardNumber]]);
});

test('a PUK that the card refuses is reported and the next one is tried', async () => {
  const scene = await stage();
  await scene.direct((card) => changePuk(card, samplePuk(1), samplePuk(2)));
  await scene.run();
  assert.deepEqual(scene.authority.asked, ['release', 'refuted', 'confirm']);
  await scene.expectOnCard(pin, 3);
});

test('a PUK blocked by another program ends with the way to a replacement', async () => {
  const scene = await stage();
  for (let tries = 0; tries < 5; tries += 1) {
    await assert.rejects(scene.direct((card) => changePuk(card, bytes('xxxxxxxx'), bytes('yyyyyyyy'))));
  }
  await haltsWith(scene.run(), 'card.puk-blocked');
});

test('a confirmation nobody answered is told by the next window, which then has nothing left to do', async () => {
  const scene = await stage();
  scene.authority.loses = 'confirm';
  await haltsWith(
    scene.run({ ask: (screen) => (screen.kind === 'problem' ? leave() : scene.answer(screen)) }),
    'request.failed',
  );
  assert.equal(scene.context.journal.of(sampleOrigin).length, 1);
  scene.authority.loses = null;
  const result = await scene.run({ ask: leave });
  assert.equal(result.do === 'task' && result.receipt?.number, 'R-1');
  assert.deepEqual(scene.context.journal.of(sampleOrigin), []);
});

test('«try again» after a lost answer finishes in the same window', async () => {
  const scene = await stage();
  scene.authority.loses = 'confirm';
  await scene.run({
    ask(screen) {
      if (screen.kind === 'problem') scene.authority.loses = null;
      return scene.answer(screen);
    },
  });
  assert.deepEqual(scene.authority.asked, ['release', 'confirm', 'confirm']);
});

test('a card pulled at any command and put back is finished in the same window', async () => {
  const commands = await countCommands();
  for (let command = 1; command <= commands; command += 1) {
    for (const when of ['before', 'after'] as const) {
      const scene = await stage();
      scene.table.tear({ command, when });
      const result = await scene.run({ ask: scene.answer, wait: () => scene.table.put(reader, scene.card) });
      assert.equal(result.do, 'task', `${when} ${command}`);
      await scene.expectOnCard(pin, scene.authority.record.pukVersion);
    }
  }
});

test('a card pulled at any command, the window closed, is finished by running it again', async () => {
  const commands = await countCommands();
  for (let command = 1; command <= commands; command += 1) {
    for (const when of ['before', 'after'] as const) {
      const scene = await stage();
      scene.table.tear({ command, when });
      const about = `${when} ${command}`;
      await haltsWith(scene.run({ ask: scene.answer, wait: leave }), 'agent.cancelled', about);
      scene.table.put(reader, scene.card);
      const result = await scene.run();
      assert.equal(result.do, 'task', about);
      assert.equal(scene.authority.record.state, 'active', about);
      await scene.expectOnCard(pin, scene.authority.record.pukVersion);
    }
  }
});

test('nothing that was typed stays in memory or reaches the log', async () => {
  const scene = await stage();
  const replies: Reply[] = [];
  await scene.run({
    ask(screen) {
      const reply = scene.answer(screen);
      replies.push(reply);
      return reply;
    },
  });
  for (const reply of replies) {
    for (const [name, field] of reply.fields) {
      assert.ok(
        field.every((octet) => octet === 0),
        name,
      );
    }
  }
  const everything = `${scene.log()}${JSON.stringify(scene.context.entries)}`;
  for (const secret of [pin, userCode, JSON.stringify(userCode).slice(1, -1), 'Kaika-4']) {
    assert.equal(everything.includes(secret), false);
  }
});

async function countCommands(): Promise<number> {
  const scene = await stage();
  await scene.run();
  return scene.table.commands;
}

/** A fresh copy of the card in a reader, its authority, and an agent. */
async function stage() {
  const table = openTable(reader);
  const card: Softcard = fromState(sample.card.toState());
  table.put(reader, card);
  const { certificates } = sample.produced;
  const authority = await SampleAuthority.open({
    cardNumber: sample.cardNumber,
    authentication: parseCertificate(certificates['9a']),
    presence: parseCertificate(certificates['9e']),
    userCode,
    codeTries: 3,
    pukVersion: 1,
    state: 'shipped',
  });
  const lines: string[] = [];
  const log = { write: (line: string) => void lines.push(line) };
  const context = sampleContext(table, { policy: { authorities: [authority.policy] }, now, log });
  const answer = (screen: Asking) =>
    screen.kind === 'problem' ? typed({}, 'again') : typed({ userCode, newPin: pin, newPinAgain: pin });
  const runTask = (task: string, script: Script = {}) => {
    const carry: Script['carry'] = (ask, body) => authority.answer(ask, body);
    const face = scriptedFace(sampleOrigin, { ask: answer, carry, ...script });
    return converse(face, { do: 'task', task }, context);
  };
  return {
    table,
    card,
    authority,
    context,
    answer,
    runTask,
    log: () => lines.join(''),
    run: async (script: Script = {}, claims: Partial<TaskClaims> = {}) =>
      runTask(await authority.task(now(), claims), script),
    direct<T>(work: (card: Softcard) => Promise<T>): Promise<T> {
      card.powerOn();
      return select(card).then(() => work(card));
    },
    async expectOnCard(expectedPin: string, pukVersion: number) {
      card.powerOn();
      await select(card);
      await verifyPin(card, bytes(expectedPin));
      await changePuk(card, samplePuk(pukVersion), samplePuk(pukVersion));
    },
  };
}

async function haltsWith(work: Promise<unknown>, code: string, about?: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    const found =
      error instanceof Halt
        ? error.problem.code
        : error instanceof Error && 'code' in error
          ? error.code
          : error;
    assert.equal(found, code, about);
    return true;
  });
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text));
}
