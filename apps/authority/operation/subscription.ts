import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { holder } from '@kaika/registry/change';
import {
  endSubscription,
  horizonOf,
  type Subscription,
  subscribe,
  tellSubscription,
} from '@kaika/registry/subscription';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { path } from '../page/path.ts';
import { requireCard } from '../store/card.ts';
import { expiringHoldings } from '../store/inventory.ts';
import { act } from '../store/save.ts';
import { mailedSubscriptions, requireSubscription } from '../store/subscription.ts';
import type { Visit } from '../store/visit.ts';

/** Subscribes for the organisation of a visit. Throws `subscription.days`. */
export async function addSubscription(
  context: Context,
  { organisation, cardNumber }: Visit,
  wanted: Pick<Subscription, 'way' | 'days'>,
): Promise<void> {
  await act(context.db, async () => {
    const about = { id: randomUUID(), organisation, cardNumber, ...wanted };
    return { changes: [subscribe(about, holder, context.now())], answer: undefined };
  });
}

/** Ends a subscription; with `organisation` only one of that organisation. Throws `subscription.unknown`. */
export async function dropSubscription(context: Context, id: string, organisation?: string): Promise<void> {
  await act(context.db, async (trx) => {
    const found = await requireSubscription(trx, id);
    if (organisation !== undefined && found.organisation !== organisation) {
      throw new Failure('subscription.unknown');
    }
    return { changes: [endSubscription(found, holder, context.now())], answer: undefined };
  });
}

/** What makes the address of a subscription's calendar, and of the page that ends it, unguessable: `id.tag`. */
export function subscriptionToken(context: Context, id: string): string {
  return `${id}.${tagOf(context, id)}`;
}

/** The active subscription of a token. Throws `subscription.unknown`. */
export async function requireToken(context: Context, token: string): Promise<Subscription> {
  const [id = '', tag = ''] = token.split('.');
  const right = Buffer.from(tagOf(context, id));
  const said = Buffer.from(tag);
  if (said.length !== right.length || !timingSafeEqual(said, right))
    throw new Failure('subscription.unknown');
  const found = await requireSubscription(context.db, id);
  if (found.state === 'ended') throw new Failure('subscription.unknown');
  return found;
}

/** Every hour: mails of what comes into view of a subscription. Each certificate is told once by each. */
export async function tellExpiring(context: Context): Promise<void> {
  for (const { id } of await mailedSubscriptions(context.db)) {
    await act(context.db, async (trx) => {
      const now = context.now();
      const found = await requireSubscription(trx, id);
      const until = horizonOf(found, now);
      const from = found.toldUntil > now ? found.toldUntil : now;
      if (found.state === 'ended' || until <= from) return { changes: [], answer: undefined };
      const { organisation, cardNumber } = found;
      const expiring = await expiringHoldings(trx, { organisation, from, until });
      const [first] = expiring;
      if (first === undefined) return { changes: [], answer: undefined };
      const { authority } = context.config.origins;
      const values = {
        count: String(expiring.length),
        days: String(found.days),
        first: first.notAfter.toISOString().slice(0, 10),
        href: `${authority}${path.expiring}`,
        stop: `${authority}${path.expiring}/stop/${subscriptionToken(context, id)}`,
      };
      const card = await requireCard(trx, cardNumber);
      await context.enqueue(trx, await mailContact(trx, card, 'certificates-expiring', values));
      return { changes: [tellSubscription(found, until, now)], answer: undefined };
    });
  }
}

function tagOf({ vault }: Context, id: string): string {
  const key = vault.keep('subscription', () => randomBytes(32));
  return createHmac('sha256', key).update(id, 'utf8').digest('base64url').slice(0, 32);
}
