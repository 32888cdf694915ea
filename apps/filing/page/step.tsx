import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import type { ProblemCode } from '@kaika/wire/problem';
import type { Child } from 'hono/jsx';
import type { Body } from '../form/value.ts';
import type { Case } from '../rule/case.ts';
import { check, type Step, steps } from '../rule/check.ts';
import { formWords } from '../word/form.ts';
import { pageWords } from '../word/page.ts';
import { fieldSentence } from './problem.tsx';
import { type Frame, Page } from './shell.tsx';

/** A step's form as it is shown: the case, and after a refusal what was sent and what is wrong with it. */
export type StepProps = {
  readonly frame: Frame;
  readonly held: Case;
  readonly given?: Body | undefined;
  readonly errors?: Readonly<Record<string, ProblemCode>> | undefined;
  /** A sentence that something was done. */
  readonly done?: string | undefined;
};

export type Place = Step | 'check' | 'sign';

/** Address of a step of a case. */
export function stepHref(held: Case, place: Place): string {
  return `/case/${held.id}/${place}`;
}

/** Where one goes after saving a step. */
export function nextPlace(step: Step): Place {
  return steps[steps.indexOf(step) + 1] ?? 'check';
}

/** The path of steps with the current one, around a step's content. */
export function StepPage(props: StepProps & { readonly place: Place; readonly children?: Child }) {
  const { frame, held, place } = props;
  const words = formWords(frame.language);
  const places: readonly Place[] = [...steps, 'check', 'sign'];
  const name = (one: Place) =>
    one === 'check' ? words.check : one === 'sign' ? words.sign : words.step[one];
  const label = held.content.company.name || pageWords(frame.language).list.noName;
  return (
    <Page frame={frame} title={name(place)} above={[{ label, href: `/case/${held.id}` }]}>
      <nav aria-label={words.steps} class="step-links">
        <Steps
          language={frame.language}
          label={words.steps}
          names={places.map(name)}
          current={places.indexOf(place)}
          done={(index) => isComplete(held, places[index])}
          href={(index) => hrefOf(held, places[index])}
        />
      </nav>
      {held.state === 'supplement' && held.reason !== null && (
        <Notice language={frame.language} kind="warning" title={words.supplement}>
          <p>{held.reason}</p>
        </Notice>
      )}
      {props.done !== undefined && (
        <Notice language={frame.language} kind="success" title={props.done} live />
      )}
      {props.children}
    </Page>
  );
}

/** Whether nothing is left to do in a step; the day of the report is the check page's to say. */
function isComplete({ content }: Case, place: Place | undefined): boolean {
  if (place === 'check' || place === 'sign') return false;
  const needsSources = place === 'source' || place === 'statement' || place === 'attachment';
  if (needsSources && content.sources.length === 0) return false;
  return check(content, content.reportDate).every(({ step }) => step !== place);
}

/** Signing is gone to from the check page alone, which says whether it is time. */
function hrefOf(held: Case, place: Place | undefined): string | undefined {
  return place === undefined || place === 'sign' ? undefined : stepHref(held, place);
}

/** What a field shows: what was sent, else what the case holds. */
export function shown(props: StepProps, name: string, held: string): string {
  const sent = props.given?.[name];
  return typeof sent === 'string' ? sent : held;
}

/** The sentence of a field that was refused. */
export function wrong(props: StepProps, name: string): string | undefined {
  const code = props.errors?.[name];
  return code === undefined ? undefined : fieldSentence(code, props.frame.language);
}

/** All of them, for the summary over the form. */
export function allWrong(props: StepProps): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(props.errors ?? {}).map(([name, code]) => [
      name,
      fieldSentence(code, props.frame.language),
    ]),
  );
}

/** An amount in a field: with separators, and empty for nothing. */
export function amountText(amount: number): string {
  return amount === 0 ? '' : amount.toLocaleString('en-US');
}
