import { Badge, type BadgeTone } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { Empty } from '@kaika/look/empty';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextArea } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { officerReasons } from '@kaika/registry/proposal';
import type { SweepScope } from '@kaika/registry/sweep';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { modelName } from './model.ts';
import { cardPath, path, receiptPath, sweepPath } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { proposalText } from './text/proposal.ts';
import { sweepText } from './text/sweep.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type SweepState = 'proposed' | 'running' | 'paused' | 'done' | 'refused' | 'stopped';

export type ShownSweep = {
  readonly number: string;
  readonly scope: SweepScope;
  readonly reason: string;
  readonly grounds: string;
  readonly perMinute: number;
  readonly total: number;
  readonly state: SweepState;
  /** names of officers */
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly refusal: string | null;
};

const tone: Readonly<Record<SweepState, BadgeTone>> = {
  proposed: 'busy',
  running: 'hold',
  paused: 'hold',
  done: 'good',
  refused: 'plain',
  stopped: 'plain',
};

type View = { readonly page: PageContext };

/** `GET /officer/sweeps?page=` */
export function SweepsPage(
  view: View & {
    readonly rows: readonly ShownSweep[];
    readonly mayPropose: boolean;
    readonly pageNumber: number;
    readonly pages: number;
  },
) {
  const { page, rows } = view;
  const t = sweepText[page.language];
  return (
    <OfficerFrame page={page} title={t.title} section="sweeps" width="wide">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {view.mayPropose && (
        <p>
          <LinkButton href={`${path.sweeps}/new`}>{t.begin}</LinkButton>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty} />
      ) : (
        <>
          <Table caption={t.title} quiet rows={rows} columns={columns(page)} />
          <p>
            <CsvButton page={page} href={`${path.sweeps}.csv`} />
          </p>
        </>
      )}
      <Pagination
        language={page.language}
        page={view.pageNumber}
        pages={view.pages}
        href={(n) => `${path.sweeps}?page=${n}`}
      />
    </OfficerFrame>
  );
}

export type ShownTarget = {
  readonly cardNumber: string;
  readonly holder: string;
  readonly state: 'waiting' | 'revoked' | 'passed';
  readonly at: Date | null;
  readonly receipt: string | null;
};

export type SweepView = View & {
  readonly sweep: ShownSweep;
  readonly progress: { readonly waiting: number; readonly revoked: number; readonly passed: number };
  readonly targets: readonly ShownTarget[];
  readonly pageNumber: number;
  readonly pages: number;
  readonly isOwn: boolean;
  readonly mayStart: boolean;
  /** may pause, resume, stop */
  readonly mayHold: boolean;
  readonly events: readonly TimelineEvent[];
  readonly problem?: string | undefined;
};

