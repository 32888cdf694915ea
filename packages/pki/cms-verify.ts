import { createHash } from 'node:crypto';
import { concatAll, equal } from '@kaika/bytes/bytes';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readContent,
  readElement,
  readNumber,
  readOctets,
  readOid,
  skipOptional,
} from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import {
  type Hash,
  parseHashIdentifier,
  parseSignatureAlgorithm,
  type SignatureAlgorithm,
  signatureAlgorithm,
  verifySignature,
} from './algorithm.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { cmsHash } from './cms.ts';
import {
  attributeOf,
  CMS_ATTRIBUTE,
  type CmsAttributes,
  CONTENT,
  readAttributes,
  signingCertificateOf,
  signingTimeOf,
} from './cms-attribute.ts';
import { coded, PkiError } from './error.ts';
import { subjectKeyIdentifierOf } from './key-identifier.ts';
import { sameName } from './name.ts';

/** `serial`: content octets of the INTEGER. */
export type SignerId =
  | { readonly issuer: Uint8Array; readonly serial: Uint8Array }
  | { readonly keyIdentifier: Uint8Array };

/** `signedAttributes`: the SET OF that was signed, undefined where the content itself was. */
export type SignerInfo = {
  readonly id: SignerId;
  readonly hash: Hash;
  readonly algorithm: SignatureAlgorithm;
  readonly signedAttributes: Uint8Array | undefined;
  readonly attributes: CmsAttributes;
  readonly unsigned: CmsAttributes;
  readonly signature: Uint8Array;
};

/** `certificates`: DER. `content`: undefined where it is detached. */
export type SignedData = {
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
};

/** A signature that holds. Whether `certificate` may be believed is for path validation to say. */
export type VerifiedSigner = SignerInfo & {
  readonly certificate: Certificate;
  readonly signingTime: Date | undefined;
};

const NONE: CmsAttributes = new Map();
const MOST = 64;

/** Reads a ContentInfo with SignedData (DER, RFC 5652 §5). Throws `cms.malformed`, `cms.attributes`, `algorithm.*`. */
export function parseSignedData(der: Uint8Array): SignedData {
  return coded('cms.malformed', () => {
    const outer = cursorAt(der);
    const info = enterSequence(outer);
    finish(outer);
    if (readOid(info) !== CONTENT.signedData) throw new PkiError('cms.malformed', { about: 'contentType' });
    const field = enter(info, 0xa0);
    finish(info);
    const body = enterSequence(field);
    finish(field);
    return readBody(body);
  });
}

/**
 * Checks every signature; there must be at least one. `content`: the detached content, whole or in pieces.
 * `others`: certificates (DER) to look for signers in, beside those sent along. Throws `cms.content` (missing, or given
 * twice), `cms.signer` (no certificate), `cms.attributes`, `cms.digest`, `cms.signature`, `key.*`,
 * `algorithm.legacy` for SHA-1.
 */
export function verifySignedData(
  signed: SignedData,
  content?: Uint8Array | readonly Uint8Array[],
  others: readonly Uint8Array[] = [],
): readonly VerifiedSigner[] {
  const detached = content instanceof Uint8Array ? [content] : content;
  if ((signed.content === undefined) === (detached === undefined)) throw new PkiError('cms.content');
  if (signed.signers.length === 0) throw new PkiError('cms.signer');
  const pieces = detached ?? (signed.content ? [signed.content] : []);
  const certificates = [...signed.certificates, ...others].flatMap(certificateOf);
  return signed.signers.map((signer) => verifySigner(signer, signed.contentType, { pieces, certificates }));
}

type Material = { readonly pieces: readonly Uint8Array[]; readonly certificates: readonly Certificate[] };

function verifySigner(
  signer: SignerInfo,
  contentType: string,
  { pieces, certificates }: Material,
): VerifiedSigner {
  const certificate = certificates.find((one) => isNamed(signer.id, one));
  if (!certificate) throw new PkiError('cms.signer');
  if (signer.algorithm.legacy || signer.hash === 'sha1')
    throw new PkiError('algorithm.legacy', { about: signer.algorithm.name });
  const { signedAttributes, algorithm, signature, attributes } = signer;
  if (signedAttributes) checkAttributes(signer, contentType, { pieces, certificates: [certificate] });
  else if (contentType !== CONTENT.data) throw new PkiError('cms.attributes');
  const message = signedAttributes ?? concatAll(pieces);
  if (!verifySignature(algorithm, certificate.spki, message, signature)) throw new PkiError('cms.signature');
  return { ...signer, certificate, signingTime: signingTimeOf(attributes) };
}

