import type { Model } from '../model.ts';
import { factoryManagementKey, factoryPin, factoryPuk } from './factory.ts';

/**
 * PivApplet on a JavaCard: Yubico's instructions of version 5.0.0, so that only the label tells it from a YubiKey; a random serial number with
 * the top bit set; five tries of the PIN and three of the PUK. It attests with a key of its own that no maker vouches for.
 */
export const pivApplet: Model = {
  id: 'pivapplet',
  name: { zh: 'JavaCard（PivApplet）', en: 'JavaCard (PivApplet)' },
  recognise: { label: 'PivApplet' },
  keys: ['p256', 'rsa2048'],
  factory: {
    management: { algorithm: '3des', key: factoryManagementKey },
    pin: factoryPin,
    puk: factoryPuk,
  },
  management: '3des',
  pinAlphabet: 'digits',
  pukAlphabet: 'digits',
  instructions: {
    reset: true,
    setRetries: true,
    setManagementKey: true,
    attest: true,
    metadata: false,
    serialNumber: true,
  },
  maker: null,
  objectLimit: 1856,
};
