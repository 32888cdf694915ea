import type { Model } from '../model.ts';
import { factoryManagementKey, factoryPin, factoryPuk } from './factory.ts';

/** Our own card in software. Has everything the newest hardware has, and says by its label that it is not hardware. */
export const softcardModel: Model = {
  id: 'softcard',
  name: { zh: '虛擬卡（softcard）', en: 'Virtual card' },
  recognise: { label: 'kaika virtual card' },
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
  maker: null,
  objectLimit: 3052,
};
