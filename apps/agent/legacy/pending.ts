import { cmsAgeMs } from '@kaika/wire/cms';
import type { OneTimeKey } from '../conversation/seal.ts';
import type { PinTask } from '../conversation/setpin.ts';

/** Between the second and the third step of opening a card: the task, and the key its PUK will be sealed to. */
export type Pending = {
  readonly task: PinTask;
  readonly key: OneTimeKey;
  /** How many user codes were sent for this task. */
  readonly attempts: number;
};

/** More are not open at once; the oldest goes. */
const most = 16;

/** Open cards of all windows, by task. In memory alone: after a restart the page begins again and nothing is lost. */
export type Pendings = {
  find(task: string): Pending | null;
  of(origin: string): readonly Pending[];
  set(pending: Pending): void;
  remove(task: string): void;
};

export function openPendings(now: () => Date): Pendings {
  const kept = new Map<string, { readonly pending: Pending; readonly at: number }>();
  const prune = () => {
    for (const [task, { at }] of kept) if (now().getTime() - at > cmsAgeMs) kept.delete(task);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    find: (task) => kept.get(task)?.pending ?? null,
    of(origin) {
      prune();
      return [...kept.values()].flatMap(({ pending }) =>
        pending.task.claims.origin === origin ? [pending] : [],
      );
    },
    set(pending) {
      kept.set(pending.task.claims.id, { pending, at: now().getTime() });
      prune();
    },
    remove: (task) => void kept.delete(task),
  };
}
