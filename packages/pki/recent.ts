/** What was worked out of late, by a text that says from what. */
export type Recent<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
};

/**
 * Keeps between `most` and twice as many results. Two generations bound it without the bookkeeping of an exact order of
 * use: what is found in the old one moves to the young one, and the old one is dropped when the young one is full.
 */
export function recent<V>(most: number): Recent<V> {
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  const set = (key: string, value: V): void => {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    set,
    get(key) {
      const found = young.get(key);
      if (found !== undefined) return found;
      const aged = old.get(key);
      if (aged !== undefined) set(key, aged);
      return aged;
    },
  };
}
