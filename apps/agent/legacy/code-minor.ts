import type { CodeText } from './code-component.ts';

/** `last_error`, values of PKCS#11 (design: agent-wire.md 1.11). The last two are what old pages read the tries from. */
export const minor = {
  failed: 0x06,
  pinWrong: 0xa0,
  pinLength: 0xa2,
  pinBlocked: 0xa4,
  buffer: 0x150,
  oneTryLeft: -2147483647,
  twoTriesLeft: -2147483646,
} as const;

const texts: ReadonlyMap<number, CodeText> = new Map<number, CodeText>([
  [minor.failed, ['函式失敗', 'The function failed']],
  [minor.pinWrong, ['PIN碼錯誤', 'Wrong PIN']],
  [minor.pinLength, ['PIN碼長度錯誤', 'Wrong length of the PIN']],
  [minor.pinBlocked, ['已鎖卡', 'The PIN is blocked']],
  [minor.buffer, ['記憶體緩衝不足', 'Buffer too small']],
  [minor.oneTryLeft, ['PIN碼錯誤，剩餘一次機會', 'Wrong PIN, one try left']],
  [minor.twoTriesLeft, ['PIN碼錯誤，剩餘兩次機會', 'Wrong PIN, two tries left']],
]);

/** The sentences of a `last_error`, which clients may write unsigned, negative or in 64 bits; an unknown one is said in hexadecimal. */
export function minorText(code: number): CodeText {
  const hex = `0x${(code >>> 0).toString(16)}`;
  return texts.get(code) ?? texts.get(code | 0) ?? [hex, hex];
}

/** The `last_error` of a wrong PIN by the tries that are left. */
export function minorOfTries(triesLeft: number | undefined): number {
  if (triesLeft === 0) return minor.pinBlocked;
  if (triesLeft === 1) return minor.oneTryLeft;
  return triesLeft === 2 ? minor.twoTriesLeft : minor.pinWrong;
}
