import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type SignatureAlgorithm, type SignatureAlgorithmName, signatureAlgorithm } from './algorithm.ts';
import {
  assembleCertificate,
  type Certificate,
  encodeTbsCertificate,
  parseCertificate,
} from './certificate.ts';
import { caConstraints } from './constraint.ts';
import type { Extension } from './extension.ts';
import { keyIdentifier } from './key.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './key-identifier.ts';
import { encodeName, nameOf } from './name.ts';
import { keyUsage } from './usage.ts';

/** Keys and certificates for tests: made on the spot, good for nothing else. */
export type SampleKey = {
  readonly algorithm: SignatureAlgorithm;
  readonly privateKey: KeyObject;
  readonly spki: Uint8Array;
  readonly sign: (tbs: Uint8Array) => Uint8Array;
};

export type Sample = { readonly certificate: Certificate; readonly key: SampleKey };

/** What a sample may differ in; `issuer` absent: self-signed. */
export type SampleDraft = {
  readonly subject: string;
  readonly issuer?: Sample;
  readonly key?: SampleKey;
  readonly serial?: Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly Extension[];
};

export const SAMPLE_NOW = new Date('2026-06-01T12:00:00Z');

/** A fresh key for an algorithm. */
export function sampleKey(name: SignatureAlgorithmName = 'ecdsa-sha256'): SampleKey {
  const algorithm = signatureAlgorithm(name);
  const { privateKey, publicKey } = generate(name);
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  return { algorithm, privateKey, spki, sign: (tbs) => signSample(algorithm, privateKey, tbs) };
}

/** A certificate under `issuer`, valid from 2026 to 2030 unless the draft says otherwise. */
export function sampleCertificate(draft: SampleDraft): Sample {
  const key = draft.key ?? sampleKey();
  const signer = draft.issuer?.key ?? key;
  const subject = encodeName(nameOf(['C', 'TW'], ['O', '開卡測試'], ['CN', draft.subject]));
  const tbs = encodeTbsCertificate({
    serial: draft.serial ?? Uint8Array.of(1, 2, 3),
    algorithm: signer.algorithm,
    issuer: draft.issuer?.certificate.subject ?? subject,
    subject,
    notBefore: draft.notBefore ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: draft.notAfter ?? new Date('2030-01-01T00:00:00Z'),
    spki: key.spki,
    extensions: [
      ...(draft.extensions ?? []),
      subjectKeyIdentifier(keyIdentifier(key.spki)),
      authorityKeyIdentifier(keyIdentifier(signer.spki)),
    ],
  });
  return { certificate: parseCertificate(assembleCertificate(tbs, signer.algorithm, signer.sign(tbs))), key };
}

/** A self-signed CA. */
export function sampleAuthority(subject = '測試根憑證', key?: SampleKey): Sample {
  const extensions = [caConstraints(), keyUsage('keyCertSign', 'cRLSign', 'digitalSignature')];
  return sampleCertificate(key ? { subject, extensions, key } : { subject, extensions });
}

function generate(name: SignatureAlgorithmName): {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
} {
  if (name === 'ed25519') return generateKeyPairSync('ed25519');
  if (name === 'ml-dsa-65') return generateKeyPairSync('ml-dsa-65');
  if (name.startsWith('rsa')) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: name === 'ecdsa-sha384' ? 'P-384' : 'P-256' });
}

function signSample(
  { hash, keyType, saltLength }: SignatureAlgorithm,
  key: KeyObject,
  tbs: Uint8Array,
): Uint8Array {
  const padding = saltLength === undefined ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_PSS_PADDING;
  const options =
    keyType === 'rsa' ? { key, padding, ...(saltLength === undefined ? {} : { saltLength }) } : key;
  return new Uint8Array(sign(hash, tbs, options));
}
