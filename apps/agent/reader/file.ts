import { open, readFile, rename } from 'node:fs/promises';

/**
 * Writes a file of mode 600 so that a reader, or a crash, finds either the old or the new content: beside it, flushed, renamed. One writer
 * a path at a time.
 */
export async function keepFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/** The text of a file, or null where there is none. */
export async function findFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
