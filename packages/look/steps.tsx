import { classes } from './field.tsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

/** Where one is in a short path: 填寫 → 確認 → 完成. `current` counts from 0. */
export function Steps(props: {
  readonly language: Language;
  readonly label: string;
  readonly names: readonly string[];
  readonly current: number;
  /** whether a step is complete; those before the current one unless said */
  readonly done?: ((index: number) => boolean) | undefined;
  /** where a step can be gone to, undefined for one that cannot */
  readonly href?: ((index: number) => string | undefined) | undefined;
}) {
  const isDone = props.done ?? ((index: number) => index < props.current);
  return (
    <ol class="steps" aria-label={props.label}>
      {props.names.map((name, index) => (
        <li
          class={classes(isDone(index) && index !== props.current && 'done')}
          aria-current={index === props.current ? 'step' : undefined}
        >
          <span class="step-mark" aria-hidden="true" />
          <span>
            {isDone(index) && <span class="visually-hidden">{text(props.language).stepDone}</span>}
            {linked(name, index === props.current ? undefined : props.href?.(index))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function linked(name: string, href: string | undefined) {
  return href === undefined ? name : <a href={href}>{name}</a>;
}
