import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../rule/refusal.ts';

/** Files by what they hold: written once, never changed, named by their SHA-256 in hex. */
export type Files = { readonly folder: string };

/** Opens the folder of files, making it for the owner alone (mode 700) the first time. */
export async function openFiles(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { folder };
}

/** Keeps bytes and answers their name. Whole or not at all: written beside, synced, then renamed. */
export async function keepFile(files: Files, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const beside = join(files.folder, `${randomUUID()}.part`);
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, join(files.folder, sha256));
  return sha256;
}

/** Reads a file by its name and checks that it still is what it was. Throws `attachment.not-found`. */
export async function readKept(files: Files, sha256: string): Promise<Uint8Array> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Refusal('attachment.not-found');
  const bytes = await readFile(join(files.folder, sha256)).catch((cause: unknown) => {
    throw new Refusal('attachment.not-found', {}, { cause });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Refusal('attachment.not-found');
  return new Uint8Array(bytes);
}
