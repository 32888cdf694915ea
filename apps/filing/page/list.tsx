import { LinkButton, Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { count } from '@kaika/look/number';
import { Pagination } from '@kaika/look/pagination';
import { Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { type Case, type CaseState, caseStates } from '../rule/case.ts';
import { caseKinds } from '../rule/kind.ts';
import { nouns } from '../word/noun.ts';
import { pageWords } from '../word/page.ts';
import { type Frame, Page } from './shell.tsx';
import { StateBadge } from './state.tsx';

export type ListProps = {
  readonly frame: Frame;
  readonly cases: readonly Case[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly filter: { readonly words: string; readonly state: string; readonly kind: string };
  readonly states: ReadonlyMap<CaseState, number>;
  readonly href: (page: number) => string;
};

/** The firm's cases: figures, filter, table; an invitation when there is none yet. */
export function ListPage(props: ListProps) {
  const { frame, states } = props;
  const words = pageWords(frame.language);
  const all = [...states.values()].reduce((sum, n) => sum + n, 0);
  return (
    <Page frame={frame} title={words.cases}>
      <p class="lead">{words.list.lead}</p>
      {all === 0 ? (
        <Empty title={words.list.none} sentence={words.list.noneSentence}>
          <CreateForm frame={frame} />
        </Empty>
      ) : (
        <>
          <CreateForm frame={frame} />
          <Figures {...props} />
          <FilterForm {...props} />
          <Cases {...props} />
        </>
      )}
    </Page>
  );
}

function CreateForm({ frame }: { readonly frame: Frame }) {
  return (
    <form method="post" action="/case">
      <Submit>{pageWords(frame.language).list.create}</Submit>
    </form>
  );
}

function Figures({ frame, states }: ListProps) {
  const words = pageWords(frame.language).list;
  const sum = (...names: readonly CaseState[]) =>
    names.reduce((total, name) => total + (states.get(name) ?? 0), 0);
  const groups: readonly (readonly [label: string, n: number, href: string])[] = [
    [words.groups.open, sum('draft', 'signed'), '/case?state=draft,signed'],
    [
      words.groups.waiting,
      sum('submitted', 'received', 'examining', 'resubmitted'),
      '/case?state=submitted,received,examining,resubmitted',
    ],
    [words.groups.supplement, sum('supplement'), '/case?state=supplement'],
    [words.groups.accepted, sum('accepted'), '/case?state=accepted'],
  ];
  return (
    <section aria-labelledby="statistics">
      <h2 id="statistics">{words.statistics}</h2>
      <ul class="tiles figures">
        {groups.map(([label, n, href]) => (
          <li>
            <div class="tile">
              <h3>
                <a href={href}>{label}</a>
              </h3>
              <p class="num">{count(n)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilterForm({ frame, filter }: ListProps) {
  const words = pageWords(frame.language).list;
  const noun = nouns(frame.language);
  const { language } = frame;
  return (
    <Form language={language} action="/case" method="get" wide>
      <div class="options two">
        <TextField
          language={language}
          name="words"
          label={words.words}
          value={filter.words}
          required={false}
          conditional
          type="search"
        />
        <Select
          language={language}
          name="state"
          label={words.state}
          value={filter.state}
          empty={words.all}
          required={false}
          conditional
          width="medium"
          options={caseStates.map((value) => ({ value, label: noun.state[value] }))}
        />
        <Select
          language={language}
          name="kind"
          label={words.kind}
          value={filter.kind}
          empty={words.all}
          required={false}
          conditional
          width="medium"
          options={caseKinds.map((value) => ({ value, label: noun.kind[value] }))}
        />
      </div>
      <Actions>
        <Submit look="second">{words.search}</Submit>
        <LinkButton href="/case" look="link">
          {words.clear}
        </LinkButton>
      </Actions>
    </Form>
  );
}

function Cases(props: ListProps) {
  const { frame, cases, total } = props;
  const { language } = frame;
  const words = pageWords(language).list;
  if (cases.length === 0) return <Empty title={words.nothing} sentence={words.nothingSentence} />;
  return (
    <section>
      <Table
        caption={words.caption(total)}
        rows={cases}
        columns={[
          {
            label: words.company,
            head: true,
            cell: (held: Case) => (
              <a href={`/case/${held.id}`}>{held.content.company.name || words.noName}</a>
            ),
          },
          { label: words.number, cell: (held) => <span class="num">{held.number ?? words.noNumber}</span> },
          { label: words.kind, cell: (held) => nouns(language).kind[held.content.kind] },
          {
            label: words.change,
            numeric: true,
            cell: (held) => `${count(held.content.capitalBefore)} → ${count(held.content.capitalAfter)}`,
          },
          { label: words.changed, cell: (held) => <Moment at={held.changedAt} language={language} short /> },
          { label: words.state, cell: (held) => <StateBadge state={held.state} language={language} /> },
        ]}
      />
      <Pagination language={language} page={props.page} pages={props.pages} href={props.href} />
    </section>
  );
}
