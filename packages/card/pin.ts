import { type Command, exchange } from './apdu.ts';
import { CardError } from './error.ts';
import { references } from './slot.ts';
import { refusal, status, triesLeft } from './status.ts';
import type { Transport } from './transport.ts';

/** PIN and PUK are eight bytes on the card, filled up with FF (SP 800-73-5 part 2 §2.4.3). */
const length = 8;

/**
 * VERIFY, SP 800-73-5 part 2 §3.2.1. `pin` is 6 to 8 bytes of its alphabet and is **overwritten** once sent, whatever happens.
 * Throws `pin.wrong` (with `triesLeft`), `pin.blocked`.
 */
export async function verifyPin(card: Transport, pin: Uint8Array): Promise<void> {
  await present(card, { ins: 0x20, p1: 0, p2: references.pin }, [pin]);
}

/** Throws what the status word of a VERIFY means, sent by whomever: `pin.wrong` (with `triesLeft`), `pin.blocked`, `pin.rule`. */
export function expectVerified(sw: number): void {
  if (sw !== status.ok) throw verdict(sw);
}

/** Whether this session has a verified PIN; asks without spending a try. */
export async function isPinVerified(card: Transport): Promise<boolean> {
  return (await exchange(card, askPin)).sw === status.ok;
}

/**
 * PIN tries left, without spending one: VERIFY without data. 0 is blocked. Null while a PIN is verified in this session, for
 * then a card without the metadata instruction does not tell (`metadata` in yubico.ts does).
 */
export async function pinTries(card: Transport): Promise<number | null> {
  const { sw } = await exchange(card, askPin);
  if (sw === status.ok) return null;
  if (sw === status.blocked) return 0;
  const left = triesLeft(sw);
  if (left === null) throw refusal(sw);
  return left;
}

/** CHANGE REFERENCE DATA for the PIN, §3.2.2. Both arrays are overwritten. Throws `pin.wrong`, `pin.blocked`, `pin.rule`. */
export async function changePin(card: Transport, oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
  await present(card, { ins: 0x24, p1: 0, p2: references.pin }, [oldPin, newPin]);
}

/** CHANGE REFERENCE DATA for the PUK. Both arrays are overwritten. Throws `puk.wrong`, `card.puk-blocked`, `pin.rule`. */
export async function changePuk(card: Transport, oldPuk: Uint8Array, newPuk: Uint8Array): Promise<void> {
  await present(card, { ins: 0x24, p1: 0, p2: references.puk }, [oldPuk, newPuk]).catch(ofPuk);
}

/**
 * RESET RETRY COUNTER, §3.2.3: a new PIN by PUK, tries full again. Both arrays are overwritten. Throws `puk.wrong` (with
 * `triesLeft`), `card.puk-blocked`, `pin.rule`.
 */
export async function resetRetryCounter(card: Transport, puk: Uint8Array, newPin: Uint8Array): Promise<void> {
  await present(card, { ins: 0x2c, p1: 0, p2: references.pin }, [puk, newPin]).catch(ofPuk);
}

/** Spends every try of the PIN: what a factory reset asks first. Ends when the card says it is blocked. */
export async function blockPin(card: Transport): Promise<void> {
  await exhaust(() => verifyPin(card, unlikely()));
}

/** Spends every try of the PUK. */
export async function blockPuk(card: Transport): Promise<void> {
  await exhaust(() => changePuk(card, unlikely(), unlikely()));
}

const askPin: Command = { ins: 0x20, p1: 0, p2: references.pin, silent: true };
/** No card has more tries; one that goes on counting is broken. */
const mostTries = 256;

async function exhaust(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const error: unknown = await attempt().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) continue;
    if (!(error instanceof CardError)) throw error;
    if (error.code === 'pin.blocked' || error.code === 'card.puk-blocked') return;
    if (error.code !== 'pin.wrong' && error.code !== 'puk.wrong') throw error;
  }
  throw new CardError('card.unreadable');
}

/** Bytes no rule lets anyone choose. */
function unlikely(): Uint8Array {
  return Uint8Array.from([0x3f, 0x21, 0x3f, 0x21, 0x3f, 0x21, 0x3f, 0x21]);
}

async function present(card: Transport, head: Command, secrets: readonly Uint8Array[]): Promise<void> {
  const data = new Uint8Array(length * secrets.length).fill(0xff);
  try {
    secrets.forEach((secret, index) => {
      if (secret.length === 0 || secret.length > length) throw new CardError('pin.rule');
      data.set(secret, index * length);
    });
    const { sw } = await exchange(card, { ...head, data, silent: true, secret: true });
    expectVerified(sw);
  } finally {
    data.fill(0);
    for (const secret of secrets) secret.fill(0);
  }
}

function verdict(sw: number): CardError {
  const left = triesLeft(sw);
  if (left === 0 || sw === status.blocked) return new CardError('pin.blocked', { status: sw, triesLeft: 0 });
  if (left !== null) return new CardError('pin.wrong', { status: sw, triesLeft: left });
  if (sw === status.dataWrong) return new CardError('pin.rule', { status: sw });
  return refusal(sw);
}

function ofPuk(error: unknown): never {
  if (!(error instanceof CardError)) throw error;
  const detail = { ...(error.status === null ? {} : { status: error.status }), cause: error };
  if (error.code === 'pin.blocked') throw new CardError('card.puk-blocked', { ...detail, triesLeft: 0 });
  if (error.code === 'pin.wrong')
    throw new CardError('puk.wrong', { ...detail, triesLeft: error.triesLeft ?? 0 });
  throw error;
}
