import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What `npm run package` made, laid where the portal's download page finds it; nothing where nothing was made. */
export async function layOutDownloads(portal: string): Promise<void> {
  const made = resolve(import.meta.dirname, '..', '..', 'dist', 'download');
  const names: readonly string[] = await readdir(made).catch(() => []);
  if (names.length === 0) return;
  const folder = join(portal, 'download');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of names) await copyFile(join(made, name), join(folder, name));
}
