import { equal } from '@kaika/bytes/bytes';
import { useOf } from '@kaika/card/slot';
import type { Reader } from '../holding/cards.ts';
import type { Registrable } from './registration.ts';

/**
 * What the cards in the readers have to register: the certificates for signing in, signing and encryption. 9E proves presence to the authority
 * alone, and a certificate that signed itself might be taken for a root: neither is registered.
 */
export function registrablesOf(readers: readonly Reader[]): readonly Registrable[] {
  return readers.flatMap(({ holding }) => {
    if (holding === null) return [];
    const card = holding.cardNumber ?? holding.guid?.slice(0, 12) ?? 'card';
    return holding.certificates
      .filter(({ slot, certificate }) => slot !== '9e' && !equal(certificate.subject, certificate.issuer))
      .map(({ slot, certificate }) => ({ name: `kaika ${card} ${useOf(slot)}`, der: certificate.der }));
  });
}
