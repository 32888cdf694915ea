import type { StatusCache } from './status.ts';

/** Keeps the newest `most` answers in memory; the longest kept goes first. */
export function memoryCache(most = 1000): StatusCache {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (key) => kept.get(key),
    set(key, der) {
      kept.delete(key);
      kept.set(key, der);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}
