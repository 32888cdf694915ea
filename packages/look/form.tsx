import type { Child } from 'hono/jsx';
import { classes } from './field.tsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

/** Field name → one sentence in the page's language. Empty when all is well. */
export type FormErrors = Readonly<Record<string, string | undefined>>;

/**
 * A native form that works without script. `novalidate`: the server's sentences, in both languages,
 * are better than the browser's bubbles. When something was refused, the summary stands first.
 */
export function Form(props: {
  readonly language: Language;
  readonly action: string;
  readonly method?: 'get' | 'post' | undefined;
  readonly errors?: FormErrors | undefined;
  readonly upload?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children?: Child | undefined;
}) {
  return (
    <form
      class={classes('form', props.wide && 'form-wide')}
      id={props.id}
      action={props.action}
      method={props.method ?? 'post'}
      enctype={props.upload ? 'multipart/form-data' : undefined}
      novalidate
    >
      <ErrorSummary language={props.language} errors={props.errors ?? {}} />
      {props.children}
    </form>
  );
}

/** Links to each refused field, in the order given; takes the focus where scripts run. */
export function ErrorSummary(props: { readonly language: Language; readonly errors: FormErrors }) {
  const found = Object.entries(props.errors).filter(([, sentence]) => sentence);
  if (found.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus>
      <h2>{text(props.language).errorsTitle}</h2>
      <ul>
        {found.map(([name, sentence]) => (
          <li>
            <a href={`#${name}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Fields that belong together, under a legend. */
export function FieldGroup(props: { readonly legend: string; readonly children?: Child | undefined }) {
  return (
    <fieldset class="field-group">
      <legend>{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}

/** The row of buttons at a form's end; the main one first. */
export function Actions(props: { readonly children?: Child | undefined }) {
  return <div class="actions">{props.children}</div>;
}
