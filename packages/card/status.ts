import { CardError, type CardErrorCode } from './error.ts';

/** Status words a PIV card says: ISO 7816-4 §5.6, SP 800-73-5 part 2 table 6. */
export const status = {
  ok: 0x9000,
  securityNotSatisfied: 0x6982,
  blocked: 0x6983,
  conditionsNotSatisfied: 0x6985,
  dataWrong: 0x6a80,
  functionUnsupported: 0x6a81,
  absent: 0x6a82,
  noMemory: 0x6a84,
  parametersWrong: 0x6a86,
  referenceAbsent: 0x6a88,
  lengthWrong: 0x6700,
  parametersInvalid: 0x6b00,
  instructionUnsupported: 0x6d00,
  classUnsupported: 0x6e00,
  chainingUnsupported: 0x6884,
  unknown: 0x6f00,
} as const;

const codes: ReadonlyMap<number, CardErrorCode> = new Map<number, CardErrorCode>([
  [status.securityNotSatisfied, 'pin.required'],
  [status.blocked, 'pin.blocked'],
  [status.functionUnsupported, 'card.unsupported'],
  [status.absent, 'object.absent'],
  [status.noMemory, 'object.too-large'],
  [status.referenceAbsent, 'key.absent'],
  [status.instructionUnsupported, 'card.unsupported'],
  [status.classUnsupported, 'card.unsupported'],
]);

/** Tries left if the status word is `63Cx` ("verification failed, x tries left"), else null. */
export function triesLeft(sw: number): number | null {
  return (sw & 0xfff0) === 0x63c0 ? sw & 0x0f : null;
}

/** The coded error of a status word that is not 9000. What a word means for one instruction is decided by its caller. */
export function refusal(sw: number): CardError {
  return new CardError(codes.get(sw) ?? 'card.refused', { status: sw });
}
