import { CardError } from '@kaika/card/error';
import {
  type AgentRequest,
  type AgentResult,
  type AgentStatus,
  type HeldReader,
  protocolVersion,
} from '@kaika/wire/window';
import { certificateIn, heldCertificate, toHeld } from '../holding/holding.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { withPicked } from './pick.ts';

/** What the agent says of itself to anyone who opens a window; `trusted` is about the asking origin. */
export async function statusFor(origin: string, context: Context): Promise<AgentStatus> {
  return {
    version: context.version,
    protocol: protocolVersion,
    service: await service(context),
    clock: context.now().getTime(),
    trusted: context.trust.isTrusted(origin),
  };
}

/** All readers and their cards, as trusted pages are told. Throws `CardError` `reader.no-service`. */
export async function heldReaders(context: Context): Promise<readonly HeldReader[]> {
  const { readers } = await context.cards.list();
  return readers.map(({ name, holding }) => ({ name, card: holding === null ? null : toHeld(holding) }));
}

export async function tellStatus(face: Face, context: Context): Promise<AgentResult> {
  return { do: 'status', status: await statusFor(face.origin, context) };
}

export async function tellCards(face: Face, context: Context): Promise<AgentResult> {
  await obtainConsent(face, context.trust, 'cards');
  return { do: 'cards', readers: [...(await heldReaders(context))] };
}

/** Lets the person choose the card whose certificate the page may see. No PIN. */
export async function chooseCertificate(
  face: Face,
  order: Extract<AgentRequest, { do: 'certificate' }>,
  context: Context,
): Promise<AgentResult> {
  await obtainConsent(face, context.trust, 'certificate');
  const slot = order.use === 'authentication' ? '9a' : '9c';
  return withPicked(face, context.cards, {
    wanted: { slot, fits: (holding) => certificateIn(holding, slot) !== null, otherwise: 'certificate.none' },
    work: async ({ reader, holding }) => {
      const found = holding.certificates.find((one) => one.slot === slot);
      if (found === undefined) throw new CardError('card.mismatch');
      return { do: 'certificate', reader, certificate: heldCertificate(found) };
    },
  });
}

async function service(context: Context): Promise<AgentStatus['service']> {
  try {
    await context.cards.list();
    return 'running';
  } catch (error) {
    if (error instanceof CardError && error.code === 'reader.no-service') return 'absent';
    throw error;
  }
}
