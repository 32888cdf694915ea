import { Badge, type BadgeTone } from '@kaika/look/badge';
import { Empty } from '@kaika/look/empty';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { kindOf } from '../mail/letter.ts';
import type { MailState, ShownMail } from '../store/mail.ts';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { path } from './path.ts';
import { outboxText } from './text/outbox.ts';

export type OutboxView = {
  readonly page: PageContext;
  readonly rows: readonly ShownMail[];
  readonly state?: MailState | undefined;
  readonly counts: Readonly<Partial<Record<MailState, number>>>;
  /** the officer signed in may send one again */
  readonly maySend: boolean;
  readonly pageNumber: number;
  readonly pages: number;
};

export const mailStates = ['queued', 'failed', 'sent', 'lapsed'] as const satisfies readonly MailState[];

/** `GET /officer/outbox?state=&page=`; a failed one is sent again by `POST /officer/outbox`. */
export function OutboxPage(view: OutboxView) {
  const { page, rows, state, pageNumber, pages } = view;
  const { language } = page;
  const t = outboxText[language];
  return (
    <OfficerFrame page={page} title={t.title} section="outbox">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Filters {...view} />
      {rows.length === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty} />
      ) : (
        <Table caption={t.title} quiet rows={rows} columns={columns(view)} />
      )}
      <Pagination
        language={language}
        page={pageNumber}
        pages={pages}
        href={(n) =>
          `${path.outbox}?${new URLSearchParams({ ...(state ? { state } : {}), page: String(n) })}`
        }
      />
    </OfficerFrame>
  );
}

function Filters({ page, state, counts }: OutboxView) {
  const t = outboxText[page.language];
  return (
    <nav aria-label={t.filters}>
      <ul class="filters">
        <li>
          <a href={path.outbox} aria-current={state === undefined ? 'true' : undefined}>
            {t.all}
          </a>
        </li>
        {mailStates.map((option) => (
          <li>
            <a href={`${path.outbox}?state=${option}`} aria-current={state === option ? 'true' : undefined}>
              {t.states[option]}
              {counts[option] ? <span class="num soft"> {counts[option]}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const tones: Readonly<Record<MailState, BadgeTone>> = {
  queued: 'busy',
  sent: 'good',
  failed: 'bad',
  lapsed: 'plain',
};

function columns({ page: { language }, maySend }: OutboxView): readonly Column<ShownMail>[] {
  const t = outboxText[language];
  return [
    { label: t.madeAt, cell: ({ madeAt }) => <Moment at={madeAt} language={language} short /> },
    { label: t.about, head: true, cell: ({ about }) => kindOf(about, language) },
    { label: t.to, cell: ({ to }) => to },
    {
      label: t.state,
      cell: ({ state, attempts, problem }) => (
        <>
          <Badge tone={tones[state]}>{t.states[state]}</Badge>{' '}
          {problem !== null && <span class="soft small">{t.tries(attempts, problem)}</span>}
        </>
      ),
    },
    ...(maySend
      ? [{ label: t.act, bare: true, cell: (row: ShownMail) => <Again language={language} row={row} /> }]
      : []),
  ];
}

function Again({ language, row }: { readonly language: PageContext['language']; readonly row: ShownMail }) {
  const t = outboxText[language];
  if (row.state !== 'failed') return null;
  return (
    <form method="post" action={path.outbox}>
      <button
        type="submit"
        class="button second small"
        name="id"
        value={row.id}
        aria-label={t.againTo(row.to)}
      >
        {t.again}
      </button>
    </form>
  );
}
