import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFile } from '../reader/file.ts';
import type { Act } from './registration.ts';
import type { Run } from './tool.ts';

/**
 * Makes the module known to p11-kit (GnuTLS, LibreOffice, Evolution, OpenSSH): by the distribution's own entry where its package brought one, else by
 * an entry of the person. Null where the computer has no p11-kit.
 */
export async function addToP11Kit(run: Run, home: string, module: string): Promise<Act | null> {
  const file = entryOf(home);
  const act = { store: 'p11-kit', where: file, of: 'module', name: module } as const;
  const listed = await run('p11-kit', ['list-modules']);
  if (listed.code === 127) return null;
  const isOurs = (await findFile(file)) === contentOf(module);
  if (isOurs || isListed(listed.text, module)) return { ...act, outcome: 'present' };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, contentOf(module), { mode: 0o600 });
  return { ...act, outcome: 'added' };
}

/** Removes the person's entry; null where there is none. The distribution's stays. */
export async function removeFromP11Kit(home: string): Promise<Act | null> {
  const file = entryOf(home);
  if ((await findFile(file)) === null) return null;
  await rm(file);
  return { store: 'p11-kit', where: file, of: 'module', name: 'kaika.module', outcome: 'removed' };
}

function entryOf(home: string): string {
  return join(home, '.config', 'pkcs11', 'modules', 'kaika.module');
}

function contentOf(module: string): string {
  return `module: ${module}\n`;
}

/** `name: file` starts each module's paragraph; the distribution's entries give the bare file name. */
function isListed(text: string, module: string): boolean {
  const files = [...text.matchAll(/^\S+: (\S+)$/gm)].map(([, file]) => file);
  return files.includes(module) || (isOfSystem(module) && files.includes('opensc-pkcs11.so'));
}

function isOfSystem(module: string): boolean {
  return module.startsWith('/usr/') && module.endsWith('/opensc-pkcs11.so');
}
