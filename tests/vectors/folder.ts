import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.env.KAIKA_VECTORS ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'vectors');

/** The folder of one set of conformance vectors, or undefined where it is not on this machine. They are never committed. */
export function vectorFolder(name: string): string | undefined {
  const folder = join(ROOT, name);
  return existsSync(folder) ? folder : undefined;
}

/** A JSON file of the vectors, believed to have the form its README states. */
export function readVectors<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}
