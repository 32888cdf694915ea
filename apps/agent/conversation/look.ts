import { CardError } from '@kaika/card/error';
import {
  type AgentRequest,
  type AgentResult,
  type AgentStatus,
  type HeldReader,
  protocolVersion,
} from '@kaika/wire/window';
import type { Reader } from '../holding/cards.ts';
import { certificateIn, heldCertificate, toHeld } from '../holding/holding.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { withPicked } from './pick.ts';

/** What the agent says of itself to anyone who opens a window; `trusted` is about the asking origin, `readers` for those alone. */
export async function statusFor(origin: string, context: Context): Promise<AgentStatus> {
  const readers = await listed(context);
  const trusted = context.trust.isTrusted(origin);
  return {
    version: context.version,
    protocol: protocolVersion,
    service: readers === null ? 'absent' : 'running',
    clock: context.now().getTime(),
    trusted,
    ...(trusted && readers !== null ? { readers: readers.map(wordFor) } : {}),
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

/** The readers, or null where this computer has no card service. */
async function listed(context: Context): Promise<readonly Reader[] | null> {
  try {
    return (await context.cards.list()).readers;
  } catch (error) {
    if (error instanceof CardError && error.code === 'reader.no-service') return null;
    throw error;
  }
}

function wordFor({ holding, problem }: Reader) {
  if (problem !== null) return 'unreadable';
  return holding?.kind ?? 'empty';
}
