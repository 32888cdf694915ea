/** Algorithm identifiers, SP 800-78-5 table 9; RSA-4096 as the makers number it. */

export type KeyAlgorithm = 'p256' | 'p384' | 'rsa2048' | 'rsa3072' | 'rsa4096';
export type ManagementAlgorithm = '3des' | 'aes128' | 'aes192' | 'aes256';

type KeyFacts = { readonly id: number; readonly kind: 'ec' | 'rsa'; readonly bytes: number };

/** `bytes` is the length of a coordinate or of the modulus. */
export const keyAlgorithms: Readonly<Record<KeyAlgorithm, KeyFacts>> = {
  p256: { id: 0x11, kind: 'ec', bytes: 32 },
  p384: { id: 0x14, kind: 'ec', bytes: 48 },
  rsa2048: { id: 0x07, kind: 'rsa', bytes: 256 },
  rsa3072: { id: 0x05, kind: 'rsa', bytes: 384 },
  rsa4096: { id: 0x16, kind: 'rsa', bytes: 512 },
};

type ManagementFacts = {
  readonly id: number;
  readonly cipher: string;
  readonly bytes: number;
  readonly block: number;
};

/** `cipher` is the name node:crypto knows; one block is encrypted, so ECB without padding. */
export const managementAlgorithms: Readonly<Record<ManagementAlgorithm, ManagementFacts>> = {
  '3des': { id: 0x03, cipher: 'des-ede3', bytes: 24, block: 8 },
  aes128: { id: 0x08, cipher: 'aes-128-ecb', bytes: 16, block: 16 },
  aes192: { id: 0x0a, cipher: 'aes-192-ecb', bytes: 24, block: 16 },
  aes256: { id: 0x0c, cipher: 'aes-256-ecb', bytes: 32, block: 16 },
};

/** The key algorithm with this identifier, or null. */
export function keyAlgorithmOf(id: number): KeyAlgorithm | null {
  const names: readonly KeyAlgorithm[] = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'];
  return names.find((name) => keyAlgorithms[name].id === id) ?? null;
}

/** The management algorithm with this identifier, or null. 0 is an old name of 3DES (SP 800-78-4 table 6-2). */
export function managementAlgorithmOf(id: number): ManagementAlgorithm | null {
  const names: readonly ManagementAlgorithm[] = ['3des', 'aes128', 'aes192', 'aes256'];
  return names.find((name) => managementAlgorithms[name].id === (id === 0 ? 3 : id)) ?? null;
}
