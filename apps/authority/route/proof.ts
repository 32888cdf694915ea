import { createHash, randomBytes } from 'node:crypto';
import type { Card } from '@kaika/registry/card';
import type { ProvenOperation } from '@kaika/registry/proof';
import { nonceOrder, type Parameters, proved } from '@kaika/wire/proof';
import { statusQuestion } from '@kaika/wire/token';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { checkBeforePin, giveNonce, takeProof } from '../proof/proof.ts';
import type { Asked, Env } from './env.ts';
import type { Site } from './site.ts';

/** Card + PIN (`@kaika/wire/proof`): the nonce of an operation, and the question before the PIN. */
export function proofRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/api/proof/nonce', async (c) => {
    await site.limits.count(c, 'nonce');
    const order = nonceOrder.parse(await c.req.json());
    return c.json({ nonce: await giveNonce(site.context, browserOf(c, site), order) });
  });
  app.post('/api/proof/status', async (c) => {
    const question = statusQuestion.parse(await c.req.json());
    return c.json(await checkBeforePin(site.context, browserOf(c, site), question));
  });
  return app;
}

/**
 * The card that proved the operation whose body (`proved`) this request is, and the parameters it proved. Throws what
 * `takeProof` throws. The caller decides on the card as it reads it in its own transaction.
 */
export async function requireProof(
  c: Asked,
  site: Site,
  operation: ProvenOperation,
): Promise<{ readonly card: Card; readonly parameters: Parameters }> {
  const said = proved.parse(await c.req.json());
  const card = await takeProof(site.context, { session: browserOf(c, site), operation }, said);
  return { card, parameters: said.parameters };
}

/** What names this browser: the hash of a cookie it is given here. A nonce of another browser is worth nothing in it. */
export function browserOf(c: Asked, site: Site): string {
  const name = site.https ? '__Host-proof' : 'proof';
  const known = getCookie(c, name);
  const value =
    known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
  if (value !== known) {
    setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Strict', secure: site.https });
  }
  return createHash('sha256').update(value).digest('hex');
}
