import type { Language } from '@kaika/look/language';
import { cmsCodeOf, cmsTexts } from '@kaika/wire/cms-code';
import type { Problem } from '@kaika/wire/problem';
import { componentTexts } from './code-component.ts';
import { minor, minorOfTries, minorText } from './code-minor.ts';

/** How the old component names a failure: `ret_code`, and `last_error` where it has a value of PKCS#11. */
export type LegacyFailure = {
  readonly ret_code: number;
  readonly last_error: number;
  readonly message: string;
};

/** Codes of the old wire that no problem of ours stands behind. */
export const legacyCode = {
  tbsMissing: 0x76000003,
  cipherMissing: 0x76000004,
  cardMissing: 0x76000006,
  tooLarge: 0x7600000a,
  notJson: 0x7600000b,
  parameterWrong: 0x7600000c,
  failed: 0x7600000d,
  methodUnknown: 0x7600000e,
  siteUntrusted: 0x7600000f,
  siteUnauthorised: 0x76000031,
  cancelled: 0x76000999,
  keyMissing: 0x7610000d,
  typeWrong: 0x76300002,
  decryptDer: 0x76400001,
  decryptType: 0x76400002,
  decryptFailed: 0x76400003,
  certificateEarly: 0x76500001,
  certificateLate: 0x76500002,
  base64Wrong: 0x76600002,
  writeFailed: 0x77200102,
  commandNotJson: 0x77301001,
  commandMissing: 0x77301003,
  commandUnknown: 0x77301025,
  pinChangeCard: 0x77301027,
  challengeWrong: 0x77301031,
  challengeTbs: 0x77301035,
  serviceWrong: 0x83000104,
  authorityWrong: 0x83000107,
} as const;

const codes: Readonly<Record<string, readonly [retCode: number, lastError?: number]>> = {
  'agent.request-bad': [0x7600000b],
  'agent.not-trusted': [0x7600000f],
  'agent.cancelled': [0x76000999],
  'agent.timed-out': [0x7600000d],
  'agent.busy': [0x76100005],
  'reader.no-service': [0x76100001],
  'reader.none': [0x76100003],
  'card.none': [0x76000006],
  'card.removed': [0x76000006],
  'card.unreadable': [0x7610000b],
  'card.not-ours': [0x83000100],
  'card.puk-blocked': [0x76100006, minor.pinBlocked],
  'certificate.none': [0x7610000c],
  'certificate.expired': [0x76500002],
  'certificate.not-yet-valid': [0x76500001],
  'pin.length': [0x76100006, minor.pinLength],
  'pin.blocked': [0x76100006, minor.pinBlocked],
  'pin.rule': [0x83000105],
  'pin.mismatch': [0x83000105],
  'pin.same': [0x83000105],
  'code.rule': [0x83000106],
};

/** A `ret_code` as an answer names it, with its sentence. */
export function failureOf(ret_code: number, language: Language, last_error = 0): LegacyFailure {
  const sentence = sentenceOf(ret_code, language);
  if (last_error === 0) return { ret_code, last_error, message: sentence };
  const [zh, en] = minorText(last_error);
  return { ret_code, last_error, message: language === 'en' ? `${sentence}: ${en}` : `${sentence}：${zh}` };
}

/** The old wire's name of one of our problems; what it has no name for is 執行檔錯誤或逾時. */
export function legacyFailure(problem: Problem, language: Language): LegacyFailure {
  if (problem.code === 'pin.wrong') return failureOf(0x76100006, language, minorOfTries(problem.triesLeft));
  const [retCode, lastError] = codes[problem.code] ?? [cmsCodeOf(problem) ?? legacyCode.failed];
  return failureOf(retCode, language, lastError);
}

/** The sentence of a `ret_code`, of the component or of the card-management server; its hexadecimal where the table has none. */
export function sentenceOf(ret_code: number, language: Language): string {
  const code = ret_code >>> 0;
  const server = cmsTexts[code];
  const [zh, en] = componentTexts[code] ?? (server === undefined ? [] : [server.zh, server.en]);
  return (language === 'en' ? en : zh) ?? `0x${code.toString(16)}`;
}

/** Thrown inside a legacy conversation for what only the old wire can say. */
export class LegacyError extends Error {
  readonly retCode: number;

  constructor(retCode: number) {
    super(`0x${retCode.toString(16)}`);
    this.name = 'LegacyError';
    this.retCode = retCode;
  }
}
