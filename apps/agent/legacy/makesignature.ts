import { createHash } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { octetString, oid, printableString, setOf, time } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import { algorithmOf } from '@kaika/card/key';
import type { Hash } from '@kaika/card/padding';
import { signDigest } from '@kaika/card/sign';
import { hashLength, signatureAlgorithm } from '@kaika/pki/algorithm';
import type { Certificate } from '@kaika/pki/certificate';
import { encodeSignedData } from '@kaika/pki/cms';
import { CMS_ATTRIBUTE, CONTENT, encodeAttribute } from '@kaika/pki/cms-attribute';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { type Picked, withPicked } from '../conversation/pick.ts';
import { certificateIn } from '../holding/holding.ts';
import type { Asker, LegacyContext } from './asker.ts';
import { decodeBase64 } from './base64.ts';
import { LegacyError, legacyCode } from './code.ts';
import { keyIdIn } from './csr.ts';
import type { LegacyPackage } from './package.ts';
import { withConsentedPin } from './pagepin.ts';

/** What is signed, and in which form it is given back. */
type Order = {
  readonly form: 'PKCS1' | 'PKCS7' | 'RAW';
  readonly hash: Hash;
  readonly content: Uint8Array;
  /** As a person may read it. */
  readonly title: string;
  readonly nonce: string | null;
  readonly withCardNumber: boolean;
  readonly withSigningTime: boolean;
  readonly checkValidity: boolean;
  readonly reader: string | null;
  /** The PIN the page sent, where it may. */
  readonly pagePin: Uint8Array | null;
};

/** The signature as the old wire gives it back. */
export type LegacySignature = {
  readonly signature: string;
  readonly certb64: string;
  readonly cardSN: string;
};

const hashes: Readonly<Record<string, Hash>> = { SHA256: 'sha256', SHA384: 'sha384', SHA512: 'sha512' };
const nonceAttribute = '1.2.840.113549.1.9.25.3';
const cardNumberAttribute = '2.16.886.1.100.2.204';

/**
 * `MakeSignature` with 9C, after consent and PIN in our own window: PKCS1 (RSA PKCS#1 v1.5, or ECDSA in DER), PKCS7 (SignedData with the
 * content), RAW (of a digest; only where the policy allows it). SHA-1 is refused. Rejects with `LegacyError`, `Halt`, `CardError`.
 */
export async function makeSignature(
  face: Face,
  { request, asker }: { readonly request: LegacyPackage; readonly asker: Asker },
  context: LegacyContext,
): Promise<LegacySignature> {
  const order = readOrder(request, asker);
  if (order.form === 'RAW' && !asker.mayRaw) throw new LegacyError(legacyCode.siteUntrusted);
  return withPicked(face, context.cards, {
    wanted: {
      slot: '9c',
      fits: (holding) => certificateIn(holding, '9c') !== null,
      otherwise: 'certificate.none',
      reader: order.reader ?? undefined,
    },
    work: (picked) => signOrder(face, { order, picked }, context),
  });
}

function readOrder(request: LegacyPackage, asker: Asker): Order {
  const tbs = request.value('tbs');
  if (tbs === null || tbs === '') throw new LegacyError(legacyCode.tbsMissing);
  // 9D is for decryption, and 9A signs nothing that comes from a page.
  if (keyIdIn(request) !== 'SIGN') throw new LegacyError(legacyCode.keyMissing);
  const form = (request.value('signatureType') || 'PKCS1').toUpperCase();
  const hash = hashes[(request.value('hashAlgorithm') || 'SHA256').toUpperCase().replace('-', '')];
  if (hash === undefined) throw new LegacyError(legacyCode.typeWrong);
  if (form !== 'PKCS1' && form !== 'PKCS7' && form !== 'RAW') throw new LegacyError(legacyCode.typeWrong);
  const isBase64 = form === 'RAW' || /^base64$/i.test(request.value('tbsEncoding') ?? '');
  const content = isBase64 ? decodeBase64(tbs) : new TextEncoder().encode(tbs);
  if (form === 'RAW' && content.length !== hashLength(hash)) throw new LegacyError(legacyCode.typeWrong);
  return {
    form,
    hash,
    content,
    title: isBase64 ? `${content.length} bytes` : tbs.slice(0, 120),
    nonce: request.value('nonce') || null,
    withCardNumber: request.isSet('withCardSN'),
    withSigningTime: request.isSet('withSigningTime'),
    checkValidity: request.isSet('checkValidity'),
    reader: request.value('slotDescription'),
    pagePin: asker.mayPin ? request.pagePin() : null,
  };
}

