import {
  constants,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { oid } from '@kaika/bytes/der';
import { authorityInfoAccess } from '@kaika/pki/access';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { subjectDirectoryAttributes } from '@kaika/pki/alternative-name';
import {
  assembleCertificate,
  type Certificate,
  encodeTbsCertificate,
  parseCertificate,
} from '@kaika/pki/certificate';
import { caConstraints, endEntityConstraints } from '@kaika/pki/constraint';
import type { Extension } from '@kaika/pki/extension';
import { keyIdentifier } from '@kaika/pki/key';
import { encodeName, nameOf } from '@kaika/pki/name';
import { parseOcspRequest } from '@kaika/pki/ocsp-request';
import { assembleOcspResponse, type CertStatus, encodeOcspResponseData } from '@kaika/pki/ocsp-response';
import { keyUsage } from '@kaika/pki/usage';
import type { Signed } from '@kaika/wire/window';

/** A signature key with its certificate, as a card holds it. */
export type Card = Party & {
  /** What the agent answers to a hash (SHA-256) alone: RS256. */
  readonly signHash: (hash: Uint8Array) => Signed;
};

export type Authority = {
  readonly root: Party;
  readonly issue: (organisation: string, kind?: 'rsa' | 'ec') => Card;
  readonly setStatus: (card: Card, status: CertStatus) => void;
  readonly answer: (request: Request) => Promise<Response>;
};

type Party = { readonly certificate: Certificate; readonly key: KeyObject };

/** An authority with a root, an issuer, and a status service. */
export function makeAuthority(now: () => Date): Authority {
  const root = makeParty('Root', undefined, 'ec', [caConstraints(1), keyUsage('keyCertSign', 'cRLSign')]);
  const issuer = makeParty('Issuing', root, 'ec', [caConstraints(0), keyUsage('keyCertSign', 'cRLSign')]);
  const statuses = new Map<string, CertStatus>();
  const issue = (organisation: string, kind: 'rsa' | 'ec' = 'rsa'): Card => {
    const party = makeParty('範例會計師事務所', issuer, kind, [
      endEntityConstraints(),
      keyUsage('digitalSignature', 'nonRepudiation'),
      subjectDirectoryAttributes([{ type: '2.16.886.1.100.2.102', values: [oid(organisation)] }]),
      authorityInfoAccess({ ocsp: ['http://status.test/'], caIssuers: ['http://status.test/issuer.cer'] }),
    ]);
    return { ...party, signHash: (hash) => signHash(party, hash) };
  };
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return new Response(issuer.certificate.der.slice());
    const asked = parseOcspRequest(new Uint8Array(await request.arrayBuffer()));
    const answers = asked.ids.map((id) => ({
      id,
      status: statuses.get(Buffer.from(id.serial).toString('hex')) ?? ({ status: 'good' } as const),
      thisUpdate: now(),
      nextUpdate: new Date(now().getTime() + 60_000),
    }));
    const responderKeyHash = keyIdentifier(issuer.certificate.spki);
    const tbs = encodeOcspResponseData({ responderKeyHash, producedAt: now(), answers });
    const algorithm = signatureAlgorithm('ecdsa-sha256');
    const signature = new Uint8Array(sign('sha256', tbs, issuer.key));
    return new Response(assembleOcspResponse(tbs, { algorithm, signature }).slice());
  };
  const setStatus = (card: Card, status: CertStatus) =>
    void statuses.set(Buffer.from(card.certificate.serial).toString('hex'), status);
  return { root, issue, setStatus, answer };
}

function makeParty(
  name: string,
  issuer: Party | undefined,
  kind: 'rsa' | 'ec',
  extensions: readonly Extension[],
): Party {
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const subject = encodeName(nameOf(['C', 'TW'], ['O', name]));
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.of(1, ...randomBytes(15)),
    algorithm,
    issuer: issuer?.certificate.subject ?? subject,
    subject,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2031-01-01T00:00:00Z'),
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions,
  });
  const signature = new Uint8Array(sign('sha256', tbs, issuer?.key ?? privateKey));
  return { certificate: parseCertificate(assembleCertificate(tbs, algorithm, signature)), key: privateKey };
}

/** DigestInfo of SHA-256, RFC 8017 §9.2 note 1. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function signHash({ certificate, key }: Party, hash: Uint8Array): Signed {
  const padding = constants.RSA_PKCS1_PADDING;
  const signature = privateEncrypt({ key, padding }, Buffer.concat([digestInfo, hash]));
  return { signature: toBase64(signature), algorithm: 'RS256', certificate: toBase64(certificate.der) };
}
