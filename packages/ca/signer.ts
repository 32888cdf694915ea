import { constants, createPublicKey, type KeyObject, sign as signWith } from 'node:crypto';
import { type SignatureAlgorithmName, signatureAlgorithm, verifySignatureAside } from '@kaika/pki/algorithm';
import { describeKey, keyIdentifier, publicKey } from '@kaika/pki/key';
import { CaError } from './error.ts';

/**
 * A key that signs, wherever it lives (memory, HSM). `publicKey`: SubjectPublicKeyInfo in DER. `keyId`: its key
 * identifier, 20 octets. `sign` takes the bytes to be signed and hashes them itself; ECDSA answers are DER.
 */
export type Signer = {
  readonly algorithm: SignatureAlgorithmName;
  readonly publicKey: Uint8Array;
  readonly keyId: Uint8Array;
  sign(tbs: Uint8Array): Uint8Array | Promise<Uint8Array>;
};

/**
 * A signer of a private key held by node:crypto.
 * @param algorithm by default what suits the key: ECDSA with the hash of the curve's size, RSA PKCS#1 with SHA-256.
 * @throws CaError `signer.key` when the key is of no kind certificates are signed with.
 */
export function signerOfKey(key: KeyObject, algorithm?: SignatureAlgorithmName): Signer {
  const publicKey = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const name = algorithm ?? algorithmOfKey(publicKey);
  const { keyType, hash } = signatureAlgorithm(name);
  if (key.asymmetricKeyType !== keyType) throw keyRefused();
  const options = saltOptions(key, name);
  return {
    algorithm: name,
    publicKey,
    keyId: keyIdentifier(publicKey),
    sign: (tbs) => new Uint8Array(signWith(hash, tbs, options)),
  };
}

/**
 * Signs and checks the answer with the signer's public key, so that a fault in memory or in an HSM never leaves the
 * house as a signature. The check costs more than the signature; it runs on another thread.
 * @param certificate what is being signed, for the refusal.
 * @throws CaError `signature.wrong`
 */
export async function signChecked(signer: Signer, tbs: Uint8Array, certificate: string): Promise<Uint8Array> {
  const signature = await signer.sign(tbs);
  const key = publicKey(signer.publicKey);
  if (!(await verifySignatureAside(signatureAlgorithm(signer.algorithm), key, { data: tbs, signature }))) {
    throw new CaError('signature.wrong', { certificate, field: 'signatureValue' });
  }
  return signature;
}

function algorithmOfKey(spki: Uint8Array): SignatureAlgorithmName {
  const key = describeKey(spki);
  if (key.type === 'rsa') return 'rsa-sha256';
  if (key.type === 'ed25519' || key.type === 'ml-dsa-65') return key.type;
  if (key.type !== 'ec') throw keyRefused();
  if (key.curve === 'P-256') return 'ecdsa-sha256';
  if (key.curve === 'P-384') return 'ecdsa-sha384';
  if (key.curve === 'P-521') return 'ecdsa-sha512';
  throw keyRefused();
}

function saltOptions(key: KeyObject, name: SignatureAlgorithmName): Parameters<typeof signWith>[2] {
  const { saltLength } = signatureAlgorithm(name);
  return saltLength === undefined ? key : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

function keyRefused(): CaError {
  return new CaError('signer.key', { certificate: 'signer', field: 'subjectPublicKeyInfo' });
}
