import { LinkButton, Submit } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { TextArea } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { count } from '@kaika/look/number';
import { Pagination } from '@kaika/look/pagination';
import { Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import type { Case, CaseState } from '../rule/case.ts';
import { examineWords } from '../word/examine.ts';
import { nouns } from '../word/noun.ts';
import { pageWords } from '../word/page.ts';
import { AttachmentList } from './attachment.tsx';
import { SumTable } from './check.tsx';
import { StatementTables } from './declared.tsx';
import { CaseFacts, History, type OverviewProps, Papers, StateNotice } from './overview.tsx';
import { fieldSentence } from './problem.tsx';
import { type Frame, Page } from './shell.tsx';
import { StateBadge } from './state.tsx';

export const tabs = {
  waiting: ['received', 'resubmitted'],
  examining: ['examining'],
  supplement: ['supplement'],
  decided: ['accepted', 'rejected'],
  all: ['submitted', 'received', 'resubmitted', 'examining', 'supplement', 'accepted', 'rejected'],
} as const satisfies Record<string, readonly CaseState[]>;
export type Tab = keyof typeof tabs;

export type QueueProps = {
  readonly frame: Frame;
  readonly tab: Tab;
  readonly cases: readonly Case[];
  readonly states: ReadonlyMap<CaseState, number>;
  readonly page: number;
  readonly pages: number;
};

/** The examiner's queue, in the order of filing. */
export function QueuePage(props: QueueProps) {
  const { frame, tab, cases, states } = props;
  const { language } = frame;
  const words = pageWords(language);
  const names = Object.entries(tabs).map(([name, held]) => ({
    name,
    label: examineWords(language).examine.tabs[name as Tab],
    total: held.reduce((sum, state) => sum + (states.get(state) ?? 0), 0),
  }));
  return (
    <Page frame={frame} title={words.queue}>
      <p class="lead">{examineWords(language).examine.lead}</p>
      <nav aria-label={words.list.state}>
        <Actions>
          {names.map(({ name, label, total }) => (
            <LinkButton href={`/queue?tab=${name}`} look={name === tab ? 'main' : 'second'} small>
              {label} {count(total)}
            </LinkButton>
          ))}
        </Actions>
      </nav>
      <h2>{examineWords(language).examine.tabs[tab]}</h2>
      {cases.length === 0 ? (
        <Empty
          title={examineWords(language).examine.none}
          sentence={examineWords(language).examine.noneSentence}
        />
      ) : (
        <QueueTable {...props} />
      )}
      <Pagination
        language={language}
        page={props.page}
        pages={props.pages}
        href={(page) => `/queue?tab=${tab}&page=${page}`}
      />
    </Page>
  );
}

function QueueTable({ frame, cases, tab }: QueueProps) {
  const { language } = frame;
  const words = pageWords(language);
  return (
    <Table
      caption={examineWords(language).examine.tabs[tab]}
      quiet
      rows={cases}
      columns={[
        {
          label: words.list.company,
          head: true,
          cell: (held: Case) => <a href={`/case/${held.id}`}>{held.content.company.name}</a>,
        },
        { label: words.list.number, cell: (held) => <span class="num">{held.number}</span> },
        { label: examineWords(language).examine.firm, cell: (held) => held.firm.name },
        { label: words.list.kind, cell: (held) => nouns(language).kind[held.content.kind] },
        {
          label: words.list.change,
          numeric: true,
          cell: (held) => `${count(held.content.capitalBefore)} → ${count(held.content.capitalAfter)}`,
        },
        {
          label: examineWords(language).examine.submitted,
          cell: (held) => held.submittedAt && <Moment at={held.submittedAt} language={language} short />,
        },
        { label: words.list.state, cell: (held) => <StateBadge state={held.state} language={language} /> },
      ]}
    />
  );
}

/** A case as the examiner sees it. `missing`: a reason was needed and not given. */
export function ExaminePage(props: OverviewProps & { readonly missing: boolean }) {
  const { frame, held } = props;
  const { language } = frame;
  const words = pageWords(language);
  return (
    <Page frame={frame} title={held.content.company.name}>
      <StateNotice held={held} language={language} />
      <Actions>
        {(held.state === 'received' || held.state === 'resubmitted') && (
          <form method="post" action={`/case/${held.id}/examine`}>
            <Submit>{examineWords(language).examine.take}</Submit>
          </form>
        )}
        {held.report !== null && (
          <LinkButton href={`/case/${held.id}/verify`} look="second">
            {examineWords(language).examine.verify}
          </LinkButton>
        )}
        <LinkButton href={`/case/${held.id}/compare`} look="second">
          {examineWords(language).examine.compare}
        </LinkButton>
      </Actions>
      {held.state === 'examining' && <Decide {...props} />}
      <Papers {...props} />
      <CaseFacts held={held} language={language} />
      <h2>{words.check.sums}</h2>
      <SumTable held={held} language={language} />
      <h2>{words.overview.statements}</h2>
      <StatementTables held={held} language={language} />
      <h2>{words.overview.attachments}</h2>
      <AttachmentList held={held} language={language} />
      <History events={props.events} language={language} />
    </Page>
  );
}

function Decide({ frame, held, missing }: OverviewProps & { readonly missing: boolean }) {
  const { language } = frame;
  const words = examineWords(language).examine;
  const error = missing ? fieldSentence('case.reason-missing', language) : undefined;
  return (
    <section class="panel">
      <h2>{words.decide}</h2>
      <Form
        language={language}
        action={`/case/${held.id}/decide`}
        errors={error === undefined ? {} : { reason: error }}
      >
        <TextArea
          language={language}
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          error={error}
          required={false}
          maxlength={2000}
        />
        <Actions>
          <Submit name="decision" value="accept">
            {words.accept}
          </Submit>
          <Submit name="decision" value="supplement" look="second">
            {words.supplement}
          </Submit>
          <Submit name="decision" value="reject" look="danger">
            {words.reject}
          </Submit>
        </Actions>
      </Form>
    </section>
  );
}
