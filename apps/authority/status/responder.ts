import { type OcspResponder, responderOf } from '@kaika/ca/ocsp';
import { signChecked } from '@kaika/ca/signer';
import type { Generation } from '../ca/establish.ts';
import type { Context } from '../context.ts';

/** Who answers for a key now. */
export type Responders = (generation: Generation) => Promise<OcspResponder>;

/** A new responder is at work this soon after another process made it. */
const askAgainMs = 60_000;

type Present = { readonly until: number; readonly responder: Promise<OcspResponder> };

/**
 * The responders by key. Each is tried once before it answers: a key that does not fit its certificate, or a token that answers
 * nonsense, is found here and not by those who ask.
 */
export function openResponders({ signatory, now }: Pick<Context, 'signatory' | 'now'>): Responders {
  const present = new Map<string, Present>();
  return (generation) => {
    const known = present.get(generation.name);
    if (known && known.until > now().getTime()) return known.responder;
    const responder = obtain(generation, signatory);
    // What failed is asked for again by the next.
    responder.catch(() => present.delete(generation.name));
    present.set(generation.name, { until: now().getTime() + askAgainMs, responder });
    return responder;
  };
}

async function obtain(generation: Generation, signatory: Context['signatory']): Promise<OcspResponder> {
  const { certificate, signer } = await signatory.responder(generation);
  await signChecked(signer, certificate.tbs, `ocsp ${certificate.serialNumber}`);
  return responderOf(generation.issuer, certificate, signer);
}
