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

/** For whom a file is, by its name. */
export type System = 'windows' | 'debian' | 'linux' | 'browser' | 'other';

export function systemOf(name: string): System {
  if (name.endsWith('.exe') || name.endsWith('.msi')) return 'windows';
  if (name.endsWith('.deb')) return 'debian';
  if (name.includes('extension')) return 'browser';
  return name.includes('-linux-') ? 'linux' : 'other';
}

/** The visitor's system, by User-Agent; null where there is no file for it or it does not say. */
export function visitorSystem(agent: string): System | null {
  if (/Windows/.test(agent)) return 'windows';
  return /Linux|X11/.test(agent) && !/Android/.test(agent) ? 'debian' : null;
}

/** The systems in the order of the page: the visitor's own first. */
export function systemsFor(own: System | null): readonly System[] {
  const rest = ['windows', 'debian', 'linux', 'browser', 'other'] as const;
  return own === null ? rest : [own, ...rest.filter((system) => system !== own)];
}

/** The agent's version among the files, the highest there is; null where there is none. */
export function agentVersionIn(files: readonly Download[]): string | null {
  const versions = files.flatMap(({ name }) => /^kaika-agent[-_](\d+\.\d+\.\d+)[-_.]/.exec(name)?.[1] ?? []);
  return versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
}

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
