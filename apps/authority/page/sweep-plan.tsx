import { Submit } from '@kaika/look/button';
import { RadioGroup, Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { TextArea, TextField } from '@kaika/look/field';
import { Actions, FieldGroup, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import { startOf } from '@kaika/registry/day';
import { officerReasons } from '@kaika/registry/proposal';
import { sweepRate } from '@kaika/registry/sweep';
import type { CardState } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { modelName } from './model.ts';
import { cardPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { CardBadge } from './status.tsx';
import { officeText } from './text/office.ts';
import { proposalText } from './text/proposal.ts';
import { sweepText } from './text/sweep.ts';

export type ShownHit = {
  readonly number: string;
  readonly holder: string;
  readonly state: CardState;
  readonly issuedOn: string | null;
};

export type SweepPlanView = {
  readonly page: PageContext;
  readonly choices: { readonly models: readonly string[]; readonly generations: readonly string[] };
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: FieldCodes;
  readonly problem?: string | undefined;
  /** what it would do, after it was tried */
  readonly tried?:
    | { readonly total: number; readonly sample: readonly ShownHit[]; readonly perMinute: number }
    | undefined;
};

/** `GET /officer/sweeps/new`; the form posts `step=try` or `step=propose` there. */
export function SweepPlanPage(view: SweepPlanView) {
  const { page, tried } = view;
  const { language } = page;
  const t = sweepText[language];
  const errors = fieldErrors(view.errors, t.fields, { language, required: t.required });
  return (
    <OfficerFrame
      page={page}
      title={t.newTitle}
      section="sweeps"
      width="narrow"
      breadcrumbs={[{ label: t.title, href: path.sweeps }]}
    >
      <h1>{t.newTitle}</h1>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Form language={language} action={`${path.sweeps}/new`} errors={errors}>
        <Scope view={view} errors={errors} />
        <Plan view={view} errors={errors} />
        <Actions>
          <Submit look={tried === undefined ? 'main' : 'second'} name="step" value="try">
            {t.try}
          </Submit>
        </Actions>
        {tried && <Tried page={page} tried={tried} />}
      </Form>
    </OfficerFrame>
  );
}

type Part = { readonly view: SweepPlanView; readonly errors: Readonly<Record<string, string | undefined>> };

function Scope({ view, errors }: Part) {
  const { page, values, choices } = view;
  const { language } = page;
  const t = sweepText[language];
  const field = (name: keyof typeof t.fields) => ({
    language,
    name,
    label: t.fields[name],
    value: values[name],
    error: errors[name],
    required: false,
    conditional: true,
  });
  return (
    <FieldGroup legend={t.scopeTitle}>
      <p>{t.scopeLead}</p>
      <Select
        {...field('model')}
        empty={t.any}
        options={choices.models.map((value) => ({ value, label: modelName(value, language) }))}
      />
      <Select
        {...field('generation')}
        empty={t.any}
        options={choices.generations.map((value) => ({ value, label: value }))}
      />
      <TextField {...field('organisation')} maxlength={100} />
      <TextField {...field('issuedFrom')} type="date" width="medium" />
      <TextField {...field('issuedUntil')} type="date" width="medium" />
      <TextArea {...field('numbers')} hint={t.numbersHint} rows={3} maxlength={20_000} />
    </FieldGroup>
  );
}

function Plan({ view, errors }: Part) {
  const { page, values } = view;
  const { language } = page;
  const t = sweepText[language];
  const field = (name: keyof typeof t.fields) => ({
    language,
    name,
    label: t.fields[name],
    value: values[name],
    error: errors[name],
  });
  return (
    <FieldGroup legend={t.planTitle}>
      <RadioGroup
        {...field('reason')}
        options={officerReasons.map((value) => ({ value, label: proposalText[language].reasons[value] }))}
      />
      <TextArea {...field('grounds')} hint={t.groundsHint} rows={3} maxlength={1000} />
      <TextField
        {...field('perMinute')}
        value={values.perMinute ?? String(sweepRate.usual)}
        hint={`${sweepRate.least}–${sweepRate.most}`}
        inputmode="numeric"
        width="short"
        numeric
        maxlength={3}
      />
    </FieldGroup>
  );
}

function Tried(props: { readonly page: PageContext; readonly tried: NonNullable<SweepPlanView['tried']> }) {
  const { page, tried } = props;
  const { language } = page;
  const t = sweepText[language];
  if (tried.total === 0) return <Empty title={t.none} sentence={t.noneText} />;
  return (
    <section id="tried" tabindex={-1} data-focus>
      <h2>{t.tryTitle}</h2>
      <Notice language={language} kind="warning" title={t.hits(count(tried.total))}>
        <p>{t.takes(count(Math.ceil(tried.total / tried.perMinute)))}</p>
      </Notice>
      <h3>{t.sample(count(tried.sample.length))}</h3>
      <Table
        caption={t.sample(count(tried.sample.length))}
        quiet
        rows={tried.sample}
        columns={columns(page)}
      />
      <p>{t.proposeText}</p>
      <Actions>
        <Submit look="danger" name="step" value="propose">
          {t.propose}
        </Submit>
      </Actions>
    </section>
  );
}

function columns({ language }: PageContext): readonly Column<ShownHit>[] {
  const t = officeText[language];
  return [
    {
      label: t.cardNumber,
      head: true,
      cell: (row) => (
        <a class="plain num" href={cardPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.holder, cell: (row) => row.holder },
    {
      label: t.issuedOn,
      cell: (row) =>
        row.issuedOn === null ? '—' : <Day at={startOf(row.issuedOn)} language={language} short />,
    },
    { label: t.state, cell: (row) => <CardBadge state={row.state} language={language} /> },
  ];
}
