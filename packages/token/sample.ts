import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { oid } from '@kaika/bytes/der';
import { fromHex } from '@kaika/bytes/hex';
import { authorityInfoAccess } from '@kaika/pki/access';
import { type SignatureAlgorithm, signatureAlgorithm } from '@kaika/pki/algorithm';
import { subjectDirectoryAttributes } from '@kaika/pki/alternative-name';
import { assembleCertificate, encodeTbsCertificate } from '@kaika/pki/certificate';
import { caConstraints } from '@kaika/pki/constraint';
import { crlEntryList } from '@kaika/pki/crl-entry-list';
import { assembleCrl, encodeTbsCrl } from '@kaika/pki/crl-writer';
import { crlDistributionPoints } from '@kaika/pki/distribution';
import type { Extension } from '@kaika/pki/extension';
import { keyIdentifier } from '@kaika/pki/key';
import { authorityKeyIdentifier, subjectKeyIdentifier } from '@kaika/pki/key-identifier';
import { encodeName, nameOf } from '@kaika/pki/name';
import { parseOcspRequest } from '@kaika/pki/ocsp-request';
import { assembleOcspResponse, type CertStatus, encodeOcspResponseData } from '@kaika/pki/ocsp-response';
import { certificatePolicies } from '@kaika/pki/policy';
import { extKeyUsage, type KeyUsage, keyUsage, PURPOSE } from '@kaika/pki/usage';
import type { AuthToken } from '@kaika/wire/token';
import { signedInput } from './signature.ts';

/**
 * An authority made of memory, for the tests of sites that verify login tokens: it issues card certificates to keys of
 * this process and answers about their status. Nothing it says is worth anything outside a test.
 */
export type SampleAuthority = {
  /** DER. */
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  /** The policy its cards bear for authentication. */
  readonly policy: string;
  readonly issue: (order?: SampleOrder) => SampleCard;
  /** From now on OCSP and CRL say this of a certificate. */
  readonly tell: (card: SampleCard, status: CertStatus) => void;
  /** An OCSP answer (DER) to a request (DER); `nextUpdate` an hour later. */
  readonly answerOcsp: (request: Uint8Array, at: Date) => Uint8Array;
  /** The complete CRL (DER), good for a day. */
  readonly crl: (at: Date) => Uint8Array;
};

export type SampleOrder = {
  readonly key?: 'P-256' | 'P-384' | 'P-521' | 'RSA-2048' | 'RSA-1024' | 'Ed25519';
  readonly name?: string;
  readonly organisationOid?: string;
  readonly policies?: readonly string[];
  readonly usages?: readonly KeyUsage[];
  readonly purposes?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
};

export type SampleCard = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly key: KeyObject;
  /** What an agent makes for `origin` and `nonce`; the algorithm is the key's own unless another is asked for. */
  readonly token: (asked: {
    readonly origin: string;
    readonly nonce: string;
    readonly algorithm?: AuthToken['algorithm'];
  }) => AuthToken;
};

type Keys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

const POLICY = '1.3.6.1.4.1.32473.1.1.1';
const ORGANISATION_ATTRIBUTE = '2.16.886.1.100.2.102';
const DAY = 86_400_000;
const ecdsa = signatureAlgorithm('ecdsa-sha256');

/** Makes an authority whose certificates name these addresses. `now` is the time its own certificates start from. */
export function sampleAuthority(place: {
  readonly ocsp: string;
  readonly crl: string;
  readonly now: Date;
}): SampleAuthority {
  const { now } = place;
  const rootKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuingKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rootName = encodeName(nameOf(['C', 'TW'], ['CN', 'Sample Root']));
  const issuingName = encodeName(nameOf(['C', 'TW'], ['CN', 'Sample Issuing CA']));
  const life = {
    notBefore: new Date(now.getTime() - 30 * DAY),
    notAfter: new Date(now.getTime() + 3650 * DAY),
  };
  const ca = [caConstraints(), keyUsage('keyCertSign', 'cRLSign')];
  const byRoot = { issuer: rootName, signer: rootKeys };
  const root = certify({ ...life, ...byRoot, subject: rootName, keys: rootKeys, extensions: ca });
  const issuing = certify({
    ...life,
    ...byRoot,
    subject: issuingName,
    keys: issuingKeys,
    extensions: [...ca, certificatePolicies([{ oid: POLICY }])],
  });
  const told = new Map<string, CertStatus>();
  return {
    root: root.der,
    issuing: issuing.der,
    policy: POLICY,
    issue: (order = {}) => issueCard(order, { ...place, issuer: issuingName, signer: issuingKeys }),
    tell: (card, status) => void told.set(card.serialNumber, status),
    answerOcsp: (request, at) => answerOcsp(request, at, { told, keys: issuingKeys }),
    crl: (at) => writeCrl(at, { told, issuer: issuingName, keys: issuingKeys }),
  };
}

type Issuer = {
  readonly ocsp: string;
  readonly crl: string;
  readonly now: Date;
  readonly issuer: Uint8Array;
  readonly signer: Keys;
};

