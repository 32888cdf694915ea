import type { Child } from 'hono/jsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

export type ProgressState = 'done' | 'running' | 'failed' | 'waiting';

export type ProgressStep = {
  /** what a script calls the step: `data-step` */
  readonly key?: string | undefined;
  readonly name: string;
  readonly state: ProgressState;
  readonly detail?: Child | undefined;
};

/** A long task, step by step, with what each has come to. A script changes the class `is-…` and nothing else. */
export function Progress(props: {
  readonly language: Language;
  readonly label: string;
  readonly steps: readonly ProgressStep[];
}) {
  return (
    <ol class="progress" aria-label={props.label}>
      {props.steps.map((step) => (
        <li class={`is-${step.state}`} data-step={step.key}>
          <span class="step-mark" aria-hidden="true" />
          <span>
            <span class="visually-hidden">{spoken(step.state, props.language)}</span>
            {step.name}
          </span>
          {step.detail && <span class="progress-detail">{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}

function spoken(state: ProgressState, language: Language): string {
  const words = text(language);
  return { done: words.stepDone, running: words.stepRunning, failed: words.stepFailed, waiting: '' }[state];
}
