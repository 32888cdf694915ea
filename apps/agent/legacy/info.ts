import { toBase64 } from '@kaika/bytes/base64';
import { atEnd, enter, enterSequence, readOid, skip } from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import type { Slot } from '@kaika/card/slot';
import type { Certificate } from '@kaika/pki/certificate';
import { EXTENSION, extensionOf } from '@kaika/pki/extension';
import { formatName } from '@kaika/pki/name';
import type { Reader } from '../holding/cards.ts';
import type { Holding } from '../holding/holding.ts';

/** `pkcs11info`: readers and cards in the words of the old wire. */
export type LegacyInfo = {
  readonly func: 'pkcs11info';
  readonly ret_code: number;
  readonly last_error: number;
  readonly message?: string;
  readonly serverVersion: string;
  readonly libraryDescription: string;
  readonly libraryVersion: string;
  readonly slots?: readonly LegacySlot[];
};

export type LegacySlot = {
  readonly slotID: number;
  readonly slotDescription: string;
  readonly token: null | 'unknown token' | LegacyToken;
};

export type LegacyToken = {
  /** The card number. */
  readonly serialNumber: string;
  readonly certs?: readonly LegacyCertificate[];
  readonly keys?: readonly { readonly id: string; readonly keyb64: string }[];
};

type LegacyCertificate = Readonly<Record<string, string | number>>;

/** What the old wire calls a slot's key: label, id on the card, usage. The usage is a label, not the certificate's bits. */
const roles: readonly { slot: Slot; label: string; id: string; usage: string }[] = [
  { slot: '9c', label: 'cert1', id: 'SIGN', usage: 'digitalSignature' },
  { slot: '9d', label: 'cert2', id: 'KEYX', usage: 'keyEncipherment|dataEncipherment' },
];
const organisationOid = '2.16.886.1.100.2.102';

/** The head of every answer about readers. */
export function infoHead(version: string): Omit<LegacyInfo, 'slots' | 'ret_code' | 'last_error'> {
  return {
    func: 'pkcs11info',
    serverVersion: version,
    libraryDescription: 'kaika PIV',
    libraryVersion: '1.0',
  };
}

/** Readers as slots; with their certificates where the page asked for them. */
export function legacySlots(readers: readonly Reader[], withCertificates: boolean): readonly LegacySlot[] {
  return readers.map((reader, slotID) => ({
    slotID,
    slotDescription: reader.name,
    token: tokenOf(reader, withCertificates),
  }));
}

function tokenOf({ holding, problem }: Reader, withCertificates: boolean): LegacySlot['token'] {
  if (holding === null) return problem === null ? null : 'unknown token';
  if (holding.cardNumber === null) return 'unknown token';
  if (!withCertificates) return { serialNumber: holding.cardNumber };
  return { serialNumber: holding.cardNumber, ...certificatesOf(holding) };
}

function certificatesOf(holding: Holding): Pick<LegacyToken, 'certs' | 'keys'> {
  const found = roles.flatMap((role) => {
    const one = holding.certificates.find(({ slot }) => slot === role.slot);
    return one === undefined ? [] : [{ role, certificate: one.certificate }];
  });
  return {
    certs: found.map(({ role, certificate }) => ({
      label: role.label,
      id: idOf(role.id),
      usage: role.usage,
      certb64: toBase64(certificate.der),
      sn: certificate.serialNumber,
      subjectDN: formatName(certificate.subject),
      issuerDN: formatName(certificate.issuer),
      subjectID: subjectId(certificate),
      notBeforeT: Math.floor(certificate.notBefore.getTime() / 1000),
      notAfterT: Math.floor(certificate.notAfter.getTime() / 1000),
    })),
    keys: found.map(({ role, certificate }) => ({ id: idOf(role.id), keyb64: toBase64(certificate.spki) })),
  };
}

function idOf(name: string): string {
  return Buffer.from(name).toString('base64');
}

/** The organisation's OID of the subject directory attributes, dotted; empty where there is none. */
function subjectId(certificate: Certificate): string {
  const found = extensionOf(certificate, EXTENSION.subjectDirectoryAttributes, (value) => {
    const attributes = enterSequence(value);
    let oid = '';
    while (!atEnd(attributes)) {
      const attribute = enterSequence(attributes);
      const isOrganisation = readOid(attribute) === organisationOid;
      const values = enter(attribute, TAG.set);
      if (isOrganisation) oid = readOid(values);
      while (!atEnd(values)) skip(values);
    }
    return oid;
  });
  return found ?? '';
}
