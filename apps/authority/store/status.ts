import type { Certificate } from '@kaika/registry/certificate';
import { sql } from 'kysely';
import { inBatches } from './gather.ts';
import type { Database } from './table.ts';

/** What the status services need of a certificate's row: a few dozen octets of it. */
export type StatusRow = Pick<
  Certificate,
  'serial' | 'generation' | 'state' | 'since' | 'heldSince' | 'reason'
>;

/** Most rows one query asks for. */
const atOnce = 1000;

/** Finds the status of a certificate by serial number (lower-case hex); null where nobody recorded it. */
export type FindStatusRow = (serial: string) => Promise<StatusRow | null>;

/** Looks up those asked for in one turn of the event loop together. */
export function statusReader(db: Database): FindStatusRow {
  const find = inBatches((serials) => findRows(db, serials));
  return async (serial) => (await find(serial)) ?? null;
}

/** The rows a list has to name: the certificates of one CA key that are not good, of one shard or of all. */
export async function revokedRows(
  db: Database,
  generation: string,
  shard: number | null,
): Promise<(StatusRow & Pick<Certificate, 'notAfter'>)[]> {
  let query = db
    .selectFrom('certificate')
    .select(['serial', 'generation', 'state', 'since', 'heldSince', 'reason', 'notAfter'])
    .where('generation', '=', generation)
    .where('der', 'is not', null)
    .where('state', 'in', ['hold', 'suspended', 'superseded', 'revoked']);
  if (shard !== null) query = query.where('shard', '=', shard);
  return query.execute();
}

/** One text whatever the number asked for, so that the database has read it before; no dates of what is good, which nobody needs. */
async function findRows(db: Database, serials: readonly string[]): Promise<ReadonlyMap<string, StatusRow>> {
  const found = new Map<string, StatusRow>();
  for (let at = 0; at < serials.length; at += atOnce) {
    const asked = serials.slice(at, at + atOnce);
    const { rows } = await sql<Omit<StatusRow, 'since'> & { readonly since: Date | null }>`
      select serial, generation, state, reason, "heldSince", case when state <> 'good' then since end as since
      from authority.certificate where serial = any(${asked})`.execute(db);
    for (const row of rows) found.set(row.serial, { ...row, since: row.since ?? longAgo });
  }
  return found;
}

const longAgo = new Date(0);
