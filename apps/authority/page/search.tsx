import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Day, Moment } from '@kaika/look/time';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { startOf } from '@kaika/registry/day';
import type { FoundRows } from '../store/search.ts';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { applicationPath, cardPath, certificatePath, organisationPath, path, receiptPath } from './path.ts';
import { toneOf } from './progress.tsx';
import { CardBadge, CertificateBadge } from './status.tsx';
import { kindText } from './text/kind.ts';
import { progressText } from './text/progress.ts';
import { receiptText } from './text/receipt.ts';
import { searchText } from './text/search.ts';
import { statusText } from './text/status.ts';

/** What can be searched for, in the order in which it is shown. */
export const searchKinds = ['organisation', 'application', 'card', 'certificate', 'receipt'] as const;
export type SearchKind = (typeof searchKinds)[number];

export type SearchView = {
  readonly page: PageContext;
  readonly q: string;
  /** too short to be searched for */
  readonly short: boolean;
  readonly found: FoundRows;
  /** groups that have more than is shown */
  readonly more: ReadonlySet<SearchKind>;
  /** one group alone, page by page */
  readonly only?: { readonly kind: SearchKind; readonly pageNumber: number } | undefined;
  readonly now: Date;
};

/** `GET /officer/search?q=&in=&page=` */
export function SearchPage(view: SearchView) {
  const { page, q, found } = view;
  const t = searchText[page.language];
  const groups = searchKinds.filter((kind) => found[kind].length > 0);
  return (
    <OfficerFrame page={page} title={q === '' ? t.title : t.titleOf(q)} searched={q} width="wide">
      <h1>{q === '' ? t.title : t.titleOf(q)}</h1>
      {view.short && q !== '' && <Notice language={page.language} kind="warning" title={t.tooShort} />}
      {q !== '' && !view.short && groups.length === 0 && <Empty title={t.emptyTitle} sentence={t.empty} />}
      <div data-arrows>
        {groups.map((kind) => (
          <Group view={view} kind={kind} />
        ))}
      </div>
      <p class="soft small">{t.hint}</p>
      <p class="soft small">{t.keys}</p>
    </OfficerFrame>
  );
}

function Group({ view, kind }: { readonly view: SearchView; readonly kind: SearchKind }) {
  const { page, q, only, more } = view;
  const t = searchText[page.language];
  const name = t.groups[kind];
  const href = (number: number) =>
    `${path.search}?${new URLSearchParams({ q, in: kind, page: String(number) })}`;
  return (
    <section>
      <h2>{name}</h2>
      <Rows view={view} kind={kind} caption={name} />
      {only === undefined && more.has(kind) && (
        <p>
          <a href={href(1)}>{t.more(name)}</a>
        </p>
      )}
      {only !== undefined && (
        <nav class="actions" aria-label={name}>
          {only.pageNumber > 1 && (
            <LinkButton look="second" small href={href(only.pageNumber - 1)}>
              {t.previous}
            </LinkButton>
          )}
          {more.has(kind) && (
            <LinkButton look="second" small href={href(only.pageNumber + 1)}>
              {t.next}
            </LinkButton>
          )}
          <LinkButton look="second" small href={`${path.search}?${new URLSearchParams({ q })}`}>
            {t.back}
          </LinkButton>
        </nav>
      )}
    </section>
  );
}

function Rows(props: { readonly view: SearchView; readonly kind: SearchKind; readonly caption: string }) {
  const { view, kind, caption } = props;
  const { found, page } = view;
  const quiet = { caption, quiet: true } as const;
  switch (kind) {
    case 'organisation':
      return <Table {...quiet} rows={found.organisation} columns={organisationColumns(page)} />;
    case 'application':
      return <Table {...quiet} rows={found.application} columns={applicationColumns(page)} />;
    case 'card':
      return <Table {...quiet} rows={found.card} columns={cardColumns(page)} />;
    case 'certificate':
      return <Table {...quiet} rows={found.certificate} columns={certificateColumns(view)} />;
    case 'receipt':
      return <Table {...quiet} rows={found.receipt} columns={receiptColumns(page)} />;
  }
}

function organisationColumns({
  language,
}: PageContext): readonly Column<FoundRows['organisation'][number]>[] {
  const t = searchText[language];
  return [
    { label: t.name, head: true, cell: (row) => <a href={organisationPath(row.oid)}>{row.name}</a> },
    { label: t.ubn, cell: (row) => <span class="num">{row.ubn ?? '—'}</span> },
    { label: t.kind, cell: (row) => kindText[language][row.kind] },
  ];
}

function applicationColumns({ language }: PageContext): readonly Column<FoundRows['application'][number]>[] {
  const t = searchText[language];
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
    { label: t.name, cell: (row) => (row.person === null ? row.name : `${row.name} ${row.person}`) },
    { label: t.from, cell: (row) => <Moment at={row.submittedAt} language={language} short /> },
    {
      label: t.state,
      cell: (row) => <Badge tone={toneOf[row.state]}>{progressText[language].states[row.state]}</Badge>,
    },
  ];
}

/** Cards by number, with where they stand. */
export function cardColumns({ language }: PageContext): readonly Column<FoundRows['card'][number]>[] {
  const t = searchText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={cardPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.name, cell: (row) => row.holder },
    {
      label: t.issuedOn,
      cell: (row) =>
        row.issuedOn === null ? '—' : <Day at={startOf(row.issuedOn)} language={language} short />,
    },
    { label: t.state, cell: (row) => <CardBadge state={row.state} language={language} /> },
  ];
}

function certificateColumns({ page, now }: SearchView): readonly Column<FoundRows['certificate'][number]>[] {
  const { language } = page;
  const t = searchText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain" href={certificatePath(row.serial)}>
          <code>{row.serial}</code>
        </a>
      ),
    },
    { label: t.name, cell: (row) => `${row.subject} · ${statusText[language].use[row.use]}` },
    { label: t.until, cell: (row) => <Day at={row.notAfter} language={language} short /> },
    {
      label: t.state,
      cell: (row) => <CertificateBadge status={certificateStatusOf(row, now)} language={language} />,
    },
  ];
}

function receiptColumns({ language }: PageContext): readonly Column<FoundRows['receipt'][number]>[] {
  const t = searchText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={receiptPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.name, cell: (row) => row.holder },
    { label: t.act, cell: (row) => receiptText[language].acts[row.what] ?? row.what },
    { label: t.at, cell: (row) => <Moment at={row.at} language={language} short /> },
  ];
}
