import { atEnd, enterSequence, readNamedBits, readNull, readOid } from '@kaika/bytes/cursor';
import { namedBits, nullValue, oid, sequenceOf } from '@kaika/bytes/der';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';

export type KeyUsage = (typeof BITS)[number];

/** RFC 5280 §4.2.1.3; contentCommitment is X.509's later word for nonRepudiation. */
const BITS = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** Purposes of extended key usage, RFC 5280 §4.2.1.12 and others as used on cards. */
export const PURPOSE = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const;

/** Key usage, RFC 5280 §4.2.1.3; critical. */
export function keyUsage(...usages: readonly KeyUsage[]): Extension {
  return extension(EXTENSION.keyUsage, true, namedBits(usages.map((usage) => BITS.indexOf(usage))));
}

/** The usages set, or undefined where the extension is absent (then any use is allowed). Bits without a name are passed over. */
export function keyUsageOf(holder: Extended): ReadonlySet<KeyUsage> | undefined {
  return extensionOf(holder, EXTENSION.keyUsage, (value) => {
    const usages = readNamedBits(value).flatMap((bit) => BITS[bit] ?? []);
    return new Set(usages);
  });
}

/** Extended key usage, RFC 5280 §4.2.1.12; purposes dotted, see `PURPOSE`. */
export function extKeyUsage(purposes: readonly string[], critical = false): Extension {
  return extension(EXTENSION.extKeyUsage, critical, sequenceOf(purposes.map(oid)));
}

/** The purposes, dotted, or undefined where the extension is absent. */
export function extKeyUsageOf(holder: Extended): ReadonlySet<string> | undefined {
  return extensionOf(holder, EXTENSION.extKeyUsage, (value) => {
    const list = enterSequence(value);
    const purposes = new Set<string>();
    do purposes.add(readOid(list));
    while (!atEnd(list));
    return purposes;
  });
}

/** id-pkix-ocsp-nocheck, RFC 6960 §4.2.2.2.1. */
export function ocspNocheck(): Extension {
  return extension(EXTENSION.ocspNocheck, false, nullValue());
}

/** Whether a responder’s certificate says that nobody need ask for its status (RFC 6960 §4.2.2.2.1). Throws `extension.malformed`. */
export function hasOcspNocheck(holder: Extended): boolean {
  return extensionOf(holder, EXTENSION.ocspNocheck, (value) => readNull(value) ?? true) ?? false;
}
