import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { toHex } from '@kaika/bytes/hex';
import type { Hash } from '@kaika/card/padding';
import { hashLength } from '@kaika/pki/algorithm';
import type { AgentRequest, AgentResult, Signed } from '@kaika/wire/window';
import { certificateIn, type Holding } from '../holding/holding.ts';
import { jwaOf, signAs } from './algorithm.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { Halt } from './halt.ts';
import { type Picked, type Wanted, withPicked } from './pick.ts';
import { withPin } from './pin.ts';

type Order = Extract<AgentRequest, { do: 'sign' }>;

const hashes: Readonly<Record<Order['hashAlgorithm'], Hash>> = {
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * A signature of a hash with 9C; the PIN is asked each time, under the document's name and hash. ES256 and RS256 sign SHA-256, ES384
 * signs SHA-384: another hash is `agent.request-bad`.
 */
export async function sign(face: Face, order: Order, context: Context): Promise<AgentResult> {
  const hash = fromBase64(order.hash);
  if (hash.length !== hashLength(hashes[order.hashAlgorithm])) throw new Halt('agent.request-bad');
  await obtainConsent(face, context.trust, 'sign');
  const signed = await withPicked(face, context.cards, {
    wanted: wantedBy(order),
    work: (picked) => signHash(face, { order, hash, picked }, context),
  });
  return { do: 'sign', signed };
}

async function signHash(
  face: Face,
  { order, hash, picked }: { readonly order: Order; readonly hash: Uint8Array; readonly picked: Picked },
  context: Context,
): Promise<Signed> {
  const certificate = certificateIn(picked.holding, '9c');
  if (certificate === null) throw new Halt('certificate.none');
  const jwa = jwaOf(certificate);
  if (jwa.hash !== hashes[order.hashAlgorithm]) throw new Halt('agent.request-bad');
  const document = { name: order.documentName, hash: toHex(hash), algorithm: order.hashAlgorithm };
  const signature = await withPin(
    face,
    { cards: context.cards, picked, order: { purpose: 'sign', slot: '9c', document } },
    (card) => signAs(card, { slot: '9c', jwa }, hash),
  );
  return { signature: toBase64(signature), algorithm: jwa.name, certificate: toBase64(certificate.der) };
}

function wantedBy(order: Order): Wanted {
  const wanted = order.certificate === undefined ? null : fromBase64(order.certificate);
  const fits = (holding: Holding) => {
    const certificate = certificateIn(holding, '9c');
    return certificate !== null && (wanted === null || equal(certificate.der, wanted));
  };
  return { slot: '9c', fits, otherwise: wanted === null ? 'certificate.none' : 'task.mismatch' };
}
