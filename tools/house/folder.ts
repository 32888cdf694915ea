import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The house's data folder, held by one process at a time. */
export type DataFolder = {
  readonly path: string;
  /** A part's own folder inside, mode 700, made when it is not there. */
  readonly room: (name: string) => string;
  readonly [Symbol.dispose]: () => void;
};

/**
 * Opens the data folder and takes its lock: the embedded database has none of its own and would lose rows.
 * Throws `FolderInUse` when another process of this machine holds it.
 */
export function openFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  const lock = join(path, 'lock');
  takeLock(lock);
  return {
    path,
    room: (name) => {
      const room = join(path, name);
      mkdirSync(room, { recursive: true, mode: 0o700 });
      return room;
    },
    [Symbol.dispose]: () => rmSync(lock, { force: true }),
  };
}

/** Another process holds the data folder. */
export class FolderInUse extends Error {
  constructor(holder: number) {
    super(`the data folder is in use by process ${holder}. Stop it first, or choose another KAIKA_DATA.`);
    this.name = 'FolderInUse';
  }
}

function takeLock(lock: string): void {
  const holder = readHolder(lock);
  if (holder !== null && isAlive(holder)) {
    throw new FolderInUse(holder);
  }
  rmSync(lock, { force: true });
  const file = openSync(lock, 'wx', 0o600); // fails when two start in the same instant
  writeSync(file, String(process.pid));
  closeSync(file);
}

function readHolder(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
