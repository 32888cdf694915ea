import { join } from 'node:path';
import { downloadManifest, downloadManifestPath } from '@kaika/wire/download';
import { z } from 'zod';
import { Halt } from './conversation/halt.ts';
import { readData, writeData } from './settings.ts';

const kept = z.object({ at: z.iso.datetime(), newest: z.string() });

/** What was learnt when the person last asked for the newest version. */
export type Update = Readonly<z.infer<typeof kept>>;

const patienceMs = 10_000;
const mostBytes = 100_000;

export type Asking = {
  /** The portal of the policy: its origin is what is trusted, so it is https, or this computer. */
  readonly portal: string | undefined;
  /** The agent's own folder, where the answer is kept. */
  readonly folder: string;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
};

/**
 * Asks the portal which version is the newest, because the person wants to know; nothing is ever fetched or installed by this. Throws `Halt`
 * `update.no-source`, `update.unreachable`.
 */
export async function askUpdate({ portal, folder, fetch, now }: Asking): Promise<Update> {
  if (portal === undefined || !isSafe(portal)) throw new Halt('update.no-source');
  const newest = await fetchNewest(`${portal}${downloadManifestPath}`, fetch);
  if (newest === null) throw new Halt('update.unreachable');
  const update = { at: now().toISOString(), newest };
  await writeData(fileIn(folder), update);
  return update;
}

/** The last answer; null where nobody asked yet. */
export function lastUpdate(folder: string): Promise<Update | null> {
  return readData(fileIn(folder), kept);
}

/** Whether `newest` is above `version`, by number. */
export function isNewer(newest: string, version: string): boolean {
  return newest.localeCompare(version, 'en', { numeric: true }) > 0;
}

async function fetchNewest(url: string, fetch: typeof globalThis.fetch): Promise<string | null> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    const text = response.ok ? await response.text() : '';
    if (text.length > mostBytes) return null;
    return downloadManifest.parse(JSON.parse(text)).agent;
  } catch {
    return null;
  }
}

function isSafe(origin: string): boolean {
  const url = URL.parse(origin);
  if (url === null || url.origin !== origin) return false;
  return url.protocol === 'https:' || url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
}

function fileIn(folder: string): string {
  return join(folder, 'update.json');
}
