import { fromHex } from '@kaika/bytes/hex';
import type { AuthorityName } from '@kaika/ca/ceremony-description';
import { issueCrl, type StatusRecord } from '@kaika/ca/crl';
import type { CrlScope } from '@kaika/ca/issuer';
import type { Generation } from '../ca/establish.ts';
import type { Context } from '../context.ts';
import { clearStale, findCrl, type KeptCrl, keepCrl, staleShards } from '../store/crl.ts';
import { revokedRows } from '../store/status.ts';
import { statusOf } from './record.ts';

/** Lists are made anew when this much of their life is over. */
export const listRenewMs = 3600_000;
/** A list of an authority is believed for a day; of the root, whose key is rarely used, for a week. */
export const listDays = 1;
export const rootListDays = 7;

/** The authorities that publish lists; the one that attests virtual cards does not. */
export const listedNames = ['root', 'issuing-cards', 'issuing-software'] as const satisfies AuthorityName[];

/** The list of a scope, made at first request. */
export async function currentCrl(context: Context, key: Generation, scope: CrlScope): Promise<KeptCrl> {
  const known = await findCrl(context.db, key.name, String(scope));
  return known !== null && known.nextUpdate > context.now() ? known : renewCrl(context, key, scope);
}

/** Issues the list of a scope now, with the next number of its own series. */
export async function renewCrl(context: Context, key: Generation, scope: CrlScope): Promise<KeptCrl> {
  const { db } = context;
  const { name: generation, issuer, signer } = key;
  const known = await findCrl(db, generation, String(scope));
  const now = new Date(Math.floor(context.now().getTime() / 1000) * 1000);
  const request = {
    scope,
    number: (known?.number ?? 0) + 1,
    now,
    days: key.authority === 'root' ? rootListDays : listDays,
    ...(known === null ? {} : { previous: known.thisUpdate }),
  };
  const records = await recordsOf(context, generation, scope);
  const { der, thisUpdate, nextUpdate } = await issueCrl(issuer, signer, { request, records });
  const kept = { generation, scope: String(scope), number: request.number, der, thisUpdate, nextUpdate };
  await keepCrl(db, kept);
  return kept;
}

/** Every minute: the shards that something changed in, the complete lists with them, and what is an hour old. */
export async function renewDueCrls(context: Context): Promise<void> {
  for (const key of context.ca.generations.values()) {
    if (listedNames.some((name) => name === key.authority) && isAlive(key, context.now())) {
      await renewDue(context, key);
    }
  }
}

async function renewDue(context: Context, key: Generation): Promise<void> {
  const stale = await staleShards(context.db, key.name);
  for (const { generation, shard, since } of stale) {
    if (shard < key.issuer.shards) await renewCrl(context, key, shard);
    await clearStale(context.db, { generation, shard, since });
  }
  if (stale.length > 0) await renewCrl(context, key, 'complete');
  for (const scope of ['complete' as const, ...Array(key.issuer.shards).keys()])
    await renewIfOld(context, key, scope);
}

async function renewIfOld(context: Context, key: Generation, scope: CrlScope): Promise<void> {
  const known = await findCrl(context.db, key.name, String(scope));
  if (known === null || known.thisUpdate.getTime() + listRenewMs <= context.now().getTime()) {
    await renewCrl(context, key, scope);
  }
}

/** A key whose certificate is over has nothing left to say. */
function isAlive({ certificate }: Generation, now: Date): boolean {
  return certificate.notAfter > now;
}

async function recordsOf(context: Context, generation: string, scope: CrlScope): Promise<StatusRecord[]> {
  const found = await revokedRows(context.db, generation, scope === 'complete' ? null : scope);
  return found.map((one) => ({ serial: fromHex(one.serial), status: statusOf(one), notAfter: one.notAfter }));
}
