import type { Model } from '../model.ts';
import { yubicoTrust } from '../root/yubico.ts';
import { factoryManagementKey, factoryPin, factoryPuk } from './factory.ts';

/** YubiKey 5 with firmware 5.0 to 5.6: RSA up to 2048 bits, 3DES management key. */
export const yubikey5: Model = {
  id: 'yubikey-5',
  name: { zh: 'YubiKey 5', en: 'YubiKey 5' },
  recognise: { version: { from: [5, 0, 0], below: [5, 7, 0] } },
  keys: ['p256', 'p384', 'rsa2048'],
  factory: {
    management: { algorithm: '3des', key: factoryManagementKey },
    pin: factoryPin,
    puk: factoryPuk,
  },
  management: '3des',
  pinAlphabet: 'ascii',
  pukAlphabet: 'ascii',
  instructions: {
    reset: true,
    setRetries: true,
    setManagementKey: true,
    attest: true,
    metadata: false,
    serialNumber: true,
  },
  maker: yubicoTrust,
  objectLimit: 3052,
};