async function signOrder(
  face: Face,
  { order, picked }: { readonly order: Order; readonly picked: Picked },
  context: LegacyContext,
): Promise<LegacySignature> {
  const certificate = certificateIn(picked.holding, '9c');
  if (certificate === null) throw new Halt('certificate.none');
  if (order.checkValidity) requireValid(certificate, context.now());
  const cardSN = picked.holding.cardNumber ?? '';
  const contentHash = order.form === 'RAW' ? order.content : digest(order.hash, order.content);
  const attributes =
    order.form === 'PKCS7' ? attributesOf(order, contentHash, { cardSN, at: context.now() }) : null;
  const toSign = attributes === null ? contentHash : digest(order.hash, attributes);
  const document = { name: order.title, hash: toHex(contentHash), algorithm: order.hash.toUpperCase() };
  const algorithm = algorithmOf(certificate.spki);
  const { pagePin } = order;
  const signature = await withConsentedPin(
    face,
    { cards: context.cards, picked, order: { purpose: 'sign', slot: '9c', document }, pagePin },
    (card) => signDigest(card, { slot: '9c', algorithm, hash: order.hash }, toSign),
  );
  const given = attributes === null ? signature : wrap(order, { certificate, attributes, signature });
  return { signature: toBase64(given), certb64: toBase64(certificate.der), cardSN };
}

function requireValid({ notBefore, notAfter }: Certificate, now: Date): void {
  if (now < notBefore) throw new LegacyError(legacyCode.certificateEarly);
  if (now > notAfter) throw new LegacyError(legacyCode.certificateLate);
}

/** Signed attributes with what the page asked for (RFC 5652 §11; randomNonce; the card number of the Taiwanese profile). */
function attributesOf(
  order: Order,
  contentHash: Uint8Array,
  facts: { readonly cardSN: string; readonly at: Date },
): Uint8Array {
  const attributes = [
    encodeAttribute(CMS_ATTRIBUTE.contentType, [oid(CONTENT.data)]),
    encodeAttribute(CMS_ATTRIBUTE.messageDigest, [octetString(contentHash)]),
  ];
  if (order.withSigningTime) attributes.push(encodeAttribute(CMS_ATTRIBUTE.signingTime, [time(facts.at)]));
  if (order.nonce !== null) {
    attributes.push(encodeAttribute(nonceAttribute, [octetString(new TextEncoder().encode(order.nonce))]));
  }
  if (order.withCardNumber) {
    attributes.push(encodeAttribute(cardNumberAttribute, [printableString(facts.cardSN)]));
  }
  return setOf(attributes);
}

function wrap(
  order: Order,
  signed: {
    readonly certificate: Certificate;
    readonly attributes: Uint8Array;
    readonly signature: Uint8Array;
  },
): Uint8Array {
  const { certificate, attributes, signature } = signed;
  const kind = algorithmOf(certificate.spki).startsWith('rsa') ? 'rsa' : 'ecdsa';
  const algorithm = signatureAlgorithm(`${kind}-${order.hash}`);
  return encodeSignedData({
    content: order.content,
    signers: [{ certificate, algorithm, signedAttributes: attributes, signature }],
    certificates: [certificate.der],
  });
}

function digest(hash: Hash, content: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash(hash).update(content).digest());
}
