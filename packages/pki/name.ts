import { equal } from '@kaika/bytes/bytes';
import { atEnd, type Cursor, cursorAt, enter, enterSequence, finish, readOid } from '@kaika/bytes/cursor';
import {
  ia5String,
  oid,
  printableString,
  sequence,
  sequenceOf,
  setOf,
  TAG,
  utf8String,
} from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';
import { recent } from './recent.ts';
import { readString } from './string.ts';

/** One AttributeTypeAndValue: the type dotted; a value that is no string as `#` and the hexadecimal of its DER. */
export type Attribute = { readonly type: string; readonly value: string };
/** RDNSequence, in the order it is encoded; each RDN a set of attributes. */
export type Name = readonly (readonly Attribute[])[];
export type AttributeLabel = keyof typeof ATTRIBUTE;

/** Short names of attribute types: RFC 4514 §3, the rest by common use. */
export const ATTRIBUTE = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  businessCategory: '2.5.4.15',
  postalCode: '2.5.4.17',
  GN: '2.5.4.42',
  dnQualifier: '2.5.4.46',
  organizationIdentifier: '2.5.4.97',
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
  E: '1.2.840.113549.1.9.1',
} as const;

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries(ATTRIBUTE).map(([label, type]) => [type, label]),
);
const PRINTABLE: ReadonlySet<string> = new Set([ATTRIBUTE.C, ATTRIBUTE.serialNumber, ATTRIBUTE.dnQualifier]);
const IA5: ReadonlySet<string> = new Set([ATTRIBUTE.E, ATTRIBUTE.DC]);
const LONGEST_PLAIN_FORM = 4096;
/** Octets of a name whose key is kept. */
const LONGEST_KEPT = 512;

/** A name of single attributes in the order given: `nameOf(['C', 'TW'], ['O', '開卡'])`. */
export function nameOf(...pairs: readonly (readonly [AttributeLabel, string])[]): Name {
  return pairs.map(([label, value]) => [{ type: ATTRIBUTE[label], value }]);
}

/**
 * RDNSequence in DER. UTF8String as written; country and serialNumber PrintableString, mail and DC IA5String
 * (RFC 5280 §4.1.2.4 and appendix A). Throws `name.malformed` for characters the type cannot carry.
 */
export function encodeName(name: Name): Uint8Array {
  return coded('name.malformed', () =>
    sequenceOf(
      name.map((rdn) => setOf(rdn.map(({ type, value }) => sequence(oid(type), encodeValue(type, value))))),
    ),
  );
}

/** Reads a Name (DER). Throws `name.malformed`. */
export function parseName(der: Uint8Array): Name {
  return coded('name.malformed', () => {
    const outer = cursorAt(der);
    const name = readName(enterSequence(outer));
    finish(outer);
    return name;
  });
}

/** The values of one attribute type, in order. */
export function attributesOf(name: Name, label: AttributeLabel): readonly string[] {
  return name.flat().flatMap(({ type, value }) => (type === ATTRIBUTE[label] ? [value] : []));
}

/** `C=TW,O=…` in the order it is encoded, special characters escaped as in RFC 4514 §2.4. */
export function formatName(name: Name | Uint8Array): string {
  const rdns = name instanceof Uint8Array ? parseName(name) : name;
  return rdns
    .map((rdn) => rdn.map(({ type, value }) => `${LABELS.get(type) ?? type}=${escapeValue(value)}`).join('+'))
    .join(',');
}

/** Whether two Names (DER) are the same by RFC 5280 §7.1. Throws `name.malformed`. */
export function sameName(left: Uint8Array, right: Uint8Array): boolean {
  return equal(left, right) || nameKey(left) === nameKey(right);
}

/** A text that two Names (DER) share exactly when RFC 5280 §7.1 calls them the same. Throws `name.malformed`. */
export function nameKey(der: Uint8Array): string {
  if (der.length > LONGEST_KEPT) return rdnKeys(der).join('\n');
  const octets = Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1');
  const known = keys.get(octets);
  if (known !== undefined) return known;
  const key = rdnKeys(der).join('\n');
  keys.set(octets, key);
  return key;
}

/** Preparing a name's text costs more than all else about it, and issuers' names come again and again. */
const keys = recent<string>(512);

/** Whether a Name (DER) lies within the subtree of another: begins with its RDNs (RFC 5280 §4.2.1.10). */
export function isNameWithin(name: Uint8Array, base: Uint8Array): boolean {
  const inner = rdnKeys(name);
  const outer = rdnKeys(base);
  return outer.length <= inner.length && outer.every((key, index) => key === inner[index]);
}

function rdnKeys(der: Uint8Array): readonly string[] {
  return parseName(der).map((rdn) =>
    rdn
      .map(({ type, value }) => `${type}=${prepare(value)}`)
      .sort()
      .join('+\t'),
  );
}

/** String preparation of RFC 4518 in brief: compatibility form, folded case, runs of space as one, none at the ends. */
function prepare(value: string): string {
  const folded = value
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC');
  return folded.replace(/\s+/g, ' ').trim();
}

function readName(rdns: Cursor): Name {
  const name: Attribute[][] = [];
  while (!atEnd(rdns)) {
    const rdn = enter(rdns, TAG.set);
    const attributes: Attribute[] = [];
    do {
      const pair = enterSequence(rdn);
      const type = readOid(pair);
      attributes.push({ type, value: readString(pair) });
      finish(pair);
    } while (!atEnd(rdn));
    name.push(attributes);
  }
  return name;
}

function encodeValue(type: string, value: string): Uint8Array {
  if (value.length === 0 || value.length > LONGEST_PLAIN_FORM)
    throw new PkiError('name.malformed', { about: type });
  if (PRINTABLE.has(type)) return printableString(value);
  return IA5.has(type) ? ia5String(value) : utf8String(value);
}

function escapeValue(value: string): string {
  return value
    .replace(/[\\,+"<>;]/g, '\\$&')
    .replace(/^[ #]|(?<=.) $/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
