/** Lines in front of things that take one at a time. */
export type Queues = { next<T>(name: string, work: () => Promise<T>): Promise<T> };

/** Runs what was handed in under one name in the order it came; names do not wait for each other. */
export function createQueues(): Queues {
  const last = new Map<string, Promise<unknown>>();
  return {
    next(name, work) {
      const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(name, turn);
      const leave = () => {
        if (last.get(name) === turn) last.delete(name);
      };
      turn.then(leave, leave);
      return turn;
    },
  };
}
