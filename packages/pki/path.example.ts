import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type SignatureAlgorithmName, signatureAlgorithm } from './algorithm.ts';
import {
  assembleCertificate,
  type Certificate,
  encodeTbsCertificate,
  parseCertificate,
} from './certificate.ts';
import { caConstraints } from './constraint.ts';
import { crlNumber } from './crl.ts';
import { crlEntryList, type Revocation } from './crl-entry-list.ts';
import { assembleCrl, encodeTbsCrl } from './crl-writer.ts';
import type { Extension } from './extension.ts';
import { keyIdentifier } from './key.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './key-identifier.ts';
import { encodeName, nameOf } from './name.ts';
import { certIdFor } from './ocsp.ts';
import { assembleOcspResponse, type CertStatus, encodeOcspResponseData } from './ocsp-response.ts';
import { keyUsage } from './usage.ts';

/** A name with a key and, once issued, a certificate: the makings of paths for tests. P-256, SHA-256. */
export type Holder = {
  readonly name: Uint8Array;
  readonly key: KeyObject;
  readonly spki: Uint8Array;
  readonly certificate: Certificate;
};

/** What a test wants otherwise. `extensions` come after the usual ones; `bare` leaves the usual ones out. */
export type Wish = {
  readonly extensions?: readonly Extension[];
  readonly bare?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly algorithm?: SignatureAlgorithmName;
  readonly holder?: Pick<Holder, 'name' | 'key' | 'spki'>;
};

export const at = new Date('2026-11-21T08:00:00Z');
const day = 86_400_000;

/** A self-signed authority. */
export function makeRoot(name = 'root', wish: Wish = {}): Holder {
  const holder = wish.holder ?? newHolder(name);
  return certify(holder, holder, { ...wish, extensions: authorityExtensions(holder, holder, wish) });
}

/** An authority below another. */
export function makeAuthority(issuer: Holder, name: string, wish: Wish = {}): Holder {
  const holder = wish.holder ?? newHolder(name);
  return certify(holder, issuer, { ...wish, extensions: authorityExtensions(holder, issuer, wish) });
}

/** An end entity. */
export function makeEnd(issuer: Holder, wish: Wish = {}, name = 'end'): Holder {
  const holder = wish.holder ?? newHolder(name);
  const usual = wish.bare
    ? []
    : [keyUsage('digitalSignature'), authorityKeyIdentifier(keyIdentifier(issuer.spki))];
  return certify(holder, issuer, { ...wish, extensions: [...usual, ...(wish.extensions ?? [])] });
}

/** A name and a new key; the name is one common name. */
export function newHolder(name: string): Pick<Holder, 'name' | 'key' | 'spki'> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  return { name: encodeName(nameOf(['CN', name])), key: privateKey, spki };
}

/** A CRL of an issuer in DER; `extensions` beside its number. */
export function makeCrl(
  issuer: Pick<Holder, 'name' | 'key'>,
  revocations: readonly Revocation[],
  wish: {
    readonly extensions?: readonly Extension[];
    readonly number?: number;
    readonly thisUpdate?: Date;
  } = {},
): Uint8Array {
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const { thisUpdate = new Date(at.getTime() - 3_600_000), number = 1, extensions = [] } = wish;
  const nextUpdate = new Date(thisUpdate.getTime() + day);
  const draft = {
    algorithm,
    issuer: issuer.name,
    thisUpdate,
    nextUpdate,
    extensions: [crlNumber(number), ...extensions],
  };
  const tbs = encodeTbsCrl(draft, crlEntryList(revocations));
  return assembleCrl(tbs, algorithm, new Uint8Array(sign('sha256', tbs, issuer.key)));
}

/** An OCSP answer in DER about one certificate of `issuer`, signed by `signer`, whose certificate is sent along. */
export function makeOcsp(
  asked: { readonly issuer: Holder; readonly certificate: Certificate },
  status: CertStatus,
  signer: Holder = asked.issuer,
): Uint8Array {
  const data = encodeOcspResponseData({
    responderKeyHash: keyIdentifier(signer.spki),
    producedAt: at,
    answers: [
      {
        id: certIdFor({ name: asked.issuer.name, spki: asked.issuer.spki }, asked.certificate.serial),
        status,
        thisUpdate: at,
        nextUpdate: new Date(at.getTime() + 60_000),
      },
    ],
  });
  const signature = new Uint8Array(sign('sha256', data, signer.key));
  return assembleOcspResponse(data, { algorithm: signatureAlgorithm('ecdsa-sha256'), signature }, [
    signer.certificate.der,
  ]);
}

function authorityExtensions(
  holder: Pick<Holder, 'spki'>,
  issuer: Pick<Holder, 'spki'>,
  wish: Wish,
): readonly Extension[] {
  const usual = wish.bare ? [] : [caConstraints(), keyUsage('keyCertSign', 'cRLSign')];
  const ids = [
    subjectKeyIdentifier(keyIdentifier(holder.spki)),
    authorityKeyIdentifier(keyIdentifier(issuer.spki)),
  ];
  return [...usual, ...(wish.bare ? [] : ids), ...(wish.extensions ?? [])];
}

function certify(
  holder: Pick<Holder, 'name' | 'key' | 'spki'>,
  issuer: Pick<Holder, 'name' | 'key'>,
  wish: Wish,
): Holder {
  const algorithm = signatureAlgorithm(wish.algorithm ?? 'ecdsa-sha256');
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.of(1, ...randomBytes(16)),
    algorithm,
    issuer: issuer.name,
    subject: holder.name,
    notBefore: wish.notBefore ?? new Date(at.getTime() - day),
    notAfter: wish.notAfter ?? new Date(at.getTime() + 365 * day),
    spki: holder.spki,
    extensions: wish.extensions ?? [],
  });
  const signature = new Uint8Array(sign(algorithm.hash, tbs, issuer.key));
  return { ...holder, certificate: parseCertificate(assembleCertificate(tbs, algorithm, signature)) };
}
