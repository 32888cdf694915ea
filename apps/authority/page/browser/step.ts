/** The states of a list of steps (`Progress` of `@kaika/look`), by `data-step`. */
export type StepState = 'done' | 'running' | 'failed' | 'waiting';

/** Sets one step, or all of them when no key is given. */
export function setStep(root: HTMLElement, key: string | null, state: StepState): void {
  for (const step of root.querySelectorAll<HTMLElement>('[data-step]')) {
    if (key === null || step.dataset.step === key) step.className = `is-${state}`;
  }
}

/** The keys of all steps, in their order. */
export function stepKeys(root: HTMLElement): readonly string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-step]')].map((step) => step.dataset.step ?? '');
}
