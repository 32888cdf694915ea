import { toHex } from '@kaika/bytes/hex';
import type { Noun } from '@kaika/registry/noun';
import { type RawBuilder, sql } from 'kysely';
import { Failure } from '../failure.ts';
import type { Trx } from './table.ts';

const keys: Readonly<Record<Noun['noun'], string>> = {
  organisation: 'oid',
  officer: 'id',
  application: 'number',
  batch: 'number',
  line: 'id',
  shipment: 'id',
  card: 'number',
  certificate: 'serial',
  usercode: 'cardNumber',
  contact: 'cardNumber',
  link: 'id',
  mailcode: 'id',
  paper: 'number',
  proposal: 'number',
  subscription: 'id',
  sweep: 'number',
  task: 'id',
  receipt: 'number',
  revocation: 'id',
  writing: 'id',
};

/**
 * Writes registry things in their order, neighbours of one kind by one statement: new ones (version 0) where nothing of that name
 * is there, others where they still have the version they were read at.
 * Throws Failure `request.conflict` where one of them is not written.
 */
export async function putAll(trx: Trx, things: readonly Noun[]): Promise<void> {
  for (const run of runsOf(things)) {
    const written = run.isNew ? await insert(trx, run) : await update(trx, run);
    if (written !== run.things.length) throw new Failure('request.conflict');
  }
}

/** Neighbours that one statement writes: of one noun, all new or none, no two of one name. */
type Run = { readonly noun: Noun['noun']; readonly isNew: boolean; readonly things: Noun[] };

function runsOf(things: readonly Noun[]): readonly Run[] {
  const runs: Run[] = [];
  let names = new Set<unknown>();
  for (const thing of things) {
    const last = runs.at(-1);
    const name = nameOf(thing);
    const isNew = thing.version === 0;
    if (last && last.noun === thing.noun && last.isNew === isNew && !names.has(name)) {
      last.things.push(thing);
      names.add(name);
    } else {
      runs.push({ noun: thing.noun, isNew, things: [thing] });
      names = new Set([name]);
    }
  }
  return runs;
}

function nameOf(thing: Noun): unknown {
  return Object.entries(thing).find(([name]) => name === keys[thing.noun])?.[1];
}

async function insert(trx: Trx, { noun, things }: Run): Promise<number> {
  const columns = columnsOf(things).map((name) => sql.ref(name));
  const { rows } = await sql`
    insert into ${tableOf(noun)} (version, ${sql.join(columns)})
    select 1, ${sql.join(columns)} from ${recordsOf(noun, things)}
    on conflict do nothing returning 1`.execute(trx);
  return rows.length;
}

async function update(trx: Trx, { noun, things }: Run): Promise<number> {
  const key = keys[noun];
  const sets = columnsOf(things).map((name) => sql`${sql.ref(name)} = said.${sql.ref(name)}`);
  const { rows } = await sql`
    update ${tableOf(noun)} as kept set version = kept.version + 1, ${sql.join(sets)}
    from ${recordsOf(noun, things)} as said
    where kept.${sql.ref(key)} = said.${sql.ref(key)} and kept.version = said.version returning 1`.execute(
    trx,
  );
  return rows.length;
}

function tableOf(noun: Noun['noun']): RawBuilder<unknown> {
  return sql`${sql.table(`authority.${noun}`)}`;
}

/** All things of a noun have the same fields. */
function columnsOf([first]: readonly Noun[]): readonly string[] {
  return Object.keys(first ?? {}).filter((name) => name !== 'noun' && name !== 'version');
}

/** Rows as one JSON text, which the database takes apart by the table's own types: one parameter, however many rows. */
function recordsOf(noun: Noun['noun'], things: readonly Noun[]): RawBuilder<unknown> {
  const text = JSON.stringify(things, (_, value: unknown) =>
    value instanceof Uint8Array ? `\\x${toHex(value)}` : value,
  );
  return sql`json_populate_recordset(null::${tableOf(noun)}, ${text}::text::json)`;
}
