import { Badge, type BadgeTone } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Steps } from '@kaika/look/steps';
import { Day, Moment } from '@kaika/look/time';
import type { ApplicationState } from '@kaika/wire/application';
import { ApplicantForm } from './applicant.tsx';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { progressText } from './text/progress.ts';
import { softwareText } from './text/software.ts';

export type ProgressView = {
  readonly page: PageContext;
  readonly values: { readonly number?: string | undefined; readonly ubn?: string | undefined };
  readonly errors: FieldCodes;
  /** why the question had no answer, or why the applicant's proof was none */
  readonly problem?: string | undefined;
  readonly result?: ProgressResult | undefined;
};

export type ProgressResult = {
  readonly number: string;
  readonly name: string;
  readonly state: ApplicationState;
  readonly submittedAt: Date;
  readonly changedAt: Date;
  readonly reason: string | null;
  /** null until its card is posted */
  readonly shippedAt: Date | null;
  readonly activationDeadline: Date | null;
  /** a certificate on no card was asked for */
  readonly software: boolean;
};

/** `GET /progress` (with `?number=` filled in), and the answer to `POST /progress` with `number` and `ubn`. */
export function ProgressPage({ page, values, errors, problem, result }: ProgressView) {
  const { language } = page;
  const t = progressText[language];
  const labels = { number: t.number, ubn: t.ubn };
  const said = fieldErrors(errors, labels, { language, required: t.required });
  const answered = result !== undefined || problem !== undefined || Object.keys(errors).length > 0;
  const asked = answered ? { number: values.number ?? '', ubn: values.ubn ?? '' } : undefined;
  return (
    <HolderFrame page={page} title={t.title} section="progress" width="narrow" posted={asked}>
      <h1>{t.title}</h1>
      {result && <Result result={result} language={language} />}
      {problem && <ProblemNotice page={page} problem={{ code: problem }} />}
      {result && (
        <ApplicantForm
          page={page}
          asked={{ number: values.number ?? '', ubn: values.ubn ?? '' }}
          state={result.state}
        />
      )}
      {!result && <p class="lead">{t.lead}</p>}
      {result && <h2>{t.another}</h2>}
      <Form language={language} action={path.progress} errors={said}>
        <TextField
          language={language}
          name="number"
          label={t.number}
          hint={t.numberHint}
          value={values.number}
          error={said.number}
          maxlength={40}
          width="medium"
          numeric
        />
        <TextField
          language={language}
          name="ubn"
          label={t.ubn}
          value={values.ubn}
          error={said.ubn}
          inputmode="numeric"
          maxlength={8}
          width="short"
          numeric
        />
        <Actions>
          <Submit look={result ? 'second' : 'main'}>{t.send}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

function Result({ result, language }: { readonly result: ProgressResult; readonly language: Language }) {
  const t = progressText[language];
  return (
    <section class="panel" aria-labelledby="result">
      <h2 id="result">{t.result}</h2>
      <Steps
        language={language}
        label={t.stepsLabel}
        names={stepNames(result, language)}
        current={stepOf(result)}
      />
      <Facts items={facts(result, language)} />
      {result.shippedAt && <LinkButton href={path.activate}>{t.activate}</LinkButton>}
      {result.software && result.state === 'produced' && (
        <LinkButton href={`${path.accept}?number=${encodeURIComponent(result.number)}`}>
          {softwareText[language].toAccept}
        </LinkButton>
      )}
    </section>
  );
}

function facts(result: ProgressResult, language: Language): readonly Fact[] {
  const t = progressText[language];
  const state = result.shippedAt ? t.shipped : stateName(result.state, result.software, language);
  return [
    { term: t.number, value: <span class="num">{result.number}</span> },
    { term: t.name, value: result.name },
    { term: t.state, value: <Badge tone={toneOf[result.state]}>{state}</Badge> },
    ...(result.reason ? [{ term: t.reason, value: result.reason }] : []),
    { term: t.submittedAt, value: <Moment at={result.submittedAt} language={language} /> },
    { term: t.changedAt, value: <Moment at={result.changedAt} language={language} /> },
    ...(result.activationDeadline
      ? [{ term: t.deadline, value: <Day at={result.activationDeadline} language={language} /> }]
      : []),
  ];
}

/** The word for an application's state: for a certificate on no card nothing is produced. */
export function stateName(state: ApplicationState, software: boolean, language: Language): string {
  const { approved, issued } = softwareText[language];
  if (software && state === 'approved') return approved;
  if (software && state === 'produced') return issued;
  return progressText[language].states[state];
}

/** The colour of an application's state. */
export const toneOf: Readonly<Record<ApplicationState, BadgeTone>> = {
  submitted: 'busy',
  reviewed: 'busy',
  returned: 'hold',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  produced: 'good',
};

/** The usual steps; what sent it back or ended it stands after the last step that was done. */
function stepNames({ state, software }: ProgressResult, language: Language): readonly string[] {
  const { steps: all, endings } = progressText[language];
  const { issue, accept } = softwareText[language];
  const steps = software ? [...all.slice(0, 3), issue, accept] : all;
  if (state === 'returned') return [...steps.slice(0, 1), endings.returned, ...steps.slice(1)];
  if (state === 'refused' || state === 'withdrawn') return [...steps.slice(0, 1), endings[state]];
  return steps;
}

function stepOf(result: ProgressResult): number {
  if (result.shippedAt) return 5;
  return { submitted: 1, reviewed: 2, returned: 1, approved: 3, refused: 1, withdrawn: 1, produced: 4 }[
    result.state
  ];
}
