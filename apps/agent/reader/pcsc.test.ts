import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import { openPcsc } from './pcsc.ts';
import type { Winscard } from './winscard.ts';

const limits = { busyMs: 20, silenceMs: 20, generateMs: 20, padMs: 20 };
const command = Uint8Array.of(0x00, 0x20, 0x00, 0x80);
const fine = Uint8Array.of(0x90, 0x00);

test('a card that never answers is card.unreadable; its reader is refused until it has answered, the others go on', async () => {
  const answer = Promise.withResolvers<Uint8Array>();
  const { winscard, told } = openFake({ transmit: (reader) => (reader === 'hung' ? answer.promise : fine) });
  await using cards = openPcsc(() => winscard, limits);
  const visit = (reader: string) => cards.exclusive(reader, (card: Transport) => card.transmit(command));
  await assert.rejects(visit('hung'), { code: 'card.unreadable' });
  await assert.rejects(visit('hung'), { code: 'reader.busy' });
  assert.deepEqual(await visit('other'), fine);
  const asked = told.filter((line) => line.endsWith('hung'));
  assert.deepEqual(
    asked,
    ['connect hung', 'begin hung', 'transmit hung'],
    'nothing waits behind the silence',
  );
  answer.resolve(fine);
  await settled();
  assert.deepEqual(told.slice(-2), ['disconnect hung', 'release']);
  assert.deepEqual(await visit('hung'), fine);
});

test('work that goes on with a silent card asks it nothing more', async () => {
  const { winscard, told } = openFake({ transmit: () => new Promise<Uint8Array>(() => undefined) });
  await using cards = openPcsc(() => winscard, limits);
  const work = cards.exclusive('hung', async (card) => {
    await card.transmit(command).catch(() => undefined);
    return card.transmit(command);
  });
  await assert.rejects(work, { code: 'card.unreadable' });
  assert.equal(told.filter((line) => line === 'transmit hung').length, 1);
});

test('a card another program keeps is reader.busy, and is let go should it be given after all', async () => {
  const given = Promise.withResolvers<void>();
  const { winscard, told } = openFake({ begin: () => given.promise });
  await using cards = openPcsc(() => winscard, limits);
  const visit = () => cards.exclusive('kept', (card) => card.transmit(command));
  await assert.rejects(visit(), { code: 'reader.busy' });
  await assert.rejects(visit(), { code: 'reader.busy' });
  assert.deepEqual(told, ['connect kept', 'begin kept'], 'one call waits, whoever asks');
  given.resolve();
  await settled();
  assert.deepEqual(told.slice(2), ['end kept', 'disconnect kept', 'release']);
  assert.deepEqual(await visit(), fine);
});

test('a reader with keys of its own says so, and verifies by the code it named; others have none', async () => {
  const codes: number[] = [];
  const control = (code: number) => {
    codes.push(code);
    return codes.length === 1 ? Uint8Array.of(6, 4, 0x42, 0x33, 0, 6) : fine;
  };
  const { winscard } = openFake({ control });
  await using cards = openPcsc(() => winscard, limits);
  const verified = await cards.exclusive('keys', async (card) => (await card.findPad?.())?.verify());
  assert.deepEqual(verified, fine);
  assert.equal(codes[1], 0x4233_0006);
  await using plain = openPcsc(() => openFake({}).winscard, limits);
  assert.equal(await plain.exclusive('plain', async (card) => card.findPad?.()), null);
});

/** Lets everything that is ready run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

type Answers = {
  readonly transmit?: (reader: string) => Uint8Array | Promise<Uint8Array>;
  readonly begin?: (reader: string) => void | Promise<void>;
  readonly control?: (code: number) => Uint8Array | Promise<Uint8Array>;
};

function noKeys(): never {
  throw new CardError('card.unreadable');
}

/** A PC/SC of readers by any name, each with a card. `told` is what was asked of it. */
function openFake({ transmit = () => fine, begin = () => undefined, control = noKeys }: Answers) {
  const told: string[] = [];
  const readers = new Map<number | bigint, string>();
  let handles = 0;
  const nameOf = (card: number | bigint) => readers.get(card) ?? '';
  const note = (what: string, card: number | bigint) => void told.push(`${what} ${nameOf(card)}`);
  const winscard: Winscard = {
    establish: async () => ++handles,
    release: () => void told.push('release'),
    list: async () => [],
    change: async () => false,
    connect: async (_context, reader) => {
      readers.set(++handles, reader);
      note('connect', handles);
      return { card: handles, protocol: 2 };
    },
    reconnect: async (card) => ({ card, protocol: 2 }),
    begin: async (card) => {
      note('begin', card);
      await begin(nameOf(card));
    },
    transmit: async ({ card }) => {
      note('transmit', card);
      return transmit(nameOf(card));
    },
    control: async (_card, code) => control(code),
    end: async (card) => note('end', card),
    disconnect: async (card) => note('disconnect', card),
  };
  return { winscard, told };
}
