import {
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  peekTag,
  readContent,
  readGeneralizedTime,
  readNumber,
  readTime,
} from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { EXTENSION, type Extended, extensionOf, readExtensions, unknownCritical } from './extension.ts';
import { readGeneralNames } from './general-name.ts';
import { type Reason, reasonOf } from './reason.ts';

/** One entry of a CRL. `serial`: content octets of the INTEGER. `certificateIssuer`: Name in DER, where it is given. */
export type CrlEntry = {
  readonly serial: Uint8Array;
  readonly revokedAt: Date;
  readonly reason: Reason | undefined;
  readonly invalidityDate: Date | undefined;
  readonly certificateIssuer: Uint8Array | undefined;
  /** OIDs of critical extensions nobody here understands: the whole CRL may then not be used (RFC 5280 §5.3). */
  readonly unknownCritical: readonly string[];
};

const KNOWN: ReadonlySet<string> = new Set([
  EXTENSION.reasonCode,
  EXTENSION.invalidityDate,
  EXTENSION.certificateIssuer,
]);
const NONE: Extended = { extensions: new Map() };

/** Reads one entry of revokedCertificates at the cursor. Entry extensions need version 2 (RFC 5280 §5.1.2.6). */
export function readCrlEntry(list: Cursor, version: 1 | 2): CrlEntry {
  const fields = enterSequence(list);
  const serial = readContent(fields, TAG.integer);
  if (serial.length === 0) throw new BytesError('der.value');
  const revokedAt = readTime(fields);
  const holder =
    version === 2 && peekTag(fields) === TAG.sequence ? { extensions: readExtensions(fields) } : NONE;
  finish(fields);
  return {
    serial,
    revokedAt,
    reason: extensionOf(holder, EXTENSION.reasonCode, readReason),
    invalidityDate: extensionOf(holder, EXTENSION.invalidityDate, (value) => readGeneralizedTime(value)),
    certificateIssuer: extensionOf(holder, EXTENSION.certificateIssuer, readIssuer),
    unknownCritical: unknownCritical(holder, KNOWN),
  };
}

/** Reads the entry that starts at `offset` of an entries content. */
export function crlEntryAt(entries: Uint8Array, offset: number, version: 1 | 2): CrlEntry {
  return readCrlEntry(cursorAt(entries.subarray(offset)), version);
}

function readReason(value: Cursor): Reason {
  const reason = reasonOf(readNumber(value, TAG.enumerated));
  if (!reason) throw new BytesError('der.value');
  return reason;
}

/** The certificate issuer is a name of the directory, whatever else stands beside it (RFC 5280 §5.3.3). */
function readIssuer(value: Cursor): Uint8Array {
  const names = readGeneralNames(enterSequence(value));
  for (const name of names) if (name.kind === 'directoryName') return name.value;
  throw new BytesError('der.value');
}
