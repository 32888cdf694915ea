import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program of the system answered; `code` 127 where there is no such program. */
export type Ran = { readonly code: number; readonly text: string };

/** Runs a program of the system by its name, without a shell and without input. */
export type Run = (program: string, args: readonly string[]) => Promise<Ran>;

const patienceMs = 30_000;

/** Runs programs with that home folder, in the C locale so that their answers can be read. One that hangs is ended. */
export function runIn(home: string): Run {
  const env = { ...process.env, HOME: home, LC_ALL: 'C' };
  return (program, args) =>
    new Promise((resolve) => {
      const options = { env, timeout: patienceMs, encoding: 'utf8', maxBuffer: 16_000_000 } as const;
      const child = execFile(program, [...args], options, (error, text) => {
        if (error === null) resolve({ code: 0, text });
        else resolve({ code: error.code === 'ENOENT' ? 127 : Number(error.code) || 1, text });
      });
      child.stdin?.end();
    });
}

/** Runs `work` with a file of those bytes that is gone afterwards. */
export async function withFile<T>(bytes: Uint8Array, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-'));
  try {
    const file = join(folder, 'certificate.cer');
    await writeFile(file, bytes);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
