import { eventNames } from '@kaika/registry/change';
import type { TimelineEvent } from '../page/timeline.tsx';
import type { ToldEvent } from '../store/event.ts';
import { allOfficers } from '../store/officer.ts';
import type { Reader } from '../store/table.ts';

/** Events as a page tells them: officers by name, the subject only where it is not what the page is about. */
export async function timelineOf(
  db: Reader,
  events: readonly ToldEvent[],
  about: string,
): Promise<readonly TimelineEvent[]> {
  const names = new Map((await allOfficers(db)).map(({ id, name }) => [id, name]));
  return events.flatMap(({ at, by, what, subject, data }) => {
    const known = eventNames.find((name) => name === what);
    if (known === undefined) return [];
    const event = { at, by: names.get(by) ?? by, what: known, note: data.code };
    return [subject === about ? event : { ...event, subject }];
  });
}
