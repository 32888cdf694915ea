import { issueFilter } from '@kaika/ca/filter';
import type { Generation } from '../ca/establish.ts';
import type { Context } from '../context.ts';
import { filterRecords, findFilter, findFilterAge, type KeptFilter, keepFilter } from '../store/filter.ts';

/** A filter is made anew when this much of its life is over. */
export const filterRenewMs = 6 * 3600_000;
export const filterLifeMs = 24 * 3600_000;
/**
 * Certificates this young are not vouched for: one that another process drafted a moment ago may not have been in its transaction
 * when the records were read.
 */
export const youngMs = 10 * 60_000;

/** The authorities that publish filters. */
export const filteredNames = ['issuing-cards', 'issuing-software'] as const;

/** The newest filter of a CA key, `issuing-cards/1`; null before the first was made. */
export async function currentFilter(
  { db, now }: Pick<Context, 'db' | 'now'>,
  generation: string,
): Promise<KeptFilter | null> {
  const known = await findFilter(db, generation);
  return known !== null && known.nextUpdate > now() ? known : null;
}

/** Every minute: the filters of all CA keys that are alive, where they are missing or old. */
export async function renewDueFilters(context: Context): Promise<void> {
  const now = context.now();
  for (const key of context.ca.generations.values()) {
    const isFiltered = filteredNames.some((name) => name === key.authority);
    if (isFiltered && key.certificate.notAfter > now) await renewIfOld(context, key);
  }
}

async function renewIfOld(context: Context, key: Generation): Promise<void> {
  const known = await findFilterAge(context.db, key.name);
  const dueAt = (known?.thisUpdate.getTime() ?? 0) + filterRenewMs;
  if (dueAt <= context.now().getTime()) await renewFilter(context, key, known?.number ?? 0);
}

async function renewFilter({ db, now }: Context, key: Generation, before: number): Promise<void> {
  const thisUpdate = new Date(Math.floor(now().getTime() / 1000) * 1000);
  const request = {
    number: before + 1,
    thisUpdate,
    nextUpdate: new Date(Math.min(thisUpdate.getTime() + filterLifeMs, key.certificate.notAfter.getTime())),
    coversBefore: new Date(thisUpdate.getTime() - youngMs),
  };
  const records = filterRecords(db, key.name, thisUpdate);
  const { der } = await issueFilter(key.issuer, key.signer, { request, records });
  const { number, nextUpdate } = request;
  await keepFilter(db, { generation: key.name, number, der, thisUpdate, nextUpdate });
}
