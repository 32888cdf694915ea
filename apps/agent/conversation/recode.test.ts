import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fromBase64 } from '@kaika/bytes/base64';
import { fromHex } from '@kaika/bytes/hex';
import { recoding, sealedHash, taskHash, verifyTranscript } from '@kaika/card/transcript';
import { parseCertificate } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { recodeRequest } from '@kaika/wire/task';
import { SampleAuthority, sampleOrigin } from './authority.example.ts';
import { converse } from './converse.ts';
import type { Reply } from './face.ts';
import { Halt } from './halt.ts';
import type { Asking } from './screen.ts';
import { openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const now = () => new Date('2026-11-21T09:00:00Z');
const code = 'Neu"47\\1';
let sample: Sample;

before(async () => {
  sample = await createSample({ now: new Date('2026-11-01T00:00:00Z') });
});

const receipt = {
  number: 'R-1',
  what: 'code.reset',
  at: now().toISOString(),
  holder: '範例協會',
  jws: 'a.b.c',
  href: `${sampleOrigin}/receipt/R-1`,
};

/** An agent with the card in a reader, and a task for a new code. */
async function stage() {
  const table = openTable('R');
  table.put('R', fromState(sample.card.toState()));
  const { certificates } = sample.produced;
  const authentication = parseCertificate(certificates['9a']);
  const authority = await SampleAuthority.open({
    cardNumber: sample.cardNumber,
    authentication,
    presence: parseCertificate(certificates['9e']),
    userCode: 'unused-1',
    codeTries: 3,
    pukVersion: 1,
    state: 'active',
  });
  const lines: string[] = [];
  const log = { write: (line: string) => void lines.push(line) };
  const context = sampleContext(table, { policy: { authorities: [authority.policy] }, now, log });
  const jws = await authority.task(now(), { operation: 'recode' });
  const run = (script: Script) =>
    converse(scriptedFace(sampleOrigin, script), { do: 'task', task: jws }, context);
  return { authentication, jws, run, log: () => lines.join('') };
}

function answer(screen: Asking): Reply {
  if (screen.kind === 'pin') return typed({ pin: sample.pin });
  return typed({ newCode: code, newCodeAgain: code });
}

test('the new code goes out sealed, with 9A’s signature over the task, the seal and the card', async () => {
  const { authentication, jws, run, log } = await stage();
  const carried: unknown[] = [];
  const result = await run({
    ask: answer,
    carry: async (ask, body) => {
      assert.equal(ask, 'recode');
      carried.push(body);
      return { receipt };
    },
  });
  assert.equal(result.do === 'task' && result.receipt?.number, 'R-1');
  const { guid, sealed, signature } = recodeRequest.parse(carried[0]);
  const parts = { taskHash: taskHash(jws), sealedHash: sealedHash(sealed), guid: fromHex(guid) };
  assert.ok(verifyTranscript(authentication.spki, recoding(parts), fromBase64(signature)));
  assert.ok(!JSON.stringify(carried).includes(code) && !log().includes(code));
});

test('codes that break the rule or differ are asked again before any PIN', async () => {
  const { run } = await stage();
  const codes: [string, string][] = [
    ['no', 'no'],
    [code, 'other-12'],
    [code, code],
  ];
  const seen: unknown[] = [];
  await run({
    ask: (screen) => {
      if (screen.kind !== 'new-code') return answer(screen);
      seen.push(screen.problem?.code);
      const [newCode, newCodeAgain] = codes.shift() ?? ['', ''];
      return typed({ newCode, newCodeAgain });
    },
    carry: async () => ({ receipt }),
  });
  assert.deepEqual(seen, [undefined, 'code.rule', 'code.mismatch']);
});

test('a wrong PIN is asked again with the tries left, and what the authority refuses is told', async () => {
  const { run } = await stage();
  const pins = ['00000000', sample.pin];
  const left: unknown[] = [];
  const refusal = run({
    ask: (screen) => {
      if (screen.kind !== 'pin') return answer(screen);
      left.push(screen.problem?.triesLeft);
      return typed({ pin: pins.shift() ?? '' });
    },
    carry: () => Promise.reject(new Halt('card.revoked')),
  });
  await assert.rejects(refusal, (error: unknown) => {
    assert.ok(error instanceof Halt);
    return error.problem.code === 'card.revoked';
  });
  assert.deepEqual(left, [undefined, 2]);
});

test('what was typed is overwritten', async () => {
  const { run } = await stage();
  const replies: Reply[] = [];
  await run({
    ask: (screen) => {
      const reply = answer(screen);
      replies.push(reply);
      return reply;
    },
    carry: async () => ({ receipt }),
  });
  for (const { fields } of replies) {
    for (const [name, value] of fields)
      assert.ok(
        value.every((octet) => octet === 0),
        name,
      );
  }
});
