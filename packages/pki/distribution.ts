import {
  atEnd,
  type Cursor,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readBoolean,
  readContent,
  readNamedBits,
} from '@kaika/bytes/cursor';
import { boolean, elementOf, explicit, implicit, namedBits, sequence, sequenceOf } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { encodeGeneralName, type GeneralName, readGeneralNames } from './general-name.ts';

/** Full names, or the content of a RelativeDistinguishedName to be added to the CRL issuer's name. */
export type DistributionPointName =
  | { readonly kind: 'fullName'; readonly names: readonly GeneralName[] }
  | { readonly kind: 'relativeName'; readonly rdn: Uint8Array };

/** `reasons`: numbers of ReasonFlags bits (RFC 5280 §4.2.1.13), undefined for all. */
export type DistributionPoint = {
  readonly name: DistributionPointName | undefined;
  readonly reasons: readonly number[] | undefined;
  readonly crlIssuer: readonly GeneralName[] | undefined;
};

/** RFC 5280 §5.2.5. */
export type IssuingDistributionPoint = {
  readonly name: DistributionPointName | undefined;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlySomeReasons: readonly number[] | undefined;
  readonly indirect: boolean;
  readonly onlyAttributeCertificates: boolean;
};

/** CRL distribution points, each a full name of one address, RFC 5280 §4.2.1.13. */
export function crlDistributionPoints(addresses: readonly string[]): Extension {
  const points = addresses.map((address) => sequence(explicit(0, encodeAddress(address))));
  return extension(EXTENSION.crlDistributionPoints, false, sequenceOf(points));
}

/** cRLDistributionPoints (RFC 5280 §4.2.1.13), or undefined where it is absent. Throws `extension.malformed`. */
export function crlDistributionPointsOf(holder: Extended): readonly DistributionPoint[] | undefined {
  return extensionOf(holder, EXTENSION.crlDistributionPoints, readPoints);
}

/** Freshest CRL, RFC 5280 §4.2.1.15 and §5.2.6: where deltas are. */
export function freshestCrlOf(holder: Extended): readonly DistributionPoint[] | undefined {
  return extensionOf(holder, EXTENSION.freshestCrl, readPoints);
}

/** The http(s) addresses among the full names of distribution points. */
export function addressesOf(points: readonly DistributionPoint[] | undefined): readonly string[] {
  return (points ?? []).flatMap(({ name }) =>
    name?.kind === 'fullName' ? name.names.flatMap(webAddress) : [],
  );
}

/** Issuing distribution point with a full name of one address; critical. */
export function issuingDistributionPoint(scope: {
  readonly address?: string;
  readonly only?: 'user' | 'ca';
  readonly onlySomeReasons?: readonly number[];
  readonly indirect?: boolean;
}): Extension {
  const { address, only, onlySomeReasons, indirect } = scope;
  const fields: Uint8Array[] = [];
  if (address !== undefined) fields.push(explicit(0, encodeAddress(address)));
  if (only !== undefined) fields.push(implicit(only === 'user' ? 1 : 2, boolean(true)));
  if (onlySomeReasons) fields.push(implicit(3, namedBits(onlySomeReasons)));
  if (indirect) fields.push(implicit(4, boolean(true)));
  return extension(EXTENSION.issuingDistributionPoint, true, sequenceOf(fields));
}

/** Refuses the empty sequence and more than one "only", which RFC 5280 §5.2.5 forbids. */
export function issuingDistributionPointOf(holder: Extended): IssuingDistributionPoint | undefined {
  return extensionOf(holder, EXTENSION.issuingDistributionPoint, (value) => {
    const fields = enterSequence(value);
    if (atEnd(fields)) throw new BytesError('der.value');
    const name = readOptionalName(fields);
    const onlyUserCertificates = readFlag(fields, 0x81);
    const onlyCaCertificates = readFlag(fields, 0x82);
    const onlySomeReasons = peekTag(fields) === 0x83 ? readNamedBits(fields, 0x83) : undefined;
    const indirect = readFlag(fields, 0x84);
    const onlyAttributeCertificates = readFlag(fields, 0x85);
    finish(fields);
    const scopes = [onlyUserCertificates, onlyCaCertificates, onlyAttributeCertificates].filter(Boolean);
    if (scopes.length > 1) throw new BytesError('der.value');
    return {
      name,
      onlyUserCertificates,
      onlyCaCertificates,
      onlySomeReasons,
      indirect,
      onlyAttributeCertificates,
    };
  });
}

function encodeAddress(address: string): Uint8Array {
  return elementOf(0xa0, [encodeGeneralName({ kind: 'uniformResourceIdentifier', value: address })]);
}

function webAddress(name: GeneralName): readonly string[] {
  return name.kind === 'uniformResourceIdentifier' && /^https?:/i.test(name.value) ? [name.value] : [];
}

function readPoints(value: Cursor): readonly DistributionPoint[] {
  const list = enterSequence(value);
  const points: DistributionPoint[] = [];
  do {
    const fields = enterSequence(list);
    const name = readOptionalName(fields);
    const reasons = peekTag(fields) === 0x81 ? readNamedBits(fields, 0x81) : undefined;
    const issuers = enterOptional(fields, 0xa2);
    finish(fields);
    points.push({ name, reasons, crlIssuer: issuers && readGeneralNames(issuers) });
  } while (!atEnd(list));
  return points;
}

function readOptionalName(fields: Cursor): DistributionPointName | undefined {
  const field = enterOptional(fields, 0xa0);
  if (!field) return undefined;
  const full = enterOptional(field, 0xa0);
  const name: DistributionPointName = full
    ? { kind: 'fullName', names: readGeneralNames(full) }
    : { kind: 'relativeName', rdn: readContent(field, 0xa1) };
  finish(field);
  return name;
}

function readFlag(fields: Cursor, tag: number): boolean {
  return peekTag(fields) === tag && readBoolean(fields, tag);
}
