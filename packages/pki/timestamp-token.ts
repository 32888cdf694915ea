import { equal } from '@kaika/bytes/bytes';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readBoolean,
  readContent,
  readNumber,
  readOid,
  readUnsigned,
  skipOptional,
} from '@kaika/bytes/cursor';
import { generalizedTime, integer, oid, sequence, sequenceOf, TAG, unsigned } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import type { Certificate } from './certificate.ts';
import { signingCertificateOf } from './cms-attribute.ts';
import { parseSignedData, verifySignedData } from './cms-verify.ts';
import { coded, PkiError } from './error.ts';
import { EXTENSION } from './extension.ts';
import { encodeImprint, type Imprint, readImprint } from './timestamp.ts';
import { extKeyUsageOf, PURPOSE } from './usage.ts';

/** id-ct-TSTInfo: the content type to name in the signed attributes and the SignedData of a token. */
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** RFC 3161 §2.4.2. `serial`, `nonce`: magnitudes, big-endian. `accuracySeconds`: whole seconds. */
export type TstInfo = {
  readonly policy: string;
  readonly imprint: Imprint;
  readonly serial: Uint8Array;
  readonly time: Date;
  readonly accuracySeconds?: number | undefined;
  readonly nonce?: Uint8Array | undefined;
};

/** What a token must answer to. `nonce`: the one that was sent. */
export type TimestampQuestion = { readonly imprint: Imprint; readonly nonce?: Uint8Array };

/** A token whose signature holds; whether `certificate` may be believed is for path validation to say. */
export type VerifiedTimestamp = TstInfo & { readonly certificate: Certificate };

/**
 * TSTInfo in DER, time in whole seconds. Its token is `encodeSignedData` with content type `TST_INFO` and signed
 * attributes that name the signing certificate (RFC 3161 §2.4.2).
 */
export function encodeTstInfo(info: TstInfo): Uint8Array {
  const parts = [integer(1), oid(info.policy), encodeImprint(info.imprint), unsigned(info.serial)];
  parts.push(generalizedTime(info.time));
  if (info.accuracySeconds !== undefined) parts.push(sequence(integer(info.accuracySeconds)));
  if (info.nonce) parts.push(unsigned(info.nonce));
  return sequenceOf(parts);
}

/**
 * Verifies a token (DER ContentInfo): signature, signing certificate, its purpose, imprint and nonce (RFC 3161 §2.4.2).
 * `others`: certificates (DER) to find the signer in where the token carries none. Throws `timestamp.malformed`,
 * `timestamp.imprint`, `timestamp.nonce`, `timestamp.signer`, `cms.*`.
 */
export function verifyTimestamp(
  token: Uint8Array,
  question: TimestampQuestion,
  others: readonly Uint8Array[] = [],
): VerifiedTimestamp {
  const signed = parseSignedData(token);
  if (signed.contentType !== TST_INFO || !signed.content) throw new PkiError('timestamp.malformed');
  const [signer, second] = verifySignedData(signed, undefined, others);
  if (!signer || second) throw new PkiError('timestamp.signer', { about: 'signerInfos' });
  if (!signingCertificateOf(signer.attributes))
    throw new PkiError('timestamp.signer', { about: 'signingCertificate' });
  checkPurpose(signer.certificate);
  const info = parseTstInfo(signed.content);
  checkAnswer(info, question);
  return { ...info, certificate: signer.certificate };
}

/** Reads a TSTInfo (DER). Throws `timestamp.malformed`, `algorithm.*`. */
export function parseTstInfo(der: Uint8Array): TstInfo {
  return coded('timestamp.malformed', () => {
    const outer = cursorAt(der);
    const fields = enterSequence(outer);
    finish(outer);
    if (readNumber(fields) !== 1) throw new PkiError('timestamp.malformed', { about: 'version' });
    const policy = readOid(fields);
    const imprint = readImprint(fields);
    const serial = readUnsigned(fields);
    const time = readFractionalTime(fields);
    const accuracy = enterOptional(fields, TAG.sequence);
    const accuracySeconds = accuracy && peekTag(accuracy) === TAG.integer ? readNumber(accuracy) : undefined;
    if (peekTag(fields) === TAG.boolean) readBoolean(fields);
    const nonce = peekTag(fields) === TAG.integer ? readUnsigned(fields) : undefined;
    skipOptional(fields, 0xa0);
    if (!atEnd(fields)) throw new PkiError('timestamp.malformed', { about: 'extensions' });
    return { policy, imprint, serial, time, accuracySeconds, nonce };
  });
}

/** The extended key usage must be time stamping alone, and critical (RFC 3161 §2.3). */
function checkPurpose(certificate: Certificate): void {
  const purposes = extKeyUsageOf(certificate);
  const critical = certificate.extensions.get(EXTENSION.extKeyUsage)?.critical;
  if (!critical || purposes?.size !== 1 || !purposes.has(PURPOSE.timeStamping)) {
    throw new PkiError('timestamp.signer', { about: 'extKeyUsage' });
  }
}

function checkAnswer(info: TstInfo, { imprint, nonce }: TimestampQuestion): void {
  if (info.imprint.hash !== imprint.hash || !equal(info.imprint.digest, imprint.digest)) {
    throw new PkiError('timestamp.imprint');
  }
  if (nonce && (!info.nonce || !equal(unsigned(nonce), unsigned(info.nonce))))
    throw new PkiError('timestamp.nonce');
}

/** GeneralizedTime that may have a fraction of a second, without trailing zeros (RFC 3161 §2.4.2). */
function readFractionalTime(fields: Cursor): Date {
  const content = readContent(fields, TAG.generalizedTime);
  const text = Buffer.from(content).toString('latin1');
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text);
  if (!parts) throw new BytesError('der.value');
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const whole = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!equal(generalizedTimeOf(whole), content.subarray(0, 14))) throw new BytesError('der.value');
  return new Date(whole.getTime() + Math.floor(Number(`0${fraction}`) * 1000));
}

function generalizedTimeOf(date: Date): Uint8Array {
  if (Number.isNaN(date.getTime())) throw new BytesError('der.value');
  return generalizedTime(date).subarray(2, 16);
}
