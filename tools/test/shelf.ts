import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** A folder for one test run where what many tests begin with is kept: houses that were started before (`tests/browser/template.ts`), an empty database. */
export type Shelf = {
  readonly folder: string;
  /** The data of an embedded database in which nothing was made yet, as a tar file. */
  readonly database: string;
  readonly [Symbol.dispose]: () => void;
};

/** Makes it. To make the first database takes PGlite seconds, to read it back a fraction of one. */
export async function openShelf(): Promise<Shelf> {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-shelf-'));
  const database = join(folder, 'database.tar');
  const pglite = await PGlite.create('memory://');
  writeFileSync(database, await (await pglite.dumpDataDir('none')).bytes());
  await pglite.close();
  return { folder, database, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
