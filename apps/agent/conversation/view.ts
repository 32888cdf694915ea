import { toBase64 } from '@kaika/bytes/base64';
import { CardError } from '@kaika/card/error';
import { identify } from '@kaika/card/identify';
import { useOf } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import { attest, attestationCertificate, metadata } from '@kaika/card/yubico';
import type { AgentResult, ViewedCard } from '@kaika/wire/window';
import { type Holding, toHeld } from '../holding/holding.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { withCard, withPicked } from './pick.ts';

/**
 * 檢視憑證IC卡資訊: reads one card closely, whoever issued it, and asks for no PIN. What a make of cards does not tell is null, and
 * nothing that is asked here spends a try.
 */
export async function viewCard(face: Face, context: Context): Promise<AgentResult> {
  await obtainConsent(face, context.trust, 'view');
  const card = await withPicked(face, context.cards, {
    wanted: { slot: '9e', fits: () => true, otherwise: 'card.unreadable' },
    work: async (picked): Promise<ViewedCard> => {
      face.show({ kind: 'working', work: 'reading' });
      const { reader, holding } = picked;
      const more = await withCard(context.cards, picked, (transport) => readClosely(transport, holding));
      return { ...toHeld(holding), reader, ...more };
    },
  });
  return { do: 'view', card };
}

type Closely = Pick<ViewedCard, 'pukTriesLeft' | 'serialNumber' | 'version' | 'attestation'>;

async function readClosely(card: Transport, holding: Holding): Promise<Closely> {
  const { instructions } = holding.model;
  const { version, serialNumber } = await identify(card);
  const puk = instructions.metadata ? await metadata(card, 'puk').catch(nullIfUntold) : null;
  return {
    version: version === null ? null : version.join('.'),
    serialNumber,
    pukTriesLeft: puk?.left ?? null,
    attestation: instructions.attest ? await readAttestation(card, holding) : null,
  };
}

async function readAttestation(card: Transport, holding: Holding): Promise<ViewedCard['attestation']> {
  const certificate = await attestationCertificate(card).catch(nullIfUntold);
  if (certificate === null) return null;
  const statements = [];
  for (const { slot } of holding.certificates) {
    const statement = await attest(card, slot).catch(nullIfUntold);
    if (statement !== null) statements.push({ use: useOf(slot), statement: toBase64(statement) });
  }
  return { certificate: toBase64(certificate), statements };
}

/** A card that does not say is no failure; one that is gone is. */
function nullIfUntold(error: unknown): null {
  if (!(error instanceof CardError)) throw error;
  if (error.code === 'card.removed' || error.code === 'card.reset' || error.code.startsWith('reader.')) {
    throw error;
  }
  return null;
}
