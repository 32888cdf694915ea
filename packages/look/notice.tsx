import type { Child } from 'hono/jsx';
import { classes } from './field.tsx';
import { Icon } from './icon.tsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'problem';

/** A boxed message with a title. `live` makes screen readers say it when a script puts it there. */
export function Notice(props: {
  readonly language: Language;
  readonly kind: NoticeKind;
  /** the sentence itself, or a few words over `children` */
  readonly title: string;
  readonly id?: string | undefined;
  readonly live?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly children?: Child | undefined;
}) {
  const role = props.live ? (props.kind === 'problem' ? 'alert' : 'status') : undefined;
  return (
    <div
      class={classes('notice', props.kind !== 'info' && props.kind)}
      id={props.id}
      role={role}
      hidden={props.hidden ?? false}
    >
      <Icon shape={props.kind} />
      <div class="notice-body">
        <p class="notice-title">
          <span class="visually-hidden">{text(props.language)[props.kind]}</span>
          {props.title}
        </p>
        {props.children}
      </div>
    </div>
  );
}

/** A refusal as people meet it: what happened, what to do, the stable code for the help desk. */
export function Problem(props: {
  readonly language: Language;
  readonly code: string;
  /** [what happened, what to do], in the page's language */
  readonly sentences: readonly [what: string, remedy: string];
  readonly id?: string | undefined;
  readonly live?: boolean | undefined;
  /** the page about this code */
  readonly help?: string | undefined;
  readonly children?: Child | undefined;
}) {
  const [what, remedy] = props.sentences;
  const code = <code>{props.code}</code>;
  return (
    <Notice language={props.language} kind="problem" title={what} id={props.id} live={props.live}>
      <p>{remedy}</p>
      {props.children}
      <p class="notice-code">
        {text(props.language).code} {props.help ? <a href={props.help}>{code}</a> : code}
      </p>
    </Notice>
  );
}
