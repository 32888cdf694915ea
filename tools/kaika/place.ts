import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Tables } from '@kaika/authority/store/table';
import { type Kysely, sql, type Transaction } from 'kysely';
import { FolderInUse, openFolder } from '../house/folder.ts';
import { openStore } from '../house/store.ts';
import { Refused } from './outcome.ts';
import type { Shell } from './shell.ts';

/**
 * Reads the authority's store as it is at one moment: PostgreSQL where `DATABASE_URL` is set, else the embedded database of a house
 * that does not run. Nothing is written. Throws Refused `store.absent`, `store.in-use`, `store.unreachable`.
 */
export async function readStore<T>(
  shell: Shell,
  data: string | undefined,
  read: (db: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await openStore(placeOf(shell, data, stack)));
  const db = store.database.withSchema('authority').withTables<Tables>();
  await requireTables(store.database);
  // Awaited here: the store closes with this function.
  return await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

function placeOf({ environment }: Shell, data: string | undefined, stack: AsyncDisposableStack) {
  const { DATABASE_URL: url, KAIKA_DATA: usual } = environment;
  if (url !== undefined && data === undefined) return { url };
  const path = resolve(data ?? usual ?? 'data');
  const folder = join(path, 'database');
  if (!existsSync(folder))
    throw new Refused('store.absent', {
      zh: `找不到 ${folder}。請以 --data 指定資料資料夾，或以 DATABASE_URL 指定 PostgreSQL。`,
      en: `${folder} is not there. Name the data folder by --data, or PostgreSQL by DATABASE_URL.`,
    });
  try {
    stack.use(openFolder(path));
  } catch (error) {
    if (error instanceof FolderInUse) {
      throw new Refused('store.in-use', {
        zh: '資料資料夾正由執行中的系統使用，請先將其停止。',
        en: error.message,
      });
    }
    throw error;
  }
  return { folder };
}

async function requireTables(database: Kysely<unknown>): Promise<void> {
  const found = await sql<{ there: boolean }>`select to_regclass('authority.treehead') is not null as there`
    .execute(database)
    .catch((cause: unknown) => {
      throw new Refused(
        'store.unreachable',
        { zh: '資料庫沒有回應。', en: 'The database does not answer.' },
        { cause },
      );
    });
  if (!found.rows[0]?.there)
    throw new Refused('store.absent', {
      zh: '資料庫中沒有憑證管理中心。',
      en: 'The database holds no authority.',
    });
}
