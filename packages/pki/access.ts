import { atEnd, enterSequence, finish, readOid } from '@kaika/bytes/cursor';
import { oid, sequence, sequenceOf } from '@kaika/bytes/der';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { encodeGeneralName, type GeneralName, readGeneralName } from './general-name.ts';

export type AccessDescription = { readonly method: string; readonly location: GeneralName };

/** Access methods, RFC 5280 §4.2.2.1. */
export const ACCESS = { ocsp: '1.3.6.1.5.5.7.48.1', caIssuers: '1.3.6.1.5.5.7.48.2' } as const;

/** Authority information access: addresses of the OCSP responder and of the issuer's certificate. */
export function authorityInfoAccess(addresses: {
  readonly ocsp?: readonly string[];
  readonly caIssuers?: readonly string[];
}): Extension {
  const list = (['ocsp', 'caIssuers'] as const).flatMap((method) =>
    (addresses[method] ?? []).map((value) =>
      sequence(oid(ACCESS[method]), encodeGeneralName({ kind: 'uniformResourceIdentifier', value })),
    ),
  );
  return extension(EXTENSION.authorityInfoAccess, false, sequenceOf(list));
}

/** authorityInfoAccess (RFC 5280 §4.2.2.1), or undefined where it is absent. Throws `extension.malformed`. */
export function authorityInfoAccessOf(holder: Extended): readonly AccessDescription[] | undefined {
  return extensionOf(holder, EXTENSION.authorityInfoAccess, (value) => {
    const list = enterSequence(value);
    const descriptions: AccessDescription[] = [];
    do {
      const fields = enterSequence(list);
      descriptions.push({ method: readOid(fields), location: readGeneralName(fields) });
      finish(fields);
    } while (!atEnd(list));
    return descriptions;
  });
}

/** The addresses (URIs) given for one method. */
export function accessAddresses(holder: Extended, method: keyof typeof ACCESS): readonly string[] {
  return (authorityInfoAccessOf(holder) ?? []).flatMap((one) =>
    one.method === ACCESS[method] && one.location.kind === 'uniformResourceIdentifier'
      ? [one.location.value]
      : [],
  );
}
