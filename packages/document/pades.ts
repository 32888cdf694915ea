import { createHash } from 'node:crypto';
import {
  type SignatureAlgorithm,
  type SignatureAlgorithmName,
  signatureAlgorithm,
} from '@kaika/pki/algorithm';
import type { Certificate } from '@kaika/pki/certificate';
import { cmsHash, encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { describeKey } from '@kaika/pki/key';
import type { Sign } from '@kaika/pki/signature';
import { DocumentError } from './error.ts';
import { addPlace, digestOf, fillPlace, type HashName, type Place, type PlaceSettings } from './place.ts';

/** A time-stamp token (DER ContentInfo, RFC 3161) over a digest. */
export type Timestamp = (imprint: {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}) => Promise<Uint8Array>;

/** A document ready to be signed somewhere else. `attributes`: the DER whose hash by `hash` the key signs. */
export type Prepared = {
  readonly place: Place;
  readonly attributes: Uint8Array;
  readonly algorithm: SignatureAlgorithmName;
  readonly hash: HashName;
};

/**
 * Prepares a PAdES baseline signature (ETSI EN 319 142-1 §6.3): the place in the document, and the signed attributes
 * content-type, message-digest and signing-certificate-v2. The algorithm follows the key; `pss` for RSASSA-PSS.
 * Throws `pdf.unreadable`, PkiError `key.*` for a key that cannot sign.
 */
export async function prepare(
  pdf: Uint8Array,
  certificate: Certificate,
  settings: PlaceSettings & { readonly pss?: boolean },
): Promise<Prepared> {
  const place = await addPlace(pdf, settings);
  const algorithm = algorithmOf(certificate, settings.pss ?? false);
  const hash = hashOf(signatureAlgorithm(algorithm));
  const attributes = encodeSignedAttributes({
    digest: digestOf(place, hash),
    signingCertificate: certificate,
  });
  return { place, attributes, algorithm, hash };
}

/** The hash of the signed attributes: what a card is handed. */
export function hashToSign(prepared: Pick<Prepared, 'attributes' | 'hash'>): Uint8Array {
  return createHash(prepared.hash).update(prepared.attributes).digest();
}

/**
 * Embeds a signature made elsewhere (ECDSA in DER). `chain`: certificates (DER) above the signer's, sent along. With
 * `timestamp` the signature becomes B-T. Throws `signature.too-large` and what `timestamp` throws. Nothing is verified
 * here: that is for `verifyPdf` on the result.
 */
export async function embed(
  prepared: Prepared,
  made: {
    readonly certificate: Certificate;
    readonly signature: Uint8Array;
    readonly chain: readonly Uint8Array[];
    readonly timestamp?: Timestamp | undefined;
  },
): Promise<Uint8Array> {
  const { certificate, signature } = made;
  const digest = createHash('sha256').update(signature).digest();
  const timestamp = await made.timestamp?.({ hash: 'sha256', digest });
  const algorithm = signatureAlgorithm(prepared.algorithm);
  const signer = { certificate, algorithm, signedAttributes: prepared.attributes, signature, timestamp };
  const cms = encodeSignedData({ signers: [signer], certificates: [certificate.der, ...made.chain] });
  return fillPlace(prepared.place, cms);
}

/** Signs with a key at hand: prepare, sign, embed. For seals of a service. */
export async function seal(
  pdf: Uint8Array,
  by: {
    readonly certificate: Certificate;
    readonly chain: readonly Uint8Array[];
    readonly sign: Sign;
    readonly timestamp?: Timestamp | undefined;
  },
  settings: PlaceSettings,
): Promise<Uint8Array> {
  const prepared = await prepare(pdf, by.certificate, settings);
  return embed(prepared, { ...by, signature: await by.sign(prepared.attributes) });
}

/** The algorithm a key of this certificate signs with: ECDSA by its curve, RSA with SHA-256. */
export function algorithmOf(certificate: Certificate, pss: boolean): SignatureAlgorithmName {
  const key = describeKey(certificate.spki);
  if (key.type === 'ec') {
    const byCurve: Readonly<Record<string, SignatureAlgorithmName>> = {
      'P-256': 'ecdsa-sha256',
      'P-384': 'ecdsa-sha384',
      'P-521': 'ecdsa-sha512',
    };
    return byCurve[key.curve] ?? 'ecdsa-sha256';
  }
  if (key.type === 'rsa' || key.type === 'rsa-pss') {
    return pss || key.type === 'rsa-pss' ? 'rsa-pss-sha256' : 'rsa-sha256';
  }
  return key.type;
}

function hashOf(algorithm: SignatureAlgorithm): HashName {
  const hash = cmsHash(algorithm);
  if (hash === 'sha1') throw new DocumentError('signature.malformed');
  return hash;
}
