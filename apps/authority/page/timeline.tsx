import type { Language } from '@kaika/look/language';
import { Moment } from '@kaika/look/time';
import type { EventName } from '@kaika/registry/change';
import { actorText, eventText } from './text/event.ts';

export type TimelineEvent = {
  readonly at: Date;
  /** a fixed actor's id, or the officer's name */
  readonly by: string;
  readonly what: EventName;
  /** what it happened to, where that is not what the page is about */
  readonly subject?: string | undefined;
  /** a reason or a code, already readable */
  readonly note?: string | undefined;
};

/** What happened, newest first, with who did it. */
export function Timeline(props: { readonly language: Language; readonly events: readonly TimelineEvent[] }) {
  const { language, events } = props;
  return (
    <ol class="timeline">
      {events.map((event) => (
        <li>
          <Moment at={event.at} language={language} />
          <span>
            {eventText[language][event.what]}
            {event.subject && (
              <>
                {' '}
                <code>{event.subject}</code>
              </>
            )}
          </span>{' '}
          <span class="soft small">{actorText[language][event.by] ?? event.by}</span>
          {event.note && <p class="small">{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}
