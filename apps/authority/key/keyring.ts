import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeyKind } from '@kaika/ca/profile';
import { type Signer, signerOfKey } from '@kaika/ca/signer';
import type { Vault } from './vault.ts';

/** The authority's signing keys by name, wherever they are. */
export type Keyring = Disposable & {
  /** The key of that name, made when it is not there yet. */
  signer(name: string, kind: KeyKind): Signer;
};

/** Opens the keys kept in a vault. Each is read and decoded once: a fresh KeyObject on every signature halves the speed. */
export function openKeyring(vault: Vault): Keyring {
  const signers = new Map<string, Signer>();
  return {
    signer: (name, kind) => {
      const known = signers.get(name);
      if (known !== undefined) return known;
      const pkcs8 = vault.keep(`key/${name}`, () => generate(kind));
      const made = signerOfKey(createPrivateKey({ key: viewOf(pkcs8), format: 'der', type: 'pkcs8' }));
      pkcs8.fill(0);
      signers.set(name, made);
      return made;
    },
    [Symbol.dispose]: () => signers.clear(),
  };
}

/** Not a copy, which nobody would overwrite. */
function viewOf(secret: Uint8Array): Buffer {
  return Buffer.from(secret.buffer, secret.byteOffset, secret.length);
}

function generate(kind: KeyKind): Uint8Array {
  return new Uint8Array(pairOf(kind).export({ format: 'der', type: 'pkcs8' }));
}

function pairOf(kind: KeyKind): KeyObject {
  switch (kind) {
    case 'p256':
    case 'p384':
    case 'p521':
      return generateKeyPairSync('ec', { namedCurve: `P-${kind.slice(1)}` }).privateKey;
    case 'rsa2048':
    case 'rsa3072':
    case 'rsa4096':
      return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'ml-dsa-65':
      return generateKeyPairSync('ml-dsa-65').privateKey;
  }
}
