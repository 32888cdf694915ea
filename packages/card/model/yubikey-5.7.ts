import type { Model } from '../model.ts';
import { yubicoTrust } from '../root/yubico.ts';
import { factoryManagementKey, factoryPin, factoryPuk } from './factory.ts';

/** YubiKey 5 with firmware 5.7 or later: larger RSA keys, AES-192 management key from the factory. */
export const yubikey57: Model = {
  id: 'yubikey-5.7',
  name: { zh: 'YubiKey 5（韌體 5.7 以後）', en: 'YubiKey 5 (firmware 5.7 and later)' },
  recognise: { version: { from: [5, 7, 0], below: [6, 0, 0] } },
  keys: ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'],
  factory: {
    management: { algorithm: 'aes192', key: factoryManagementKey },
    pin: factoryPin,
    puk: factoryPuk,
  },
  management: 'aes256',
  pinAlphabet: 'ascii',
  pukAlphabet: 'ascii',
  instructions: {
    reset: true,
    setRetries: true,
    setManagementKey: true,
    attest: true,
    metadata: true,
    serialNumber: true,
  },
  maker: yubicoTrust,
  objectLimit: 3052,
};
