import { enterOptional, enterSequence, finish, peekTag, readContent, readOctets } from '@kaika/bytes/cursor';
import { element, octetString, sequence } from '@kaika/bytes/der';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { type GeneralName, readGeneralNames } from './general-name.ts';

/** `serial`: content octets of the INTEGER. */
export type AuthorityKeyIdentifier = {
  readonly keyIdentifier: Uint8Array | undefined;
  readonly issuer: readonly GeneralName[] | undefined;
  readonly serial: Uint8Array | undefined;
};

/** Subject key identifier, RFC 5280 §4.2.1.2. */
export function subjectKeyIdentifier(identifier: Uint8Array): Extension {
  return extension(EXTENSION.subjectKeyIdentifier, false, octetString(identifier));
}

/** subjectKeyIdentifier (RFC 5280 §4.2.1.2), or undefined where it is absent. Throws `extension.malformed`. */
export function subjectKeyIdentifierOf(holder: Extended): Uint8Array | undefined {
  return extensionOf(holder, EXTENSION.subjectKeyIdentifier, (value) => readOctets(value));
}

/** Authority key identifier by key alone, RFC 5280 §4.2.1.1. */
export function authorityKeyIdentifier(identifier: Uint8Array): Extension {
  return extension(EXTENSION.authorityKeyIdentifier, false, sequence(element(0x80, identifier)));
}

/** authorityKeyIdentifier (RFC 5280 §4.2.1.1), or undefined where it is absent. Throws `extension.malformed`. */
export function authorityKeyIdentifierOf(holder: Extended): AuthorityKeyIdentifier | undefined {
  return extensionOf(holder, EXTENSION.authorityKeyIdentifier, (value) => {
    const fields = enterSequence(value);
    const keyIdentifier = peekTag(fields) === 0x80 ? readContent(fields, 0x80) : undefined;
    const names = enterOptional(fields, 0xa1);
    const issuer = names && readGeneralNames(names);
    const serial = peekTag(fields) === 0x82 ? readContent(fields, 0x82) : undefined;
    finish(fields);
    return { keyIdentifier, issuer, serial };
  });
}
