import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

type Type = 'text' | 'integer' | 'timestamptz' | 'jsonb' | 'bytea';
/** `name: type` for a column that is always there, `type?` for one that may be null. */
export type Columns = Readonly<Record<string, Type | `${Type}?`>>;

export type NounTable = { readonly name: string; readonly key: string; readonly columns: Columns };

/** A table of one of the registry's nouns: its key, and the version by which two writers find out about each other. */
export async function createNoun(db: Kysely<unknown>, { name, key, columns }: NounTable): Promise<void> {
  const table = db.schema
    .createTable(name)
    .addColumn(key, 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull());
  await withColumns(table, columns).execute();
}

/** Adds columns to a table that is being made. */
export function withColumns(table: CreateTableBuilder<string, string>, columns: Columns) {
  return Object.entries(columns).reduce(
    (built, [name, type]) =>
      built.addColumn(name, sql.raw(type.replace('?', '')), (column) =>
        type.endsWith('?') ? column : column.notNull(),
      ),
    table,
  );
}

/** An index named after its table and columns. */
export async function createIndex(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
