import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { boolean, integer, namedBits, octetString, sequence } from '@kaika/bytes/der';
import { certificateObject } from '@kaika/card/object';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleCertificate, encodeTbsCertificate, parseCertificate } from '@kaika/pki/certificate';
import { EXTENSION, type Extension, extension } from '@kaika/pki/extension';
import { keyIdentifier } from '@kaika/pki/key';
import { encodeName, nameOf } from '@kaika/pki/name';
import type { SoftcardOptions } from './softcard.ts';

/** The authority behind the attestation keys of virtual cards. `certificate` is DER and what others pin. */
export type Attestor = { readonly key: KeyObject; readonly certificate: Uint8Array };

/** {@link Attestor} as JSON; it holds the private key. */
export type AttestorState = { readonly key: string; readonly certificate: string };

const algorithm = signatureAlgorithm('ecdsa-sha256');

/** A new attestation authority: P-256, self-signed, good for 30 years. */
export function createAttestor(name: string, now: Date): Attestor {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const subject = encodeName(nameOf(['CN', name]));
  const certificate = certify(
    { issuer: subject, key: privateKey },
    { subject, spki: spkiOf(publicKey), from: now, extensions: authority(1) },
  );
  return { key: privateKey, certificate };
}

/** The attestation key of one card, made and certified: what `createSoftcard` takes. */
export function equip(attestor: Attestor, serialNumber: number): NonNullable<SoftcardOptions['attestation']> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const issuer = parseCertificate(attestor.certificate);
  const certificate = certify(
    { issuer: issuer.subject, key: attestor.key },
    {
      subject: encodeName(nameOf(['CN', 'Virtual Card Attestation'], ['serialNumber', String(serialNumber)])),
      spki: spkiOf(publicKey),
      from: issuer.notBefore,
      extensions: authority(0),
    },
  );
  const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return {
    key: { reference: 0xf9, algorithm: 'p256', key, origin: 'imported', pinPolicy: 'never' },
    object: toBase64(certificateObject(certificate)),
  };
}

/** To JSON, for a file of mode 600. */
export function attestorState({ key, certificate }: Attestor): AttestorState {
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  return { key: pkcs8.toString('base64'), certificate: toBase64(certificate) };
}

/** From JSON. Throws where the key cannot be read. */
export function attestorOf({ key, certificate }: AttestorState): Attestor {
  return {
    key: createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }),
    certificate: Uint8Array.from(Buffer.from(certificate, 'base64')),
  };
}

type Issuer = { readonly issuer: Uint8Array; readonly key: KeyObject };
type Subject = {
  readonly subject: Uint8Array;
  readonly spki: Uint8Array;
  readonly from: Date;
  readonly extensions: readonly Extension[];
};

function certify({ issuer, key }: Issuer, { subject, spki, from, extensions }: Subject): Uint8Array {
  const notAfter = new Date(from);
  notAfter.setUTCFullYear(from.getUTCFullYear() + 30);
  const identifier = extension(EXTENSION.subjectKeyIdentifier, false, octetString(keyIdentifier(spki)));
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.from([0x01, ...randomBytes(15)]),
    algorithm,
    issuer,
    subject,
    notBefore: from,
    notAfter,
    spki,
    extensions: [...extensions, identifier],
  });
  return assembleCertificate(tbs, algorithm, sign('sha256', tbs, key));
}

/** A CA, and how many CAs may follow; keyCertSign alone (bit 5). */
function authority(below: number): readonly Extension[] {
  return [
    extension(EXTENSION.basicConstraints, true, sequence(boolean(true), integer(below))),
    extension(EXTENSION.keyUsage, true, namedBits([5])),
  ];
}

function spkiOf(key: KeyObject): Uint8Array {
  return Uint8Array.from(key.export({ format: 'der', type: 'spki' }));
}
