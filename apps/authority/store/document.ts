import type { Database, Reader, Tables, Trx } from './table.ts';

/** A supporting document without its content. `owner`: an application's number, or the hash of a form not sent yet. */
export type Document = Omit<Tables['document'], 'content'>;

const facts = ['id', 'owner', 'name', 'type', 'size', 'sha256', 'at'] as const;

/** Documents of an application or of a form, oldest first. */
export async function documentsOf(db: Reader, owner: string): Promise<readonly Document[]> {
  return db
    .selectFrom('document')
    .select(facts)
    .where('owner', '=', owner)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** One document of an owner with its content; null where there is none. */
export async function findDocument(
  db: Reader,
  owner: string,
  id: string,
): Promise<Tables['document'] | null> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('id', '=', id)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, content: new Uint8Array(row.content) };
}

export async function keepDocument(db: Reader, document: Tables['document']): Promise<void> {
  await db
    .insertInto('document')
    .values({ ...document, content: Buffer.from(document.content) })
    .execute();
}

export async function dropDocument(db: Database, owner: string, id: string): Promise<void> {
  await db.deleteFrom('document').where('id', '=', id).where('owner', '=', owner).execute();
}

/** Gives the documents of a form to the application it became. Answers them. */
export async function handOver(trx: Trx, form: string, number: string): Promise<readonly Document[]> {
  return trx
    .updateTable('document')
    .set({ owner: number })
    .where('owner', '=', form)
    .returning(facts)
    .execute();
}

/** Drops what was uploaded before that moment for forms that were never sent. */
export async function dropStrayDocuments(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('document').where('at', '<', before).where('owner', 'not like', 'A%').execute();
}
