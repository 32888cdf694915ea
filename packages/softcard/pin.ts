import { timingSafeEqual } from 'node:crypto';
import { status } from '@kaika/card/status';
import type { Card, Instruction } from './instruction.ts';
import type { Secret } from './memory.ts';
import { done, type Reply, say } from './reply.ts';

const pinReference = 0x80;
const pukReference = 0x81;

/** VERIFY, SP 800-73-5 part 2 §3.2.1: with data a try, without data a question; P1=FF logs out. */
export const verify: Instruction = ({ memory, session }, { p1, p2, data }) => {
  if (p2 !== pinReference) return say(status.referenceAbsent);
  if (p1 === 0xff && data.length === 0) {
    session.pinVerified = false;
    session.pinFresh = false;
    return done();
  }
  if (p1 !== 0) return say(status.parametersWrong);
  if (data.length === 0) return session.pinVerified ? done() : say(question(memory.pin));
  if (!isPadded(data)) return say(status.dataWrong);
  session.pinVerified = false;
  session.pinFresh = false;
  const refusal = attempt(memory.pin, data);
  if (refusal) return refusal;
  session.pinVerified = true;
  session.pinFresh = true;
  return done();
};

/** CHANGE REFERENCE DATA, §3.2.2, for PIN and PUK. */
export const change: Instruction = (card, { p1, p2, data }) => {
  const secret = secretOf(card, p2);
  if (p1 !== 0 || secret === null) return say(status.referenceAbsent);
  const [old, next] = halves(data);
  if (old === null || next === null) return say(status.dataWrong);
  const refusal = attempt(secret, old);
  if (refusal) {
    if (p2 === pinReference) forgetPin(card);
    return refusal;
  }
  secret.value = next;
  return done();
};

/** RESET RETRY COUNTER, §3.2.3: PUK and a new PIN. Counts against the PUK. */
export const resetCounter: Instruction = (card, { p1, p2, data }) => {
  if (p1 !== 0 || p2 !== pinReference) return say(status.referenceAbsent);
  const [puk, next] = halves(data);
  if (puk === null || next === null) return say(status.dataWrong);
  const refusal = attempt(card.memory.puk, puk);
  if (refusal) return refusal;
  const { pin } = card.memory;
  pin.value = next;
  pin.left = pin.total;
  forgetPin(card);
  return done();
};

function forgetPin({ session }: Card): void {
  session.pinVerified = false;
  session.pinFresh = false;
}

/** Null if it is right. The try is taken before the comparison, as a card does it against being torn out. */
function attempt(secret: Secret, given: Uint8Array): Reply | null {
  if (secret.left === 0) return say(status.blocked);
  secret.left -= 1;
  if (!timingSafeEqual(secret.value, given)) return say(0x63c0 | Math.min(secret.left, 15));
  secret.left = secret.total;
  return null;
}

function question(secret: Secret): number {
  return secret.left === 0 ? status.blocked : 0x63c0 | Math.min(secret.left, 15);
}

function secretOf({ memory }: Card, reference: number): Secret | null {
  if (reference === pinReference) return memory.pin;
  return reference === pukReference ? memory.puk : null;
}

function halves(data: Uint8Array): readonly [Uint8Array | null, Uint8Array | null] {
  const [old, next] = [data.slice(0, 8), data.slice(8)];
  if (!isPadded(old) || !isPadded(next)) return [null, null];
  return [old, next];
}

/** Eight bytes: 6 to 8 that are not FF, then only FF. */
function isPadded(data: Uint8Array): boolean {
  if (data.length !== 8) return false;
  const end = data.indexOf(0xff);
  return end === -1 || (end >= 6 && data.subarray(end).every((octet) => octet === 0xff));
}