function issueCard(order: SampleOrder, by: Issuer): SampleCard {
  const keys = makeKeys(order.key ?? 'P-256');
  const { organisationOid = '1.3.6.1.4.1.32473.1.4.1', name = '範例會計師事務所' } = order;
  const { der, serialNumber } = certify({
    notBefore: order.notBefore ?? new Date(by.now.getTime() - DAY),
    notAfter: order.notAfter ?? new Date(by.now.getTime() + 365 * DAY),
    issuer: by.issuer,
    signer: by.signer,
    subject: encodeName(nameOf(['C', 'TW'], ['O', name])),
    keys,
    extensions: [
      keyUsage(...(order.usages ?? ['digitalSignature' as const])),
      extKeyUsage(order.purposes ?? [PURPOSE.clientAuth]),
      certificatePolicies((order.policies ?? [POLICY]).map((policy) => ({ oid: policy }))),
      subjectDirectoryAttributes([{ type: ORGANISATION_ATTRIBUTE, values: [oid(organisationOid)] }]),
      authorityInfoAccess({ ocsp: [by.ocsp] }),
      crlDistributionPoints([by.crl]),
    ],
  });
  const own = { 'P-384': 'ES384', 'RSA-2048': 'RS256', 'RSA-1024': 'RS256' } as const;
  return {
    certificate: der,
    serialNumber,
    key: keys.privateKey,
    token({ origin, nonce, algorithm = own[order.key as 'P-384'] ?? 'ES256' }) {
      const data = signedInput(algorithm, { origin, nonce });
      return {
        unverifiedCertificate: Buffer.from(der).toString('base64'),
        algorithm,
        signature: signToken(algorithm, data, keys.privateKey).toString('base64'),
        format: 'web-eid:1.0',
        appVersion: 'https://example.org/sample/1.0',
      };
    },
  };
}

function signToken(algorithm: AuthToken['algorithm'], data: Uint8Array, key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, data, key);
  const hash = algorithm === 'ES384' ? 'sha384' : 'sha256';
  // 6 is RSA_PKCS1_PSS_PADDING and -1 a salt as long as the hash.
  if (algorithm === 'PS256') return sign(hash, data, { key, padding: 6, saltLength: -1 });
  return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
}

type CertificateOrder = {
  readonly issuer: Uint8Array;
  readonly signer: Keys;
  readonly subject: Uint8Array;
  readonly keys: Keys;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
};

function certify(order: CertificateOrder): { readonly der: Uint8Array; readonly serialNumber: string } {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const spki = spkiOf(order.keys);
  const tbs = encodeTbsCertificate({
    serial,
    algorithm: ecdsa,
    issuer: order.issuer,
    subject: order.subject,
    notBefore: order.notBefore,
    notAfter: order.notAfter,
    spki,
    extensions: [
      ...order.extensions,
      subjectKeyIdentifier(keyIdentifier(spki)),
      authorityKeyIdentifier(keyIdentifier(spkiOf(order.signer))),
    ],
  });
  return {
    der: assembleCertificate(tbs, ecdsa, signBy(order.signer, ecdsa, tbs)),
    serialNumber: serial.toString('hex'),
  };
}

type Told = { readonly told: ReadonlyMap<string, CertStatus>; readonly keys: Keys };

function answerOcsp(request: Uint8Array, at: Date, { told, keys }: Told): Uint8Array {
  const { ids, nonce } = parseOcspRequest(request);
  const data = encodeOcspResponseData({
    responderKeyHash: keyIdentifier(spkiOf(keys)),
    producedAt: at,
    nonce,
    answers: ids.map((id) => ({
      id,
      status: told.get(Buffer.from(id.serial).toString('hex')) ?? { status: 'good' },
      thisUpdate: at,
      nextUpdate: new Date(at.getTime() + 3_600_000),
    })),
  });
  return assembleOcspResponse(data, { algorithm: ecdsa, signature: signBy(keys, ecdsa, data) });
}

function writeCrl(at: Date, { told, keys, issuer }: Told & { readonly issuer: Uint8Array }): Uint8Array {
  const revoked = [...told].flatMap(([serialNumber, status]) =>
    status.status === 'revoked'
      ? [
          {
            serial: fromHex(serialNumber),
            revokedAt: status.revokedAt,
            ...(status.reason ? { reason: status.reason } : {}),
          },
        ]
      : [],
  );
  const draft = {
    algorithm: ecdsa,
    issuer,
    thisUpdate: at,
    nextUpdate: new Date(at.getTime() + DAY),
    extensions: [],
  };
  const tbs = encodeTbsCrl(draft, crlEntryList(revoked));
  return assembleCrl(tbs, ecdsa, signBy(keys, ecdsa, tbs));
}

function makeKeys(kind: NonNullable<SampleOrder['key']>): Keys {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'RSA-2048' || kind === 'RSA-1024') {
    return generateKeyPairSync('rsa', { modulusLength: kind === 'RSA-2048' ? 2048 : 1024 });
  }
  return generateKeyPairSync('ec', { namedCurve: kind });
}

function signBy({ privateKey }: Keys, algorithm: SignatureAlgorithm, data: Uint8Array): Buffer {
  return sign(algorithm.hash, data, privateKey);
}

function spkiOf({ publicKey }: Keys): Uint8Array {
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}
