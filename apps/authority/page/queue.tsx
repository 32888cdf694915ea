import { Badge } from '@kaika/look/badge';
import { Empty } from '@kaika/look/empty';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { type ApplicationState, applicationState } from '@kaika/wire/application';
import type { OrganisationKind } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { applicationPath, path } from './path.ts';
import { toneOf } from './progress.tsx';
import { kindText } from './text/kind.ts';
import { officeText } from './text/office.ts';
import { progressText } from './text/progress.ts';

export type QueueRow = {
  readonly number: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly state: ApplicationState;
  readonly submittedAt: Date;
  /** the officer signed in may decide on it now */
  readonly forYou: boolean;
  /** the officer signed in did its first review */
  readonly reviewedByYou: boolean;
};

export type QueueView = {
  readonly page: PageContext;
  readonly rows: readonly QueueRow[];
  /** `?state=`; undefined: what is still open */
  readonly state?: ApplicationState | undefined;
  readonly counts: Readonly<Partial<Record<ApplicationState, number>>>;
  readonly pageNumber: number;
  readonly pages: number;
};

/** `GET /officer?state=&page=` */
export function QueuePage(view: QueueView) {
  const { page, rows, state } = view;
  const t = officeText[page.language];
  return (
    <OfficerFrame page={page} title={t.queueTitle} section="queue">
      <h1>{t.queueTitle}</h1>
      <p>{t.queueLead}</p>
      <Filters {...view} />
      {rows.length === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty} />
      ) : (
        <>
          <Table caption={t.queueTitle} quiet rows={rows} columns={columns(page)} />
          <p>
            <CsvButton page={page} href={`${path.officer}.csv${state ? `?state=${state}` : ''}`} />
          </p>
        </>
      )}
      <Pagination
        language={page.language}
        page={view.pageNumber}
        pages={view.pages}
        href={(n) =>
          `${path.officer}?${new URLSearchParams({ ...(state ? { state } : {}), page: String(n) })}`
        }
      />
    </OfficerFrame>
  );
}

function Filters({ page, state, counts }: QueueView) {
  const t = officeText[page.language];
  const words = progressText[page.language].states;
  return (
    <nav aria-label={t.filters}>
      <ul class="filters">
        <li>
          <a href={path.officer} aria-current={state === undefined ? 'true' : undefined}>
            {t.open}
          </a>
        </li>
        {applicationState.options.map((option) => (
          <li>
            <a href={`${path.officer}?state=${option}`} aria-current={state === option ? 'true' : undefined}>
              {words[option]}
              {counts[option] ? <span class="num soft"> {counts[option]}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function columns({ language }: PageContext): readonly Column<QueueRow>[] {
  const t = officeText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={applicationPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.name, cell: (row) => row.name },
    { label: t.kind, cell: (row) => kindText[language][row.kind] },
    { label: t.submittedAt, cell: (row) => <Moment at={row.submittedAt} language={language} short /> },
    {
      label: t.state,
      cell: (row) => (
        <>
          <Badge tone={toneOf[row.state]}>{progressText[language].states[row.state]}</Badge>{' '}
          {row.forYou && <Badge tone="hold">{t.forYou}</Badge>}
          {row.reviewedByYou && <span class="soft small">{t.mine}</span>}
        </>
      ),
    },
  ];
}
