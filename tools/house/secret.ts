import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret two apps of the house share, made at the first start and kept in a file of mode 600. 43 characters. */
export function keepSecret(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path))
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8');
}
