import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private PostgreSQL server for one test run: its own folder, a socket there, no TCP port. */
export type Cluster = { readonly url: string; readonly [Symbol.dispose]: () => void };

/** Starts it, or returns null where PostgreSQL is not installed. PostgreSQL refuses root, so root lends it to `postgres`. */
export function openCluster(): Cluster | null {
  const bin = findBin();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'kaika-pg-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) lend(folder);
  const as = (command: string, args: readonly string[]) =>
    isRoot
      ? spawnSync('runuser', ['-u', 'postgres', '--', join(bin, command), ...args], {
          cwd: folder,
          encoding: 'utf8',
        })
      : spawnSync(join(bin, command), [...args], { cwd: folder, encoding: 'utf8' });
  const data = join(folder, 'data');
  must(
    as('initdb', ['-D', data, '-U', 'kaika', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']),
  );
  const options = `-k ${folder} -c listen_addresses='' -c fsync=off -c max_connections=200`;
  must(as('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']));
  return {
    url: `postgres://kaika@localhost/postgres?host=${encodeURIComponent(folder)}`,
    [Symbol.dispose]: () => {
      as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBin(): string | null {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return null;
  const versions = readdirSync(base).toSorted((a, b) => Number(b) - Number(a));
  return (
    versions.map((version) => join(base, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  );
}

function lend(folder: string): void {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(folder, id('-u'), id('-g'));
  chmodSync(folder, 0o755);
}

function must(done: {
  readonly status: number | null;
  readonly stderr: string;
  readonly stdout: string;
}): void {
  if (done.status !== 0) throw new Error(`PostgreSQL did not start: ${done.stderr || done.stdout}`);
}