/** RFC 5652 §5.4 and §5.6, RFC 5035 §2. */
function checkAttributes(signer: SignerInfo, contentType: string, { pieces, certificates }: Material): void {
  const { attributes } = signer;
  if (attributeOf(attributes, CMS_ATTRIBUTE.contentType, (value) => readOid(value)) !== contentType) {
    throw new PkiError('cms.attributes', { about: 'contentType' });
  }
  const digest = attributeOf(attributes, CMS_ATTRIBUTE.messageDigest, (value) => readOctets(value));
  if (!digest) throw new PkiError('cms.attributes', { about: 'messageDigest' });
  if (!equal(digest, digestOf(signer.hash, pieces))) throw new PkiError('cms.digest');
  const named = signingCertificateOf(attributes);
  if (!named) return;
  for (const { der } of certificates) {
    if (!equal(named.digest, digestOf(named.hash, [der])))
      throw new PkiError('cms.signer', { about: 'signingCertificate' });
  }
}

function digestOf(hash: Hash, pieces: readonly Uint8Array[]): Uint8Array {
  const digest = createHash(hash);
  for (const piece of pieces) digest.update(piece);
  return digest.digest();
}

function isNamed(id: SignerId, certificate: Certificate): boolean {
  if ('serial' in id) return equal(id.serial, certificate.serial) && sameName(id.issuer, certificate.issuer);
  const identifier = subjectKeyIdentifierOf(certificate);
  return identifier !== undefined && equal(identifier, id.keyIdentifier);
}

/** Certificates in a bag nobody vouches for: the unreadable are passed over, the signer's is missed if it was one. */
function certificateOf(der: Uint8Array): readonly Certificate[] {
  try {
    return [parseCertificate(der)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}

function readBody(body: Cursor): SignedData {
  readNumber(body);
  enter(body, TAG.set);
  const encapsulated = enterSequence(body);
  const contentType = readOid(encapsulated);
  const field = enterOptional(encapsulated, 0xa0);
  finish(encapsulated);
  const content = field && readOctets(field);
  if (field) finish(field);
  const certificates = readCertificates(body);
  skipOptional(body, 0xa1);
  const list = enter(body, TAG.set);
  finish(body);
  const signers: SignerInfo[] = [];
  while (!atEnd(list)) {
    if (signers.length === MOST) throw new PkiError('cms.malformed', { about: 'signerInfos' });
    signers.push(readSigner(enterSequence(list)));
  }
  return { contentType, content, certificates, signers };
}

function readCertificates(body: Cursor): readonly Uint8Array[] {
  const list = enterOptional(body, 0xa0);
  const certificates: Uint8Array[] = [];
  while (list && !atEnd(list)) {
    const tag = peekTag(list);
    const certificate = readElement(list);
    if (tag === TAG.sequence) certificates.push(certificate);
  }
  if (certificates.length > MOST) throw new PkiError('cms.malformed', { about: 'certificates' });
  return certificates;
}

function readSigner(fields: Cursor): SignerInfo {
  readNumber(fields);
  const id = readId(fields);
  const hash = parseHashIdentifier(readElement(fields, TAG.sequence));
  const start = fields.at;
  const attributes = peekTag(fields) === 0xa0 ? readAttributes(fields, 0xa0) : NONE;
  const encoded = fields.bytes.subarray(start, fields.at);
  const algorithm = readAlgorithm(readElement(fields, TAG.sequence), hash);
  const signature = readOctets(fields);
  const unsigned = atEnd(fields) ? NONE : readAttributes(fields, 0xa1);
  finish(fields);
  const signedAttributes = encoded.length > 0 ? asSet(encoded) : undefined;
  return { id, hash, algorithm, signedAttributes, attributes, unsigned, signature };
}

function readId(fields: Cursor): SignerId {
  if (peekTag(fields) === 0x80) return { keyIdentifier: readContent(fields, 0x80) };
  const pair = enterSequence(fields);
  const issuer = readElement(pair, TAG.sequence);
  const serial = readContent(pair, TAG.integer);
  finish(pair);
  return { issuer, serial };
}

/** The signature is over the SET OF, not over the `[0] IMPLICIT` form that is sent (RFC 5652 §5.4). */
function asSet(encoded: Uint8Array): Uint8Array {
  const set = encoded.slice();
  set[0] = TAG.set;
  return set;
}

/** The signature's algorithm may be named by the key's alone; the digest's hash then completes it. */
function readAlgorithm(identifier: Uint8Array, hash: Hash): SignatureAlgorithm {
  const dotted = readOid(enterSequence(cursorAt(identifier)));
  if (dotted === '1.2.840.113549.1.1.1') return signatureAlgorithm(`rsa-${hash}`);
  if (dotted === '1.2.840.10045.2.1') return signatureAlgorithm(`ecdsa-${hash}`);
  const algorithm = parseSignatureAlgorithm(identifier);
  if (algorithm.hash !== undefined && cmsHash(algorithm) !== hash) {
    throw new PkiError('algorithm.unsupported', { about: dotted });
  }
  return algorithm;
}
