import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concat } from '@kaika/bytes/bytes';

/**
 * Keeps secrets sealed with one key-encryption key: AES-256-GCM, 12 random octets of nonce, the secret's name as associated
 * data, so that one sealed secret cannot stand in for another.
 */
export type Vault = {
  /** nonce ‖ ciphertext ‖ tag */
  seal(name: string, secret: Uint8Array): Uint8Array;
  /** Throws where the bytes were not sealed here under this name. */
  open(name: string, sealed: Uint8Array): Uint8Array;
  /** The secret of that name in the vault's folder; made by `make`, sealed and kept when it is not there yet. */
  keep(name: string, make: () => Uint8Array): Uint8Array;
};

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Opens the vault in a folder. The key-encryption key is `given` (32 octets, from the environment or an HSM) or, the embedded
 * default, a file of mode 600 beside the secrets.
 */
export function openVault(folder: string, given?: Uint8Array): Vault {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const key = given ?? keptKey(join(folder, 'key-encryption-key'));
  if (key.length !== 32) throw new TypeError('the key-encryption key has 32 octets');
  const seal: Vault['seal'] = (name, secret) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
    return concat(nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag());
  };
  const open: Vault['open'] = (name, sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-tagBytes));
    return concat(decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final());
  };
  return {
    seal,
    open,
    keep: (name, make) => {
      const file = join(folder, `${fileName(name)}.sealed`);
      if (existsSync(file)) return open(name, readFileSync(file));
      createWhole(file, seal(name, make()));
      return open(name, readFileSync(file));
    },
  };
}

function keptKey(file: string): Uint8Array {
  if (!existsSync(file)) createWhole(file, randomBytes(32));
  chmodSync(file, 0o600);
  return new Uint8Array(readFileSync(file));
}

/**
 * Either the whole file is there or none, whenever it is killed; of two that make it at once the first wins, and both read what is
 * there afterwards.
 */
function createWhole(file: string, bytes: Uint8Array): void {
  const half = `${file}.${randomUUID()}`;
  writeFileSync(half, bytes, { mode: 0o600, flush: true });
  try {
    linkSync(half, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(half);
  }
}

function fileName(name: string): string {
  if (!/^[a-z0-9][a-z0-9/.-]*$/.test(name)) throw new TypeError('not a name of a secret');
  return name.replaceAll('/', '_');
}
