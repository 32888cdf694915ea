import { oid } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { subjectAltName, subjectDirectoryAttributes } from '@kaika/pki/alternative-name';
import { encodeTbsCertificate, formatSerial } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import type { Extension } from '@kaika/pki/extension';
import { mailName } from '@kaika/pki/general-name';
import { keyIdentifier } from '@kaika/pki/key';
import { subjectKeyIdentifier } from '@kaika/pki/key-identifier';
import { encodeName, formatName, type Name } from '@kaika/pki/name';
import type { KeyUsage } from '@kaika/pki/usage';
import { organisationAttribute, organisationKindAttribute } from './arc.ts';
import { CaError } from './error.ts';
import { crlScopeOf, type Issuer } from './issuer.ts';
import { keyFamilyOf } from './key-kind.ts';
import type { Profile } from './profile.ts';
import { standingOf } from './standing.ts';

/**
 * What a certificate is to say. `serial`: see `makeSerial`. `publicKey`: SubjectPublicKeyInfo in DER. `mail`:
 * confirmed addresses for the alternative name. `organisation`: dotted OIDs of the organisation and of its kind.
 */
export type DraftRequest = {
  readonly serial: Uint8Array;
  readonly subject: Name;
  readonly publicKey: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly mail?: readonly string[];
  readonly organisation?: { readonly oid: string; readonly kind: string };
};

declare const drafted: unique symbol;

/** A TBSCertificate that nobody has looked at yet. `tbs` and `serialNumber` (hexadecimal) are what is recorded. */
export type Draft = {
  readonly [drafted]: true;
  readonly tbs: Uint8Array;
  readonly serialNumber: string;
  readonly profile: Profile;
  readonly issuer: Issuer;
};

/**
 * Writes the TBSCertificate of a request under a profile (RFC 5280 §4.1). Nothing is judged here: see `approveDraft`.
 * @throws CaError `draft.subject`, `draft.invalid`: what cannot be encoded at all, naming the field
 */
export function draftCertificate(request: DraftRequest, profile: Profile, issuer: Issuer): Draft {
  const certificate = () => `${profile.name} ${formatName(request.subject)}`;
  const subject = encoded('draft.subject', certificate, () => encodeName(request.subject));
  const tbs = encoded('draft.invalid', certificate, () =>
    encodeTbsCertificate({
      serial: request.serial,
      algorithm: signatureAlgorithm(issuer.algorithm),
      issuer: issuer.name,
      subject,
      notBefore: request.notBefore,
      notAfter: request.notAfter,
      spki: request.publicKey,
      extensions: extensionsOf(request, profile, issuer),
    }),
  );
  const serialNumber = formatSerial(request.serial);
  return { tbs, serialNumber, profile, issuer } as Draft; // the brand exists in the type alone
}

/** What the profile wants the key to be used for, by the key's family. */
export function usageOf(profile: Profile, publicKey: Uint8Array): readonly KeyUsage[] {
  return profile.usage[keyFamilyOf(publicKey)];
}

function extensionsOf(request: DraftRequest, profile: Profile, issuer: Issuer): readonly Extension[] {
  const standing = standingOf(profile, issuer, keyFamilyOf(request.publicKey));
  const list: Extension[] = [
    ...standing.rights,
    subjectKeyIdentifier(keyIdentifier(request.publicKey)),
    standing.authorityKey,
  ];
  const names = (request.mail ?? []).map(mailName);
  if (names.length > 0) list.push(subjectAltName(names));
  if (request.organisation) list.push(organisationExtension(request.organisation));
  list.push(...standing.pointers);
  if (standing.hasPoint) list.push(standing.point(crlScopeOf(issuer, request.serial)));
  return list;
}

function organisationExtension(organisation: { readonly oid: string; readonly kind: string }): Extension {
  return subjectDirectoryAttributes([
    { type: organisationKindAttribute, values: [oid(organisation.kind)] },
    { type: organisationAttribute, values: [oid(organisation.oid)] },
  ]);
}

function encoded<T>(code: 'draft.subject' | 'draft.invalid', certificate: () => string, encode: () => T): T {
  try {
    return encode();
  } catch (cause) {
    if (!(cause instanceof PkiError || cause instanceof BytesError)) throw cause;
    const field = cause instanceof PkiError ? (cause.about ?? cause.code) : cause.code;
    throw new CaError(code, { certificate: certificate(), field }, { cause });
  }
}
