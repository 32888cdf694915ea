import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRawAsset } from 'node:sea';

/** The bridge to the card service, in place of the module `koffi` in a packaged agent. Opened when a card service is first asked for. */
export const native: object = new Proxy({}, { get: (_, name) => Reflect.get(open(), name) });

let opened: object | null = null;

function open(): object {
  opened ??= load();
  return opened;
}

/** From beside the program where a package put it, else out of the program itself, by way of a private folder. */
function load(): object {
  const beside = join(dirname(process.execPath), '..', 'lib', 'kaika-agent', 'koffi.node');
  if (existsSync(beside)) return dlopen(beside);
  const folder = mkdtempSync(join(tmpdir(), 'kaika-agent-'));
  try {
    const file = join(folder, 'koffi.node');
    writeFileSync(file, new Uint8Array(getRawAsset('koffi.node')), { mode: 0o700 });
    return dlopen(file);
  } finally {
    discard(folder);
  }
}

function dlopen(file: string): object {
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}

/** Windows keeps a loaded file; it is the system's to clean then. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    return;
  }
}
