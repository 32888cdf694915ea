import { createHash, createPublicKey } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { toHex } from '@kaika/bytes/hex';
import { keyAlgorithms } from '@kaika/card/algorithm';
import { algorithmOf } from '@kaika/card/key';
import { agreeSecret, decryptBlock } from '@kaika/card/sign';
import type { Transport } from '@kaika/card/transport';
import type { Certificate } from '@kaika/pki/certificate';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { type Picked, withPicked } from '../conversation/pick.ts';
import { certificateIn } from '../holding/holding.ts';
import type { Asker, LegacyContext } from './asker.ts';
import { decodeBase64 } from './base64.ts';
import { LegacyError, legacyCode } from './code.ts';
import { type Envelope, readEnvelope, unpadPkcs1 } from './envelope.ts';
import type { LegacyPackage } from './package.ts';
import { withConsentedPin } from './pagepin.ts';

type Order = {
  readonly cipher: Uint8Array;
  readonly form: 'PKCS1' | 'PKCS7';
  readonly asBase64: boolean;
  readonly pagePin: Uint8Array | null;
};

/**
 * `DecryptData` with 9D, after consent and PIN: PKCS1 (one RSA block) or PKCS7 (CMS EnvelopedData, for RSA and EC keys). The answer is
 * text, or base64 where `plainEncoding` says so. Every way in which the content is wrong has the one code 解密錯誤.
 */
export async function decryptData(
  face: Face,
  { request, asker }: { readonly request: LegacyPackage; readonly asker: Asker },
  context: LegacyContext,
): Promise<string> {
  const order = readOrder(request, asker);
  return withPicked(face, context.cards, {
    wanted: {
      slot: '9d',
      fits: (holding) => certificateIn(holding, '9d') !== null,
      otherwise: 'certificate.none',
      reader: request.value('slotDescription') ?? undefined,
    },
    work: async (picked) => {
      const plain = await decryptOn(face, { order, picked }, context);
      return order.asBase64 ? toBase64(plain) : new TextDecoder().decode(plain);
    },
  });
}

function readOrder(request: LegacyPackage, asker: Asker): Order {
  const cipher = request.value('cipher');
  if (cipher === null || cipher === '') throw new LegacyError(legacyCode.cipherMissing);
  const form = (request.value('cipherType') || 'PKCS7').toUpperCase();
  if (form !== 'PKCS1' && form !== 'PKCS7') throw new LegacyError(legacyCode.decryptType);
  return {
    cipher: decodeBase64(cipher),
    form,
    asBase64: /^base64$/i.test(request.value('plainEncoding') ?? ''),
    pagePin: asker.mayPin ? request.pagePin() : null,
  };
}

async function decryptOn(
  face: Face,
  { order, picked }: { readonly order: Order; readonly picked: Picked },
  context: LegacyContext,
): Promise<Uint8Array> {
  const certificate = certificateIn(picked.holding, '9d');
  if (certificate === null) throw new Halt('certificate.none');
  const work = workOf(order, certificate);
  const hash = toHex(createHash('sha256').update(order.cipher).digest());
  const document = { name: `${order.cipher.length} bytes`, hash, algorithm: 'SHA256' };
  return withConsentedPin(
    face,
    {
      cards: context.cards,
      picked,
      order: { purpose: 'decrypt', slot: '9d', document },
      pagePin: order.pagePin,
    },
    work,
  );
}

/** What the card has to do; whatever can be found wrong without it is found here, before a PIN is asked. */
function workOf(order: Order, certificate: Certificate): (card: Transport) => Promise<Uint8Array> {
  const algorithm = algorithmOf(certificate.spki);
  if (order.form === 'PKCS7') {
    const envelope = readEnvelope(order.cipher, certificate);
    return openerOf(envelope, certificate);
  }
  const { kind } = keyAlgorithms[algorithm];
  if (kind !== 'rsa') throw new LegacyError(legacyCode.decryptType);
  const block = blockOf(order.cipher, certificate);
  return async (card) => unpadPkcs1(await decryptBlock(card, { slot: '9d', algorithm }, block));
}

function openerOf({ recipient, open }: Envelope, certificate: Certificate) {
  const key = { slot: '9d', algorithm: algorithmOf(certificate.spki) } as const;
  if (recipient.kind === 'transport') {
    const block = blockOf(recipient.encryptedKey, certificate);
    return async (card: Transport) => open(unpadPkcs1(await decryptBlock(card, key, block)));
  }
  return async (card: Transport) => open(recipient.unwrap(await agreeSecret(card, key, recipient.point)));
}

/**
 * Left-padded with zeros to the modulus: some libraries drop them. A number that is not below the modulus is no ciphertext under this key;
 * cards differ in how they refuse it, and some answers look like a card that was pulled.
 */
function blockOf(cipher: Uint8Array, { spki }: Certificate): Uint8Array {
  const { n = '' } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  const modulus = Buffer.from(n, 'base64url');
  if (cipher.length > modulus.length) throw new LegacyError(legacyCode.decryptFailed);
  const block = new Uint8Array(modulus.length);
  block.set(cipher, modulus.length - cipher.length);
  if (Buffer.compare(block, modulus) >= 0) throw new LegacyError(legacyCode.decryptFailed);
  return block;
}
