import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of secrets in the app's folder: mode 600, replaced whole. Undefined where there is none yet. */
export async function readSecret(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Writes a secret beside and moves it into place, so that a crash leaves the old or the new one whole. */
export async function writeSecret(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const beside = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
  await writeFile(beside, text, { mode: 0o600, flag: 'wx' });
  await rename(beside, join(folder, name));
}

/** 32 random bytes kept under `name`: made at the first start. */
export async function keptRandom(folder: string, name: string): Promise<Buffer> {
  const kept = await readSecret(folder, name);
  if (kept !== undefined) return Buffer.from(kept.trim(), 'base64url');
  const fresh = randomBytes(32);
  await writeSecret(folder, name, `${fresh.toString('base64url')}\n`);
  return fresh;
}
