import { createHash, timingSafeEqual } from 'node:crypto';
import { fromBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { parseCertificate } from '@kaika/pki/certificate';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { type CardStatusAnswer, cardStatusAnswer, cardStatusQuestion } from '@kaika/wire/cardstatus';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { requireCard } from '../store/card.ts';
import { findCertificate } from '../store/certificate.ts';
import { requireOrganisation } from '../store/organisation.ts';
import type { Env } from './env.ts';
import type { Site } from './site.ts';

/** What the login service may ask beyond OCSP (`@kaika/wire/cardstatus`). */
export function cardStatusRoutes({ context }: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/api/card-status', async (c) => {
    requireSecret(c.req.header('authorization'), context.config.clients.cardStatusSecret);
    const { certificate } = cardStatusQuestion.parse(await c.req.json());
    return c.json(await answer(context, fromBase64(certificate)));
  });
  return app;
}

function requireSecret(header: string | undefined, secret: string): void {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  // Hashes have one length, and their comparison takes one time.
  if (!timingSafeEqual(hash(header ?? ''), hash(`Bearer ${secret}`)))
    throw new Failure('officer.not-signed-in');
}

async function answer({ db, now }: Context, der: Uint8Array): Promise<CardStatusAnswer> {
  const { serialNumber } = parseCertificate(der);
  const known = await findCertificate(db, serialNumber);
  if (known === null || known.der === null || !equal(known.der, der))
    throw new Failure('certificate.unknown');
  const card = await requireCard(db, known.cardNumber);
  const { oid, kind, name, ubn } = await requireOrganisation(db, card.organisation);
  const open = card.state === 'produced' || card.state === 'shipped';
  return cardStatusAnswer.parse({
    cardNumber: card.number,
    state: card.state,
    organisation: { oid, kind, name, ubn },
    certificate: {
      status: certificateStatusOf(known, now()),
      reason: known.reason,
      since: known.since.toISOString(),
    },
    activationDeadline: open ? card.activationDeadline : null,
  });
}
