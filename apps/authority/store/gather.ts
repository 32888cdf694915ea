/**
 * Looks things up together that were asked for in one turn of the event loop: a query costs more than its rows.
 * @param load finds all of the keys it can.
 * @returns what `load` found of a key, or undefined.
 */
export function inBatches<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  let waiting = new Map<string, PromiseWithResolvers<V | undefined>>();
  const ask = async () => {
    const asked = waiting;
    waiting = new Map();
    try {
      const found = await load([...asked.keys()]);
      for (const [key, { resolve }] of asked) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of asked.values()) reject(error);
    }
  };
  return (key) => {
    const known = waiting.get(key);
    if (known) return known.promise;
    if (waiting.size === 0) setImmediate(() => void ask());
    const asked = Promise.withResolvers<V | undefined>();
    waiting.set(key, asked);
    return asked.promise;
  };
}
