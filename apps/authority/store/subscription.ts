import type { Subscription } from '@kaika/registry/subscription';
import { Failure } from '../failure.ts';
import type { Reader } from './table.ts';

/** A subscription by its id. Throws `subscription.unknown`. */
export async function requireSubscription(db: Reader, id: string): Promise<Subscription> {
  const row = await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('subscription.unknown');
  return { noun: 'subscription', ...row };
}

/** What an organisation has subscribed and not ended, newest first. */
export async function activeSubscriptions(db: Reader, organisation: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscription')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('state', '=', 'active')
    .orderBy('madeAt', 'desc')
    .execute();
  return rows.map((row) => ({ noun: 'subscription', ...row }));
}

/** All that are told by mail. */
export async function mailedSubscriptions(db: Reader): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscription')
    .selectAll()
    .where('state', '=', 'active')
    .where('way', '=', 'mail')
    .execute();
  return rows.map((row) => ({ noun: 'subscription', ...row }));
}
