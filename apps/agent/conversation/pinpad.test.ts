import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64 } from '@kaika/bytes/base64';
import type { Transport } from '@kaika/card/transport';
import { createSample, type Sample } from '@kaika/softcard/sample';
import type { AgentRequest } from '@kaika/wire/window';
import type { CardService } from '../reader/cardservice.ts';
import { converse } from './converse.ts';
import { problemOf } from './halt.ts';
import { openTable, type Script, sampleContext, scriptedFace, typed } from './table.example.ts';

const site = 'https://login.example.tw';
const order: AgentRequest = { do: 'authenticate', nonce: toBase64(new Uint8Array(32)), plain: true };

test('with a reader that has keys the window takes consent and no PIN; a wrong one is told, the last try is typed in the window', async () => {
  const sample = await createSample({ now: new Date() });
  const { run } = stage(sample, ['99887766', '99887766']);
  const seen: unknown[] = [];
  const result = await run({
    ask(screen) {
      if (screen.kind === 'approve') seen.push([screen.onPad, screen.problem?.triesLeft]);
      if (screen.kind === 'pin') seen.push(['pin', screen.triesLeft]);
      return screen.kind === 'pin' ? typed({ pin: sample.pin }) : typed({}, 'agree');
    },
  });
  assert.equal(result.do, 'authenticate');
  assert.deepEqual(seen, [
    [true, undefined],
    [true, 2],
    ['pin', 1],
  ]);
});

test('right at the reader’s keys signs; cancelled or left alone there ends it by its code', async () => {
  const sample = await createSample({ now: new Date() });
  const agree: Script = { ask: () => typed({}, 'agree') };
  assert.equal((await stage(sample, [sample.pin]).run(agree)).do, 'authenticate');
  for (const [said, code] of [
    [[0x64, 0x01], 'agent.cancelled'],
    [[0x64, 0x00], 'agent.timed-out'],
    [[0x64, 0x03], 'pin.length'],
  ] as const) {
    await assert.rejects(
      stage(sample, [Uint8Array.from(said)]).run(agree),
      (error) => problemOf(error)?.code === code,
    );
  }
  const refused = stage(sample, []).run({ ask: () => typed({}, 'refuse') });
  await assert.rejects(refused, (error) => problemOf(error)?.code === 'agent.cancelled');
});

/** The card in a reader with keys, where a hand types those PINs, or the reader itself says something. */
function stage(sample: Sample, hand: readonly (string | Uint8Array)[]) {
  const table = openTable('R');
  table.put('R', sample.card);
  const typedThere = [...hand];
  const verify = async (card: Transport) => {
    const next = typedThere.shift() ?? assert.fail('nobody types');
    if (typeof next !== 'string') return next;
    const pin = Buffer.alloc(8, 0xff);
    pin.write(next);
    return card.transmit(Uint8Array.of(0x00, 0x20, 0x00, 0x80, 8, ...pin));
  };
  const cards: CardService = {
    readers: () => table.readers(),
    watch: (onChange) => table.watch(onChange),
    exclusive: (reader, work) =>
      table.exclusive(reader, (card) =>
        work({ ...card, findPad: async () => ({ verify: () => verify(card) }) }),
      ),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  };
  const context = sampleContext(cards, { policy: { origins: [site] } });
  return { run: (script: Script) => converse(scriptedFace(site, script), order, context) };
}
