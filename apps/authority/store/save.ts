import type { Change, Note } from '@kaika/registry/change';
import type { Changes, Noun } from '@kaika/registry/noun';
import { sql } from 'kysely';
import { Failure } from '../failure.ts';
import { record } from './event.ts';
import { noticeCertificate } from './notice.ts';
import type { Database, Trx } from './table.ts';

const keys: Readonly<Record<Noun['noun'], string>> = {
  organisation: 'oid',
  officer: 'id',
  application: 'number',
  card: 'number',
  certificate: 'serial',
  usercode: 'cardNumber',
  contact: 'cardNumber',
  link: 'id',
  mailcode: 'id',
  paper: 'number',
  subscription: 'id',
  task: 'id',
  receipt: 'number',
  revocation: 'id',
};

/**
 * Keeps what was decided: every thing at the version it was read at, and the audit row of every change, all in this
 * transaction. There is no other way to write a registry thing.
 * Throws Failure `request.conflict` when somebody else changed one of them meanwhile.
 */
export async function save(trx: Trx, changes: Changes): Promise<void> {
  for (const { next, event } of changes) {
    if (next !== null) await put(trx, next);
    await record(trx, event);
    if (next?.noun !== 'certificate') continue;
    if (next.der !== null) await markStale(trx, next, event.at);
    await noticeCertificate(trx, next.serial);
  }
}

/**
 * Decides and keeps in one transaction: what `decide` answers besides its changes is handed on. Whoever loses a race decides
 * again on what the winner left, so `decide` reads everything it needs from `trx`.
 */
export async function act<T>(
  db: Database,
  decide: (trx: Trx) => Promise<{ readonly changes: Changes; readonly answer: T }>,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      const { changes, answer } = await db.transaction().execute(async (trx) => {
        const decided = await decide(trx);
        await save(trx, decided.changes);
        return decided;
      });
      for (const tell of watchers.get(db) ?? []) tell(changes);
      return answer;
    } catch (error) {
      if (!isConflict(error) || round === rounds) throw error;
    }
  }
}

/** Tells a listener of everything `act` commits through this database, right after it did: for caches. */
export function watch(db: Database, tell: (changes: Changes) => void): void {
  watchers.set(db, [...(watchers.get(db) ?? []), tell]);
}

const watchers = new WeakMap<Database, readonly ((changes: Changes) => void)[]>();

const rounds = 3;

function isConflict(error: unknown): boolean {
  return error instanceof Failure && error.code === 'request.conflict';
}

/** Keeps one change by itself. */
export async function keep(db: Database, ...changes: readonly (Change<Noun> | Note)[]): Promise<void> {
  await act(db, async () => ({ changes, answer: undefined }));
}

async function put(trx: Trx, thing: Noun): Promise<void> {
  const { noun, version, ...fields } = thing;
  const columns = Object.entries(fields).map(([name, value]) => [name, columnValue(value)] as const);
  const written = version === 0 ? await insert(trx, noun, columns) : await update(trx, thing, columns);
  if (!written) throw new Failure('request.conflict');
}

type Columns = readonly (readonly [name: string, value: unknown])[];

async function insert(trx: Trx, noun: Noun['noun'], columns: Columns): Promise<boolean> {
  const names = columns.map(([name]) => sql.ref(name));
  const values = columns.map(([, value]) => sql`${value}`);
  const { rows } = await sql`
    insert into ${sql.table(`authority.${noun}`)} (version, ${sql.join(names)})
    values (1, ${sql.join(values)})
    on conflict do nothing returning version`.execute(trx);
  return rows.length === 1;
}

async function update(trx: Trx, { noun, version, ...fields }: Noun, columns: Columns): Promise<boolean> {
  const key = keys[noun];
  const sets = columns.map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const id = Object.entries(fields).find(([name]) => name === key)?.[1];
  const { rows } = await sql`
    update ${sql.table(`authority.${noun}`)} set version = ${version + 1}, ${sql.join(sets)}
    where ${sql.ref(key)} = ${id} and version = ${version} returning version`.execute(trx);
  return rows.length === 1;
}

/** Lists and records go into jsonb columns, which take their text. */
function columnValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date || value instanceof Uint8Array) return value;
  return JSON.stringify(value);
}

async function markStale(
  trx: Trx,
  { generation, shard }: { readonly generation: string; readonly shard: number },
  since: Date,
): Promise<void> {
  await trx
    .insertInto('staleshard')
    .values({ generation, shard, since })
    .onConflict((conflict) => conflict.columns(['generation', 'shard']).doUpdateSet({ since }))
    .execute();
}
