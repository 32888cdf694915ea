import { equal } from '@kaika/bytes/bytes';
import { CardError } from '@kaika/card/error';
import { findCertificate } from '@kaika/card/object';
import { pinTries, verifyPin } from '@kaika/card/pin';
import type { Slot } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import type { Problem } from '@kaika/wire/problem';
import type { Cards } from '../holding/cards.ts';
import { certificateIn, lineOf } from '../holding/holding.ts';
import { bytesOf, type Face } from './face.ts';
import { Halt } from './halt.ts';
import { type Picked, withCard } from './pick.ts';
import type { Document, PinPurpose } from './screen.ts';

/** What the PIN is asked for. */
export type PinOrder = {
  readonly purpose: PinPurpose;
  readonly slot: Slot;
  readonly document?: Document;
};

/**
 * Asks for the PIN until it is right and runs `work` in the same transaction, right after VERIFY. The last try is never spent
 * unless the screen had said that it is the last. Throws `Halt` `pin.blocked`.
 */
export async function withPin<T>(
  face: Face,
  { cards, picked, order }: { readonly cards: Cards; readonly picked: Picked; readonly order: PinOrder },
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  const card = lineOf(picked.reader, picked.holding, order.slot);
  const alphabet = picked.holding.model.pinAlphabet;
  let triesLeft = picked.holding.pinTriesLeft;
  let problem: Problem | null = null;
  for (;;) {
    if (triesLeft === 0) throw new Halt('pin.blocked');
    const screen = { kind: 'pin', ...order, card, alphabet, triesLeft } as const;
    const reply = await face.ask(problem === null ? screen : { ...screen, problem });
    const pin = bytesOf(reply, 'pin');
    try {
      // No card has such a PIN: it must not cost a try.
      if (pin.length < 6 || pin.length > 8) {
        problem = { code: 'pin.length' };
        continue;
      }
      face.show({ kind: 'working', work: 'signing' });
      const tried = await withCard(cards, picked, async (transport) => {
        await expectCertificate(transport, picked, order.slot);
        return tryPin(transport, { pin, triesLeft, work });
      });
      if (tried.right) return tried.value;
      triesLeft = tried.triesLeft;
      problem = tried.problem;
    } finally {
      pin.fill(0);
    }
  }
}

/**
 * Not every card has a GUID, and one can be copied: what the person agreed to is this certificate. Throws `card.mismatch` before the PIN
 * goes anywhere.
 */
export async function expectCertificate(card: Transport, { holding }: Picked, slot: Slot): Promise<void> {
  const agreed = certificateIn(holding, slot)?.der ?? null;
  const found = await findCertificate(card, slot);
  const isSame = agreed === null || found === null ? agreed === found : equal(agreed, found);
  if (!isSame) throw new CardError('card.mismatch');
}

type Tried<T> =
  | { readonly right: true; readonly value: T }
  | { readonly right: false; readonly triesLeft: number; readonly problem: Problem | null };

async function tryPin<T>(
  card: Transport,
  attempt: {
    readonly pin: Uint8Array;
    /** What the screen said. */
    readonly triesLeft: number | null;
    readonly work: (card: Transport) => Promise<T>;
  },
): Promise<Tried<T>> {
  const left = await pinTries(card);
  // Another program spent tries meanwhile: the last one is not spent before the person has read so.
  if (left === 0 || (left === 1 && attempt.triesLeft !== 1)) {
    return { right: false, triesLeft: left, problem: null };
  }
  const wrong = await verifyPin(card, attempt.pin).then(
    () => null,
    (error: unknown) => wrongPin(error),
  );
  if (wrong === null) return { right: true, value: await attempt.work(card) };
  return { right: false, triesLeft: wrong, problem: { code: 'pin.wrong', triesLeft: wrong } };
}

function wrongPin(error: unknown): number {
  if (!(error instanceof CardError)) throw error;
  if (error.code === 'pin.wrong') return error.triesLeft ?? 1;
  if (error.code === 'pin.blocked') return 0;
  throw error;
}
