import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64 } from '@kaika/bytes/base64';
import type { Act, Registrable } from './registration.ts';
import { type Run, withFile } from './tool.ts';

/** A folder with an NSS database, and who reads it: Chromium and others, or one profile of Firefox. */
export type Database = { readonly store: 'nss' | 'firefox'; readonly folder: string };

/** The name our module has in a database. */
const moduleName = 'kaika card';

/** The databases of a person: the one of Chromium and its kin, made where there is none yet, and every profile of Firefox. */
export async function findDatabases(home: string): Promise<readonly Database[]> {
  const roots = ['.mozilla/firefox', 'snap/firefox/common/.mozilla/firefox', firefoxOfFlatpak];
  const profiles = await Promise.all(roots.map((root) => profilesIn(join(home, root))));
  const snap = join(home, 'snap', 'chromium', 'current', '.pki', 'nssdb');
  return [
    { store: 'nss', folder: join(home, '.pki', 'nssdb') },
    ...((await isDatabase(snap)) ? [{ store: 'nss', folder: snap } as const] : []),
    ...profiles.flat().map((folder) => ({ store: 'firefox', folder }) as const),
  ];
}

/** Puts module and certificates into one database. Certificates get no trust flags: none can vouch for another. */
export async function addToDatabase(
  run: Run,
  database: Database,
  what: { readonly module: string; readonly certificates: readonly Registrable[] },
): Promise<readonly Act[]> {
  if (!(await makeDatabase(run, database))) return [failed(database, what.module)];
  const acts = [await addModule(run, database, what.module)];
  for (const one of what.certificates) acts.push(await addCertificate(run, database, one));
  return acts;
}

/** Takes our module and our certificates out of one database again. */
export async function removeFromDatabase(run: Run, database: Database): Promise<readonly Act[]> {
  if (!(await isDatabase(database.folder))) return [];
  const acts: Act[] = [];
  if ((await listModules(run, database)).some((line) => line.includes(`name="${moduleName}"`))) {
    const { code } = await run('modutil', [...modulesOf(database), '-delete', moduleName, '-force']);
    acts.push({ ...database, where: database.folder, of: 'module', name: moduleName, outcome: ended(code) });
  }
  const { text } = await run('certutil', ['-L', ...databaseOf(database)]);
  for (const [, name = ''] of text.matchAll(/^(kaika \S+ \S+)\s+\S*,\S*,\S*\s*$/gm)) {
    const { code } = await run('certutil', ['-D', ...databaseOf(database), '-n', name]);
    acts.push({ ...database, where: database.folder, of: 'certificate', name, outcome: ended(code) });
  }
  return acts;
}

const firefoxOfFlatpak = '.var/app/org.mozilla.firefox/.mozilla/firefox';

async function profilesIn(root: string): Promise<readonly string[]> {
  const names = await readdir(root).catch(() => []);
  const folders = names.toSorted().map((name) => join(root, name));
  const found = await Promise.all(folders.map(isDatabase));
  return folders.filter((_, index) => found[index]);
}

async function isDatabase(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  return names.includes('cert9.db');
}

async function makeDatabase(run: Run, database: Database): Promise<boolean> {
  if (await isDatabase(database.folder)) return true;
  await mkdir(database.folder, { recursive: true, mode: 0o700 });
  return (await run('certutil', ['-N', ...databaseOf(database), '--empty-password'])).code === 0;
}

async function addModule(run: Run, database: Database, module: string): Promise<Act> {
  const act = { ...failed(database, module), name: module };
  const known = await listModules(run, database);
  // p11-kit's proxy shows every module of the system, OpenSC's among them.
  const isThere = known.some(
    (line) => line.includes(`library="${module}"`) || line.includes('p11-kit-proxy'),
  );
  if (isThere) return { ...act, outcome: 'present' };
  const stale = known.some((line) => line.includes(`name="${moduleName}"`));
  if (stale) await run('modutil', [...modulesOf(database), '-delete', moduleName, '-force']);
  const args = [...modulesOf(database), '-add', moduleName, '-libfile', module, '-force'];
  return { ...act, outcome: (await run('modutil', args)).code === 0 ? 'added' : 'failed' };
}

async function addCertificate(run: Run, database: Database, { name, der }: Registrable): Promise<Act> {
  const act = { ...failed(database, name), of: 'certificate', name } as const;
  const known = await run('certutil', ['-L', ...databaseOf(database), '-n', name, '-a']);
  if (known.code === 0) {
    const body = known.text.replaceAll(/-----[^-]*-----|\s/g, '');
    if (body === toBase64(der)) return { ...act, outcome: 'present' };
    await run('certutil', ['-D', ...databaseOf(database), '-n', name]);
  }
  return withFile(der, async (file) => {
    const args = ['-A', ...databaseOf(database), '-n', name, '-t', ',,', '-i', file];
    return { ...act, outcome: (await run('certutil', args)).code === 0 ? 'added' : 'failed' };
  });
}

async function listModules(run: Run, database: Database): Promise<readonly string[]> {
  return (await run('modutil', [...modulesOf(database), '-rawlist'])).text.split('\n');
}

function databaseOf({ folder }: Database): readonly string[] {
  return ['-d', `sql:${folder}`];
}

function modulesOf({ folder }: Database): readonly string[] {
  return ['-dbdir', `sql:${folder}`];
}

function failed({ store, folder }: Database, name: string): Act {
  return { store, where: folder, of: 'module', name, outcome: 'failed' };
}

function ended(code: number): 'removed' | 'failed' {
  return code === 0 ? 'removed' : 'failed';
}
