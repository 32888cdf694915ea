import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file people may download. `sha256` is hexadecimal, as sha256sum prints it. */
export type Download = { readonly name: string; readonly size: number; readonly sha256: string };

/** The files of a folder with their checksums; no folder is no files. Names that are not plain are passed over. */
export async function listDownloads(folder: string): Promise<readonly Download[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const plain = names.filter((name) => /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name)).toSorted();
  const files: Download[] = [];
  for (const name of plain) {
    const path = join(folder, name);
    const found = await stat(path);
    if (found.isFile()) files.push({ name, size: found.size, sha256: await checksum(path) });
  }
  return files;
}

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