/** `GET /officer/sweeps/{number}?page=`; posts `act` there. */
export function SweepPage(view: SweepView) {
  const { page, sweep, progress } = view;
  const { language } = page;
  const t = sweepText[language];
  const here = sweepPath(sweep.number);
  const done = progress.revoked + progress.passed;
  return (
    <OfficerFrame
      page={page}
      title={sweep.number}
      section="sweeps"
      breadcrumbs={[{ label: t.title, href: path.sweeps }]}
    >
      <h1>
        {t.title} <span class="num">{sweep.number}</span>{' '}
        <Badge tone={tone[sweep.state]}>{t.states[sweep.state]}</Badge>
      </h1>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <p>
        <label for="sweep-progress">{t.done(count(done), count(sweep.total))}</label>
        <progress id="sweep-progress" value={done} max={sweep.total} />
      </p>
      {sweep.state === 'running' && (
        <p>
          <a href={here}>{t.refresh}</a>
        </p>
      )}
      {sweep.state === 'proposed' && view.isOwn && <Notice language={language} kind="info" title={t.yours} />}
      <Decide {...view} />
      <Facts items={facts(view)} />
      <section>
        <div class="list-head">
          <h2>{t.targets}</h2>
          <CsvButton page={page} href={`${here}/cards.csv`} />
        </div>
        <Table caption={t.targets} quiet rows={view.targets} columns={targetColumns(page)} />
        <Pagination
          language={language}
          page={view.pageNumber}
          pages={view.pages}
          href={(n) => `${here}?page=${n}`}
        />
      </section>
      <section>
        <h2>{t.history}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

type Act = 'start' | 'refuse' | 'pause' | 'resume' | 'stop';

function actsOf({ sweep, mayStart, mayHold }: SweepView): readonly Act[] {
  if (sweep.state === 'proposed') return mayStart ? ['start', 'refuse'] : [];
  if (!mayHold) return [];
  if (sweep.state === 'running') return ['pause', 'stop'];
  return sweep.state === 'paused' ? ['resume', 'stop'] : [];
}

function Decide(view: SweepView) {
  const { page, sweep } = view;
  const { language } = page;
  const t = sweepText[language];
  const acts = actsOf(view);
  if (acts.length === 0) return null;
  const isDanger = (act: Act) => act === 'start' || act === 'stop';
  const said: Readonly<Record<Act, string>> = {
    start: t.startText(count(sweep.total)),
    refuse: t.refuseText,
    pause: t.pauseText,
    resume: t.resumeText,
    stop: t.stopText,
  };
  return (
    <section>
      <Actions>
        {acts.map((act) => (
          <AskButton id={act} danger={isDanger(act)}>
            {t[act]}
          </AskButton>
        ))}
      </Actions>
      {acts.map((act) => (
        <ConfirmDialog
          language={language}
          id={act}
          title={t[act]}
          action={sweepPath(sweep.number)}
          confirm={t[act]}
          danger={isDanger(act)}
        >
          <input type="hidden" name="act" value={act} />
          <p>{said[act]}</p>
          {act === 'refuse' && (
            <TextArea language={language} name="reason" label={t.refusal} maxlength={500} />
          )}
        </ConfirmDialog>
      ))}
    </section>
  );
}

function facts({ page, sweep }: SweepView): readonly Fact[] {
  const { language } = page;
  const t = sweepText[language];
  return [
    { term: t.cards, value: <span class="num">{count(sweep.total)}</span> },
    ...scopeFacts(sweep.scope, page),
    { term: t.fields.reason, value: reasonText(sweep.reason, page) },
    { term: t.fields.grounds, value: sweep.grounds },
    { term: t.fields.perMinute, value: t.rate(count(sweep.perMinute)) },
    { term: t.enteredBy, value: sweep.enteredBy },
    { term: t.enteredAt, value: <Moment at={sweep.enteredAt} language={language} /> },
    ...(sweep.decidedBy === null ? [] : [{ term: t.decidedBy, value: sweep.decidedBy }]),
    ...(sweep.refusal === null ? [] : [{ term: t.refusal, value: sweep.refusal }]),
  ];
}

/** What is said of the cards, one fact for each. */
function scopeFacts(scope: SweepScope, { language }: PageContext): readonly Fact[] {
  const t = sweepText[language].fields;
  const { organisation, model, generation, issuedFrom, issuedUntil, numbers } = scope;
  const listed = numbers ? numbers.split(' ') : [];
  const short = listed.length > 5 ? `${listed.slice(0, 5).join(' ')} … (${count(listed.length)})` : numbers;
  const said: readonly (readonly [string, string | undefined])[] = [
    [t.organisation, organisation],
    [t.model, model ? modelName(model, language) : undefined],
    [t.generation, generation],
    [t.issuedFrom, issuedFrom],
    [t.issuedUntil, issuedUntil],
    [t.numbers, short],
  ];
  return said.flatMap(([term, value]) => (value ? [{ term, value }] : []));
}

export function reasonText(reason: string, { language }: PageContext): string {
  const known = officerReasons.find((one) => one === reason);
  return known === undefined ? reason : proposalText[language].reasons[known];
}

function columns(page: PageContext): readonly Column<ShownSweep>[] {
  const { language } = page;
  const t = sweepText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={sweepPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.fields.reason, cell: (row) => reasonText(row.reason, page) },
    { label: t.cards, numeric: true, cell: (row) => count(row.total) },
    { label: t.enteredBy, cell: (row) => row.enteredBy },
    { label: t.enteredAt, cell: (row) => <Moment at={row.enteredAt} language={language} short /> },
    { label: t.state, cell: (row) => <Badge tone={tone[row.state]}>{t.states[row.state]}</Badge> },
  ];
}

const targetTone: Readonly<Record<ShownTarget['state'], BadgeTone>> = {
  waiting: 'plain',
  revoked: 'bad',
  passed: 'hold',
};

function targetColumns({ language }: PageContext): readonly Column<ShownTarget>[] {
  const t = sweepText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={cardPath(row.cardNumber)}>
          {row.cardNumber}
        </a>
      ),
    },
    { label: t.holder, cell: (row) => row.holder },
    {
      label: t.state,
      cell: (row) => <Badge tone={targetTone[row.state]}>{t.targetStates[row.state]}</Badge>,
    },
    {
      label: t.at,
      cell: (row) => (row.at === null ? '—' : <Moment at={row.at} language={language} short />),
    },
    {
      label: t.receipt,
      cell: (row) => (row.receipt === null ? '—' : <a href={receiptPath(row.receipt)}>{row.receipt}</a>),
    },
  ];
}
