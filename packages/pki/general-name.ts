import { equal } from '@kaika/bytes/bytes';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  finish,
  peekTag,
  readAscii,
  readContent,
  readElement,
  readOid,
  readText,
} from '@kaika/bytes/cursor';
import { element, explicit, ia5String, implicit, oid, TAG, utf8String } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { encodeOid } from '@kaika/bytes/oid';
import { coded } from './error.ts';
import { sameName } from './name.ts';

/**
 * RFC 5280 §4.2.1.6. `directoryName`: a Name in DER. `iPAddress`: 4 or 16 octets, twice that in name constraints.
 * `otherName`: the value's DER under its type. `x400Address` and `ediPartyName` are kept as DER content.
 */
export type GeneralName =
  | {
      readonly kind: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier' | 'registeredID';
      readonly value: string;
    }
  | {
      readonly kind: 'directoryName' | 'iPAddress' | 'x400Address' | 'ediPartyName';
      readonly value: Uint8Array;
    }
  | { readonly kind: 'otherName'; readonly type: string; readonly value: Uint8Array };

/** id-on-SmtpUTF8Mailbox, RFC 9598. */
export const SMTP_UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';
/** User principal name of Windows smart-card logon. */
export const PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3';

/** A mail address: rfc822Name where it is ASCII, SmtpUTF8Mailbox otherwise (RFC 9598 §3). */
export function mailName(address: string): GeneralName {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(address)) return { kind: 'rfc822Name', value: address };
  return { kind: 'otherName', type: SMTP_UTF8_MAILBOX, value: utf8String(address) };
}

/** The mail address that a name carries in either form, or undefined. Throws `name.malformed`. */
export function mailOf(name: GeneralName): string | undefined {
  if (name.kind === 'rfc822Name') return name.value;
  if (name.kind !== 'otherName' || name.type !== SMTP_UTF8_MAILBOX) return undefined;
  return coded('name.malformed', () => readText(cursorAt(name.value)));
}

/** A GeneralName in DER (RFC 5280 §4.2.1.6). */
export function encodeGeneralName(name: GeneralName): Uint8Array {
  switch (name.kind) {
    case 'otherName':
      return element(0xa0, oid(name.type), explicit(0, name.value));
    case 'rfc822Name':
      return implicit(1, ia5String(name.value));
    case 'dNSName':
      return implicit(2, ia5String(name.value));
    case 'x400Address':
      return element(0xa3, name.value);
    case 'directoryName':
      return explicit(4, name.value);
    case 'ediPartyName':
      return element(0xa5, name.value);
    case 'uniformResourceIdentifier':
      return implicit(6, ia5String(name.value));
    case 'iPAddress':
      return element(0x87, name.value);
    case 'registeredID':
      return element(0x88, encodeOid(name.value));
  }
}

/** Whether two names are the same: directory names by RFC 5280 §7.1, all others octet by octet. */
export function sameGeneralName(left: GeneralName, right: GeneralName): boolean {
  if (left.kind === 'directoryName' && right.kind === 'directoryName')
    return sameName(left.value, right.value);
  return left.kind === right.kind && equal(encodeGeneralName(left), encodeGeneralName(right));
}

/** Reads one GeneralName. */
export function readGeneralName(cursor: Cursor): GeneralName {
  const tag = peekTag(cursor);
  switch (tag) {
    case 0xa0:
      return readOtherName(enter(cursor, tag));
    case 0x81:
      return { kind: 'rfc822Name', value: readAscii(cursor, tag) };
    case 0x82:
      return { kind: 'dNSName', value: readAscii(cursor, tag) };
    case 0xa3:
      return { kind: 'x400Address', value: readContent(cursor, tag) };
    case 0xa4:
      return readDirectoryName(enter(cursor, tag));
    case 0xa5:
      return { kind: 'ediPartyName', value: readContent(cursor, tag) };
    case 0x86:
      return { kind: 'uniformResourceIdentifier', value: readAscii(cursor, tag) };
    case 0x87:
      return { kind: 'iPAddress', value: readContent(cursor, tag) };
    case 0x88:
      return { kind: 'registeredID', value: readOid(cursor, tag) };
    default:
      throw new BytesError('der.tag');
  }
}

/** Reads names to the end of `list`; at least one (GeneralNames is SIZE (1..MAX)). */
export function readGeneralNames(list: Cursor): readonly GeneralName[] {
  const names: GeneralName[] = [];
  do names.push(readGeneralName(list));
  while (!atEnd(list));
  return names;
}

function readOtherName(fields: Cursor): GeneralName {
  const type = readOid(fields);
  const wrapped = enter(fields, 0xa0);
  finish(fields);
  const value = readElement(wrapped);
  finish(wrapped);
  return { kind: 'otherName', type, value };
}

function readDirectoryName(field: Cursor): GeneralName {
  const value = readElement(field, TAG.sequence);
  finish(field);
  return { kind: 'directoryName', value };
}
