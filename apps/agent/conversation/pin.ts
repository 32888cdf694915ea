import { equal } from '@kaika/bytes/bytes';
import { CardError } from '@kaika/card/error';
import { findCertificate } from '@kaika/card/object';
import { expectVerified, pinTries, verifyPin } from '@kaika/card/pin';
import { padStatus } from '@kaika/card/pinpad';
import type { Slot } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import type { Problem } from '@kaika/wire/problem';
import type { Cards } from '../holding/cards.ts';
import { certificateIn, lineOf } from '../holding/holding.ts';
import { bytesOf, type Face } from './face.ts';
import { Halt } from './halt.ts';
import { type Picked, withCard } from './pick.ts';
import type { CardLine, Document, PinPurpose } from './screen.ts';

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
    // The last try is announced by our own screen alone, so it is typed there.
    if (picked.holding.hasPinPad && triesLeft !== null && triesLeft > 1) {
      const tried: Tried<T> = await tryOnPad(face, { cards, picked, order, card, triesLeft, problem }, work);
      if (tried.right) return tried.value;
      ({ triesLeft, problem } = tried);
      continue;
    }
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
        return tryPin(transport, { verify: (one) => verifyPin(one, pin), triesLeft, work });
      });
      if (tried.right) return tried.value;
      triesLeft = tried.triesLeft;
      problem = tried.problem;
    } finally {
      pin.fill(0);
    }
  }
}

/** The person agrees in the window, then types at the reader's own keys: the PIN never comes here. Throws what {@link verifyOnPad} throws. */
async function tryOnPad<T>(
  face: Face,
  asked: {
    readonly cards: Cards;
    readonly picked: Picked;
    readonly order: PinOrder;
    readonly card: CardLine;
    readonly triesLeft: number;
    readonly problem: Problem | null;
  },
  work: (card: Transport) => Promise<T>,
): Promise<Tried<T>> {
  const { cards, picked, order, card, triesLeft, problem } = asked;
  const screen = { kind: 'approve', ...order, card, onPad: true } as const;
  const { choice } = await face.ask(problem === null ? screen : { ...screen, problem });
  if (choice !== 'agree') throw new Halt('agent.cancelled');
  face.show({ kind: 'working', work: 'on-pad' });
  return withCard(cards, picked, async (transport) => {
    await expectCertificate(transport, picked, order.slot);
    return tryPin(transport, { verify: verifyOnPad, triesLeft, work });
  });
}

/** Throws `CardError` `pin.wrong`, `pin.blocked`; `Halt` `agent.cancelled`, `agent.timed-out`, `pin.length` where the reader says so. */
async function verifyOnPad(card: Transport): Promise<void> {
  const pad = await card.findPad?.();
  if (pad == null) throw new CardError('card.unreadable');
  const [high = 0, low = 0] = await pad.verify();
  const sw = (high << 8) | low;
  if (sw === padStatus.cancelled) throw new Halt('agent.cancelled');
  if (sw === padStatus.timedOut) throw new Halt('agent.timed-out');
  if (sw === padStatus.length) throw new Halt('pin.length');
  expectVerified(sw);
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
    readonly verify: (card: Transport) => Promise<void>;
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
  const wrong = await attempt.verify(card).then(
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
