import { Badge } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { FileField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Problem } from '@kaika/look/notice';
import { count, money } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import { type StatementField, statementFields } from '../form/statement.ts';
import { holderRoles, type Source, type StatementRow } from '../rule/case.ts';
import type { Refusal } from '../rule/refusal.ts';
import { statementAmount } from '../rule/sum.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { sentences } from './problem.tsx';
import { allWrong, amountText, StepPage, type StepProps, shown, stepHref, wrong } from './step.tsx';

/** Step 4: the sources and how far their statements are. */
export function StatementsPage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  return (
    <StepPage {...props} place="statement">
      <p class="lead">{words.statement.lead}</p>
      {held.content.sources.length === 0 ? (
        <Empty title={words.statement.none} />
      ) : (
        <Table
          caption={words.step.statement}
          quiet
          rows={held.content.sources}
          columns={[
            {
              label: words.attachment.source,
              head: true,
              cell: (source: Source) => (
                <a href={`${stepHref(held, 'statement')}/${source.kind}`}>
                  {nouns(language).source[source.kind]}
                </a>
              ),
            },
            { label: words.statement.of, numeric: true, cell: (source) => money(source.amount, language) },
            {
              label: words.statement.sum,
              numeric: true,
              cell: (source) => money(statementAmount(source.statement), language),
            },
            {
              label: words.step.statement,
              cell: (source) => <Progress source={source} language={language} />,
            },
          ]}
        />
      )}
      <Actions>
        <LinkButton href={stepHref(held, 'attachment')}>{words.attachment.next}</LinkButton>
      </Actions>
    </StepPage>
  );
}

function Progress({
  source,
  language,
}: {
  readonly source: Source;
  readonly language: StepProps['frame']['language'];
}) {
  const words = formWords(language).statement;
  const rows = source.statement.length;
  if (rows === 0) return <Badge tone="hold">{words.missing}</Badge>;
  const agrees = statementAmount(source.statement) === source.amount;
  return (
    <>
      {words.rows(rows)}{' '}
      <Badge tone={agrees ? 'good' : 'bad'}>{agrees ? words.matches : words.differs}</Badge>
    </>
  );
}

/** One statement: its rows to be typed, or a file to be imported. `rows`: how many lines the form shows. */
export function StatementPage(
  props: StepProps & {
    readonly source: Source;
    readonly rows: number;
    readonly refusal?: Refusal | undefined;
  },
) {
  const { frame, held, source } = props;
  const { language } = frame;
  const words = formWords(language);
  const title = `${nouns(language).source[source.kind]}　${money(source.amount, language)}`;
  const action = `${stepHref(held, 'statement')}/${source.kind}`;
  return (
    <StepPage {...props} place="statement">
      <h2>{title}</h2>
      {props.refusal && (
        <Problem
          language={language}
          code={props.refusal.code}
          sentences={sentences(props.refusal, language)}
          live
        />
      )}
      <Form language={language} action={action} errors={allWrong(props)} wide>
        <Rows {...props} />
        <Actions>
          <Submit name="go" value="next">
            {words.save}
          </Submit>
          <Submit name="go" value="more" look="second">
            {words.statement.more}
          </Submit>
        </Actions>
      </Form>
      <section class="panel">
        <h2>{words.statement.import}</h2>
        <p>{words.statement.importLead}</p>
        <Form language={language} action={`${action}/import`} upload>
          <FileField language={language} name="file" label={words.statement.file} accept=".csv,.xlsx" />
          <Actions>
            <Submit look="second">{words.statement.doImport}</Submit>
            <LinkButton href="/template/statement.csv" look="link">
              {words.statement.template} CSV
            </LinkButton>
            <LinkButton href="/template/statement.xlsx" look="link">
              {words.statement.template} XLSX
            </LinkButton>
          </Actions>
        </Form>
      </section>
    </StepPage>
  );
}

function Rows(props: StepProps & { readonly source: Source; readonly rows: number }) {
  const { source } = props;
  const words = formWords(props.frame.language).statement;
  const lines = Array.from({ length: Math.max(props.rows, source.statement.length) }, (_, index) => index);
  const difference = statementAmount(source.statement) - source.amount;
  return (
    <>
      <Table
        caption={words.fill}
        quiet
        rows={lines}
        columns={statementFields.map((field) => ({
          label: words.column[field],
          head: field === 'role',
          cell: (index: number) => (
            <Cell {...props} field={field} index={index} row={source.statement[index]} />
          ),
        }))}
      />
      {source.statement.length > 0 && (
        <p>
          {words.sum} <span class="num">{count(statementAmount(source.statement))}</span>{' '}
          <Badge tone={difference === 0 ? 'good' : 'hold'}>
            {difference === 0 ? words.matches : words.differs}
          </Badge>
        </p>
      )}
    </>
  );
}

function Cell(
  props: StepProps & {
    readonly field: StatementField;
    readonly index: number;
    readonly row: StatementRow | undefined;
  },
) {
  const { field, index, row, frame } = props;
  const words = formWords(frame.language).statement;
  const name = `${field}-${index}`;
  const value = shown(props, name, row === undefined ? '' : textOf(row, field));
  const fault = wrong(props, name);
  const shared = {
    id: name,
    name,
    'aria-label': `${words.row(index + 1)} ${words.column[field]}`,
    'aria-invalid': fault === undefined ? undefined : ('true' as const),
    title: fault,
    class: 'control',
  };
  if (field === 'role') {
    return (
      <select {...shared}>
        {holderRoles.map((role) => (
          <option value={role} selected={role === (value || 'holder')}>
            {nouns(frame.language).role[role]}
          </option>
        ))}
      </select>
    );
  }
  const numeric = field === 'holders' || field === 'shares' || field === 'amount';
  return (
    <input
      {...shared}
      type={field === 'date' ? 'date' : 'text'}
      inputmode={numeric ? 'numeric' : undefined}
      autocomplete="off"
      value={value}
    />
  );
}

function textOf(row: StatementRow, field: StatementField): string {
  if (field === 'holders' || field === 'shares' || field === 'amount') return amountText(row[field]);
  return row[field];
}
