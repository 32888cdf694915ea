import { timingSafeEqual } from 'node:crypto';
import { type PinRule, pinFault } from '@kaika/card/pinrule';
import type { Problem, ProblemCode } from '@kaika/wire/problem';
import { type Holding, lineOf } from '../holding/holding.ts';
import { bytesOf, type Face, type Reply } from './face.ts';
import type { Picked } from './pick.ts';
import type { Secrets } from './screen.ts';
import { isCodeFaulty } from './seal.ts';

/** What was typed and is still needed. Overwritten by `forgetTyped`. */
export type Typed = { readonly userCode: Uint8Array; readonly pin: Uint8Array };

export type SecretsOrder = {
  readonly operation: 'activate' | 'unlock';
  readonly picked: Picked;
  readonly asks: Secrets;
  /** The holder's, where the authority said it: no piece of it may be the PIN. */
  readonly ubn?: string | undefined;
  /** What need not be typed again. */
  readonly kept?: Typed | undefined;
  readonly problem?: Problem | undefined;
};

/**
 * Asks for the user code and twice for the new PIN, or for that part of them that has to be typed again. Both are judged by their
 * rules here, before anything is sent or counted; only what is at fault is asked again.
 */
export async function askSecrets(face: Face, order: SecretsOrder): Promise<Typed> {
  const { holding, reader } = order.picked;
  const card = lineOf(reader, holding, '9a');
  const alphabet = holding.model.pinAlphabet;
  let typed = order.kept ?? { userCode: new Uint8Array(), pin: new Uint8Array() };
  let { asks, problem } = order;
  const known = order.ubn === undefined ? {} : { ubn: order.ubn };
  try {
    for (;;) {
      const screen = { kind: 'secrets', operation: order.operation, asks, card, alphabet, ...known } as const;
      const reply = await face.ask(problem === undefined ? screen : { ...screen, problem });
      const again = bytesOf(reply, 'newPinAgain');
      typed = takeTyped(reply, asks, typed);
      const codeFault = asks !== 'pin' && isCodeFaulty(typed.userCode) ? 'code.rule' : null;
      const fault = asks === 'code' ? null : faultOf({ pin: typed.pin, again }, holding, known);
      again.fill(0);
      if (codeFault === null && fault === null) return typed;
      asks = partOf(codeFault, fault);
      problem = { code: codeFault ?? fault ?? 'pin.rule' };
    }
  } catch (error) {
    forgetTyped(typed);
    throw error;
  }
}

/** Overwrites both. */
export function forgetTyped(typed: Typed): void {
  typed.userCode.fill(0);
  typed.pin.fill(0);
}

/** Why a new PIN is refused before any card sees it. */
export function faultOf(
  { pin, again }: { readonly pin: Uint8Array; readonly again: Uint8Array },
  holding: Holding,
  known: Pick<PinRule, 'ubn'> = {},
): Extract<ProblemCode, 'pin.mismatch' | 'pin.rule'> | null {
  if (pin.length !== again.length || !timingSafeEqual(pin, again)) return 'pin.mismatch';
  const rule = { ...known, alphabet: holding.model.pinAlphabet };
  const { cardNumber } = holding;
  return pinFault(pin, cardNumber === null ? rule : { ...rule, cardNumber }) === null ? null : 'pin.rule';
}

/** What is typed to change a PIN. */
export type PinPair = {
  readonly oldPin: Uint8Array;
  readonly newPin: Uint8Array;
  readonly newPinAgain: Uint8Array;
};

/** Why a change of PIN is refused before any card sees it: what is wrong with the new one costs no try of the old. */
export function changeFault(
  { oldPin, newPin, newPinAgain }: PinPair,
  holding: Holding,
): Extract<ProblemCode, `pin.${string}`> | null {
  const fault = faultOf({ pin: newPin, again: newPinAgain }, holding);
  if (fault !== null) return fault;
  if (oldPin.length < 6 || oldPin.length > 8) return 'pin.length';
  return oldPin.length === newPin.length && timingSafeEqual(oldPin, newPin) ? 'pin.same' : null;
}

/** What the reply brings; what it replaces is overwritten. */
function takeTyped(reply: Reply, asks: Secrets, before: Typed): Typed {
  const userCode = asks === 'pin' ? before.userCode : bytesOf(reply, 'userCode');
  const pin = asks === 'code' ? before.pin : bytesOf(reply, 'newPin');
  if (userCode !== before.userCode) before.userCode.fill(0);
  if (pin !== before.pin) before.pin.fill(0);
  return { userCode, pin };
}

function partOf(codeFault: string | null, pinFault: string | null): Secrets {
  if (codeFault !== null && pinFault !== null) return 'code-and-pin';
  return codeFault === null ? 'pin' : 'code';
}
