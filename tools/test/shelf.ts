import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test run where browser tests keep houses that were started before (`tests/browser/template.ts`). */
export type Shelf = { readonly folder: string; readonly [Symbol.dispose]: () => void };

export function openShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-shelf-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
