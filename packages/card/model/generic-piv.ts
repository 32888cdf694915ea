import type { Model } from '../model.ts';
import { factoryManagementKey, factoryPin, factoryPuk } from './factory.ts';

/** Any PIV card, believed to have what SP 800-73 asks and nothing more. It is read and used, and produced only when fresh. */
export const genericPiv: Model = {
  id: 'generic-piv',
  name: { zh: 'PIV 卡片', en: 'PIV card' },
  recognise: {},
  keys: ['p256', 'p384', 'rsa2048'],
  factory: {
    management: { algorithm: '3des', key: factoryManagementKey },
    pin: factoryPin,
    puk: factoryPuk,
  },
  management: '3des',
  pinAlphabet: 'digits',
  pukAlphabet: 'digits',
  instructions: {
    reset: false,
    setRetries: false,
    setManagementKey: false,
    attest: false,
    metadata: false,
    serialNumber: false,
  },
  maker: null,
  objectLimit: 1856,
};
