import { fromHex } from '@kaika/bytes/hex';
import type { AuthorityName } from '@kaika/ca/ceremony-description';
import { issueCrl, type StatusRecord } from '@kaika/ca/crl';
import type { CrlScope } from '@kaika/ca/issuer';
import type { Context } from '../context.ts';
import { revokedCertificates } from '../store/certificate.ts';
import { clearStale, findCrl, type KeptCrl, keepCrl, staleShards } from '../store/crl.ts';
import { statusOf } from './record.ts';

/** Lists are made anew when this much of their life is over. */
const renewMs = 3600_000;
/** A list of an authority is believed for a day; of the root, whose key is rarely used, for a week. */
const days = { root: 7, issuing: 1 } as const;

export type ListedName = Extract<AuthorityName, 'root' | 'issuing-cards' | 'issuing-software'>;

/** The list of a scope, made at first request. */
export async function currentCrl(context: Context, authority: ListedName, scope: CrlScope): Promise<KeptCrl> {
  const known = await findCrl(context.db, context.ca.generation(authority), String(scope));
  return known !== null && known.nextUpdate > context.now() ? known : renewCrl(context, authority, scope);
}

/** Issues the list of a scope now, with the next number of its own series. */
export async function renewCrl(context: Context, authority: ListedName, scope: CrlScope): Promise<KeptCrl> {
  const { ca, db } = context;
  const generation = ca.generation(authority);
  const known = await findCrl(db, generation, String(scope));
  const now = new Date(Math.floor(context.now().getTime() / 1000) * 1000);
  const request = {
    scope,
    number: (known?.number ?? 0) + 1,
    now,
    days: authority === 'root' ? days.root : days.issuing,
    ...(known === null ? {} : { previous: known.thisUpdate }),
  };
  const records = await recordsOf(context, generation, scope);
  const issued = await issueCrl(ca.authority(authority).issuer, ca.signer(authority), { request, records });
  const { der, thisUpdate, nextUpdate } = issued;
  const kept = { generation, scope: String(scope), number: request.number, der, thisUpdate, nextUpdate };
  await keepCrl(db, kept);
  return kept;
}

/** Every minute: the shards that something changed in, the complete lists with them, and what is an hour old. */
export async function renewDueCrls(context: Context): Promise<void> {
  const authority = 'issuing-cards';
  const { db, ca } = context;
  const stale = await staleShards(db, ca.generation(authority));
  for (const { shard, since } of stale) {
    await renewCrl(context, authority, shard);
    await clearStale(db, { generation: ca.generation(authority), shard, since });
  }
  if (stale.length > 0) await renewCrl(context, authority, 'complete');
  const { shards } = ca.authority(authority).issuer;
  for (const scope of ['complete' as const, ...Array(shards).keys()])
    await renewIfOld(context, authority, scope);
  await renewIfOld(context, 'issuing-software', 'complete');
  await renewIfOld(context, 'root', 'complete');
}

async function renewIfOld(context: Context, authority: ListedName, scope: CrlScope): Promise<void> {
  const known = await findCrl(context.db, context.ca.generation(authority), String(scope));
  if (known === null || known.thisUpdate.getTime() + renewMs <= context.now().getTime()) {
    await renewCrl(context, authority, scope);
  }
}

async function recordsOf(context: Context, generation: string, scope: CrlScope): Promise<StatusRecord[]> {
  const found = await revokedCertificates(context.db, generation, scope === 'complete' ? null : scope);
  return found.map((one) => ({ serial: fromHex(one.serial), status: statusOf(one), notAfter: one.notAfter }));
}
