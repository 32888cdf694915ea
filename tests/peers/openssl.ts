import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A reason to skip where the openssl command is missing, false where it is there. With CI=true a skip is a failure. */
export const withoutOpenssl: string | false = findOpenssl();

/** What openssl said, both streams together, and whether it was content. */
export type Verdict = { readonly ok: boolean; readonly said: string };

/** Files for openssl in a folder of their own that goes with the scope. */
export type Bench = Disposable & {
  readonly put: (name: string, content: Uint8Array | string) => string;
  readonly path: (name: string) => string;
  readonly run: (...args: readonly string[]) => Verdict;
};

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-peer-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    put(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    run(...args) {
      const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
      return { ok: status === 0, said: `${stdout}${stderr}` };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function findOpenssl(): string | false {
  if (spawnSync('openssl', ['version']).status === 0) return false;
  if (process.env.CI === 'true') throw new Error('the openssl command is not installed');
  return 'the openssl command is not installed';
}
