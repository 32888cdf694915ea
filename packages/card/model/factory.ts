/** The secrets cards leave the factory with: the makers' published defaults, known to everyone and therefore none. */
export const factoryPin = Uint8Array.from(Buffer.from('123456'));
export const factoryPuk = Uint8Array.from(Buffer.from('12345678'));
/** 24 bytes, used as a 3DES key and, by newer cards, as an AES-192 key. */
export const factoryManagementKey = Uint8Array.from(
  Buffer.from('010203040506070801020304050607080102030405060708', 'hex'),
);
