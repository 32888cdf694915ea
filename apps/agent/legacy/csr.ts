import { createHash } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { toHex } from '@kaika/bytes/hex';
import { algorithmOf } from '@kaika/card/key';
import { signDigest } from '@kaika/card/sign';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleRequest, encodeRequestInfo } from '@kaika/pki/request';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { type Picked, withPicked } from '../conversation/pick.ts';
import { certificateIn } from '../holding/holding.ts';
import type { Asker, LegacyContext } from './asker.ts';
import { LegacyError, legacyCode } from './code.ts';
import type { LegacyPackage } from './package.ts';
import { withConsentedPin } from './pagepin.ts';

/** Keys a request can be made for, by the id the old wire knows them by; ours adds `AUTH`. The page chooses no byte of what they sign. */
const slots: ReadonlyMap<string, '9a' | '9c'> = new Map([
  ['SIGN', '9c'],
  ['AUTH', '9a'],
]);

/**
 * `makeCsr`: a PKCS#10 request (DER, base64) for the key of 9C, or 9A where `keyidb64` says `AUTH`, with the name in the card's certificate, signed
 * by that very key as proof of possession.
 */
export async function makeCsr(
  face: Face,
  { request, asker }: { readonly request: LegacyPackage; readonly asker: Asker },
  context: LegacyContext,
): Promise<{ readonly csr: string; readonly messagedata: string }> {
  const slot = slots.get(keyIdIn(request));
  if (slot === undefined) throw new LegacyError(legacyCode.keyMissing);
  return withPicked(face, context.cards, {
    wanted: {
      slot,
      fits: (holding) => certificateIn(holding, slot) !== null,
      otherwise: 'certificate.none',
      reader: request.value('slotDescription') ?? undefined,
    },
    work: async (picked) => {
      const pagePin = asker.mayPin ? request.pagePin() : null;
      const csr = await signRequest(face, { picked, slot, pagePin }, context);
      return { csr: toBase64(csr), messagedata: picked.holding.cardNumber ?? '' };
    },
  });
}

/** The key a page means: `keyidb64` or `keyid`, `SIGN` where it says none. */
export function keyIdIn(request: LegacyPackage): string {
  const coded = request.value('keyidb64');
  if (coded !== null && coded !== '') return Buffer.from(coded, 'base64').toString('latin1');
  return request.value('keyid') || 'SIGN';
}

async function signRequest(
  face: Face,
  order: { readonly picked: Picked; readonly slot: '9a' | '9c'; readonly pagePin: Uint8Array | null },
  context: LegacyContext,
): Promise<Uint8Array> {
  const { picked, slot, pagePin } = order;
  const certificate = certificateIn(picked.holding, slot);
  if (certificate === null) throw new Halt('certificate.none');
  const { subject, spki } = certificate;
  const key = algorithmOf(spki);
  const hash = key === 'p384' ? 'sha384' : 'sha256';
  const algorithm = signatureAlgorithm(key.startsWith('rsa') ? `rsa-${hash}` : `ecdsa-${hash}`);
  const info = encodeRequestInfo({ subject, spki });
  const digest = Uint8Array.from(createHash(hash).update(info).digest());
  const document = { name: 'PKCS#10', hash: toHex(digest), algorithm: hash.toUpperCase() };
  const signature = await withConsentedPin(
    face,
    { cards: context.cards, picked, order: { purpose: 'request', slot, document }, pagePin },
    (card) => signDigest(card, { slot, algorithm: key, hash }, digest),
  );
  return assembleRequest(info, algorithm, signature);
}
