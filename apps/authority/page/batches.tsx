import { Badge, type BadgeTone } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { type Batch, type BatchOrder, batchOrders } from '@kaika/registry/batch';
import type { LineCounts } from '../store/batch.ts';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { applicationPath, batchPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { batchText } from './text/batch.ts';

/** What a batch is called: its own state, or that nothing of it is left to do. */
export type ShownState = 'open' | 'paused' | 'finished' | 'closed';

export type BatchRow = Pick<Batch, 'number' | 'title' | 'madeAt'> & {
  readonly state: ShownState;
  readonly counts: LineCounts;
};

export type BatchesView = {
  readonly page: PageContext;
  readonly rows: readonly BatchRow[];
  /** approved applications in no batch */
  readonly free: number;
  /** the officer signed in may make one */
  readonly mayMake: boolean;
  readonly pageNumber: number;
  readonly pages: number;
};

/** `GET /officer/batches?page=` */
export function BatchesPage({ page, rows, free, mayMake, pageNumber, pages }: BatchesView) {
  const { language } = page;
  const t = batchText[language];
  return (
    <OfficerFrame page={page} title={t.title} section="produce">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p>{free === 0 ? t.noneFree : t.free(free)}</p>
      {mayMake && (
        <Actions>
          {free > 0 && <LinkButton href={`${path.batches}/new`}>{t.create}</LinkButton>}
          <LinkButton href={path.produce} look="second">
            {t.single}
          </LinkButton>
        </Actions>
      )}
      <section>
        {rows.length === 0 ? (
          <Empty title={t.emptyTitle} sentence={t.empty} />
        ) : (
          <Table caption={t.filters} quiet rows={rows} columns={columns(page)} />
        )}
        <Pagination
          language={language}
          page={pageNumber}
          pages={pages}
          href={(n) => `${path.batches}?page=${n}`}
        />
      </section>
    </OfficerFrame>
  );
}

export const toneOfBatch: Readonly<Record<ShownState, BadgeTone>> = {
  open: 'busy',
  paused: 'hold',
  finished: 'good',
  closed: 'plain',
};

/** How many cards of a batch there are, without those taken out. */
export function sizeOf({ waiting = 0, making = 0, done = 0, failed = 0 }: LineCounts): number {
  return waiting + making + done + failed;
}

function columns({ language }: PageContext): readonly Column<BatchRow>[] {
  const t = batchText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: ({ number }) => (
        <a class="plain num" href={batchPath(number)}>
          {number}
        </a>
      ),
    },
    { label: t.name, cell: ({ title }) => title || <span class="soft">{t.noName}</span> },
    { label: t.madeAt, cell: ({ madeAt }) => <Moment at={madeAt} language={language} short /> },
    {
      label: t.progress,
      cell: ({ counts }) => (
        <>
          {t.counts(counts.done ?? 0, sizeOf(counts))}{' '}
          {counts.failed ? (
            <Badge tone="bad">
              {t.failed} {counts.failed}
            </Badge>
          ) : null}
        </>
      ),
    },
    { label: t.state, cell: ({ state }) => <Badge tone={toneOfBatch[state]}>{t.states[state]}</Badge> },
  ];
}

export type FreeApplication = {
  readonly number: string;
  readonly name: string;
  readonly person: string | null;
  readonly address: string;
};

export type NewBatchView = {
  readonly page: PageContext;
  readonly applications: readonly FreeApplication[];
  readonly values: {
    readonly title?: string | undefined;
    readonly order: BatchOrder;
    /** ticked; undefined: all */
    readonly chosen?: readonly string[] | undefined;
    readonly first: readonly string[];
  };
  readonly problem?:
    | { readonly code: string; readonly detail?: Readonly<Record<string, string>> }
    | undefined;
};

/** `GET /officer/batches/new?select=none`; posts to `/officer/batches`. */
export function NewBatchPage(view: NewBatchView) {
  const { page, applications, problem } = view;
  const t = batchText[page.language];
  return (
    <OfficerFrame
      page={page}
      title={t.newTitle}
      section="produce"
      breadcrumbs={[{ label: t.title, href: path.batches }]}
    >
      <h1>{t.newTitle}</h1>
      <p class="lead">{t.newLead}</p>
      {problem && <ProblemNotice page={page} problem={problem} />}
      {applications.length === 0 ? (
        <Empty title={t.noneFree}>
          <a href={path.officer}>{t.applications}</a>
        </Empty>
      ) : (
        <Choosing {...view} />
      )}
    </OfficerFrame>
  );
}

function Choosing({ page, applications, values }: NewBatchView) {
  const { language } = page;
  const t = batchText[language];
  return (
    <Form language={language} action={path.batches} wide>
      <TextField
        language={language}
        name="title"
        label={t.name}
        hint={t.nameHint}
        value={values.title}
        required={false}
        maxlength={80}
        width="medium"
      />
      <RadioGroup
        language={language}
        name="order"
        label={t.order}
        value={values.order}
        options={batchOrders.map((order) => ({
          value: order,
          label: t.orders[order],
          hint: t.orderHints[order],
        }))}
      />
      <h2>{t.applications}</h2>
      <ul class="filters">
        <li>
          <a href={`${path.batches}/new`}>{t.all}</a>
        </li>
        <li>
          <a href={`${path.batches}/new?select=none`}>{t.none}</a>
        </li>
      </ul>
      <Table
        caption={t.applications}
        quiet
        rows={applications}
        columns={choosingColumns({ page, applications, values })}
      />
      <Actions>
        <Submit>{t.make}</Submit>
      </Actions>
    </Form>
  );
}

function choosingColumns({ page, values }: NewBatchView): readonly Column<FreeApplication>[] {
  const t = batchText[page.language];
  const { chosen, first } = values;
  const tick = (name: string, { number }: FreeApplication, about: { label: string; checked: boolean }) => (
    <label class="tick">
      <input type="checkbox" name={name} value={number} checked={about.checked} aria-label={about.label} />
    </label>
  );
  return [
    {
      label: t.include,
      cell: (row) =>
        tick('application', row, {
          label: t.includeOne(row.name),
          checked: chosen === undefined || chosen.includes(row.number),
        }),
    },
    {
      label: t.application,
      head: true,
      cell: ({ number }) => (
        <a class="plain num" href={applicationPath(number)}>
          {number}
        </a>
      ),
    },
    { label: t.organisation, cell: ({ name, person }) => (person === null ? name : `${name} ${person}`) },
    { label: t.address, cell: ({ address }) => address },
    {
      label: t.first,
      cell: (row) => tick('first', row, { label: t.firstOne(row.name), checked: first.includes(row.number) }),
    },
  ];
}
