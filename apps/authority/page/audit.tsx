import { LinkButton, Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { type EventName, eventNames } from '@kaika/registry/change';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { auditPath, path, personPath } from './path.ts';
import { auditText } from './text/audit.ts';
import { actorText, eventText } from './text/event.ts';

export type AuditValues = {
  readonly by: string;
  readonly subject: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
};

export type AuditRow = {
  readonly id: string;
  readonly at: Date;
  /** officer's id or a fixed actor's */
  readonly by: string;
  /** the officer's name */
  readonly name: string | null;
  readonly what: string;
  readonly subject: string;
  readonly index: number | null;
};

export type AuditView = {
  readonly page: PageContext;
  readonly values: AuditValues;
  readonly wrong: boolean;
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly AuditRow[];
  /** the cursor of older entries */
  readonly older: string | null;
  readonly isFirst: boolean;
};

/** `GET /officer/audit?by=&subject=&what=&from=&until=&after=` */
export function AuditPage(view: AuditView) {
  const { page, values, rows } = view;
  const { language } = page;
  const t = auditText[language];
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const query = (more: Readonly<Record<string, string>>) =>
    new URLSearchParams({ ...said, ...more }).toString();
  return (
    <OfficerFrame page={page} title={t.title} section="audit" width="wide">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {view.wrong && <Notice language={language} kind="warning" title={t.wrong} />}
      <Filter {...view} />
      {rows.length === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty}>
          <LinkButton href={path.audit} look="second">
            {t.clear}
          </LinkButton>
        </Empty>
      ) : (
        <Table caption={t.title} quiet rows={rows} columns={columns(page)} />
      )}
      <nav class="actions" aria-label={t.title}>
        {view.older !== null && (
          <LinkButton look="second" href={`${path.audit}?${query({ after: view.older })}`}>
            {t.older}
          </LinkButton>
        )}
        {!view.isFirst && (
          <LinkButton look="second" href={`${path.audit}?${query({})}`}>
            {t.newest}
          </LinkButton>
        )}
        <CsvButton page={page} href={`${path.audit}.csv?${query({})}`} />
      </nav>
      <p class="soft small">{t.exportNote}</p>
    </OfficerFrame>
  );
}

function Filter({ page, values, actors }: AuditView) {
  const { language } = page;
  const t = auditText[language];
  const nouns = [...new Set(eventNames.map((name) => name.split('.')[0] ?? name))].sort();
  const field = (name: keyof AuditValues) => ({
    language,
    name,
    label: t[name],
    value: values[name],
    required: false,
    conditional: true,
  });
  const fixed = Object.entries(actorText[language]).map(([value, label]) => ({ value, label }));
  return (
    <form class="filter" action={path.audit} method="get">
      <Select
        {...field('by')}
        empty={t.any}
        options={[...actors.map(({ id, name }) => ({ value: id, label: name })), ...fixed]}
      />
      <TextField {...field('subject')} maxlength={100} />
      <Select
        {...field('what')}
        empty={t.any}
        options={[
          ...nouns.map((noun) => ({ value: noun, label: `${noun}.*` })),
          ...eventNames.map((name) => ({ value: name, label: eventText[language][name] })),
        ]}
      />
      <TextField {...field('from')} type="date" />
      <TextField {...field('until')} type="date" />
      <Actions>
        <Submit look="second">{t.filter}</Submit>
        <a href={path.audit}>{t.clear}</a>
      </Actions>
    </form>
  );
}

export type EntryView = {
  readonly page: PageContext;
  readonly entry: AuditRow & {
    readonly data: Readonly<Record<string, string>>;
    readonly leaf: string;
  };
  readonly head: { readonly size: number; readonly root: string; readonly at: Date } | null;
  readonly isOfficer: boolean;
};

/** `GET /officer/audit/{id}` */
export function EntryPage(view: EntryView) {
  const { page, entry } = view;
  const { language } = page;
  const t = auditText[language];
  return (
    <OfficerFrame
      page={page}
      title={whatText(entry.what, page)}
      section="audit"
      breadcrumbs={[{ label: t.title, href: path.audit }]}
    >
      <h1>{whatText(entry.what, page)}</h1>
      <Facts items={facts(view)} />
      {view.head !== null && (
        <section>
          <p>{t.proofText}</p>
          <Actions>
            <LinkButton href={`${auditPath(entry.id)}/proof`} download>
              {t.proof}
            </LinkButton>
            <LinkButton
              look="second"
              href={`${path.audit}?${new URLSearchParams({ subject: entry.subject })}`}
            >
              {t.related}
            </LinkButton>
          </Actions>
        </section>
      )}
    </OfficerFrame>
  );
}

function facts({ page, entry, head, isOfficer }: EntryView): readonly Fact[] {
  const { language } = page;
  const t = auditText[language];
  const details = Object.entries(entry.data);
  return [
    { term: t.at, value: <Moment at={entry.at} language={language} /> },
    {
      term: t.by,
      value: isOfficer ? <a href={personPath(entry.by)}>{actorOf(entry, page)}</a> : actorOf(entry, page),
    },
    { term: t.kind, value: <code>{entry.what}</code> },
    { term: t.subject, value: <code>{entry.subject}</code> },
    ...(details.length === 0
      ? []
      : [
          {
            term: t.details,
            value: (
              <ul>
                {details.map(([name, value]) => (
                  <li>
                    <code>{name}</code> {value}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
    { term: t.id, value: <code>{entry.id}</code> },
    { term: t.place, value: entry.index === null ? t.pending : count(entry.index + 1) },
    { term: t.leaf, value: <code class="hash">{entry.leaf}</code> },
    ...(head === null
      ? []
      : [
          { term: t.head, value: t.headValue(count(head.size)) },
          { term: t.root, value: <code class="hash">{head.root}</code> },
          { term: t.signedAt, value: <Moment at={head.at} language={language} /> },
        ]),
  ];
}

/** An event in words; its name where we have none (one of an older release). */
export function whatText(what: string, { language }: PageContext): string {
  const known: EventName | undefined = eventNames.find((name) => name === what);
  return known === undefined ? what : eventText[language][known];
}

/** Who did it, in words. */
export function actorOf({ by, name }: Pick<AuditRow, 'by' | 'name'>, { language }: PageContext): string {
  return name ?? actorText[language][by] ?? by;
}

function columns(page: PageContext): readonly Column<AuditRow>[] {
  const { language } = page;
  const t = auditText[language];
  return [
    {
      label: t.event,
      head: true,
      cell: (row) => <a href={auditPath(row.id)}>{whatText(row.what, page)}</a>,
    },
    { label: t.at, cell: (row) => <Moment at={row.at} language={language} short /> },
    { label: t.by, cell: (row) => actorOf(row, page) },
    { label: t.subject, cell: (row) => <code>{row.subject}</code> },
    {
      label: t.place,
      numeric: true,
      cell: (row) => (row.index === null ? t.pending : count(row.index + 1)),
    },
  ];
}
