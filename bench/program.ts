import { existsSync } from 'node:fs';

/** Which of the programs is not installed, as the reason of a skip; undefined where all are. */
export function without(...programs: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  const missing = programs.filter((name) => !folders.some((folder) => existsSync(`${folder}/${name}`)));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(' ')}`;
}
