import type { Child } from 'hono/jsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

/** What every field has. `name` is its name on the wire and its id in the page. */
export type FieldProps = {
  readonly language: Language;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** one sentence, when what was sent was refused */
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  /** true unless said otherwise: optional fields are marked, required ones are the rule */
  readonly required?: boolean | undefined;
  /** required in some cases, which the hint tells: neither required nor marked as optional */
  readonly conditional?: boolean | undefined;
};

export type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'url' | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: 'numeric' | 'text' | 'email' | 'tel' | 'decimal' | undefined;
  readonly maxlength?: number | undefined;
  readonly width?: 'short' | 'medium' | 'full' | undefined;
  /** digits that should align and be told apart */
  readonly numeric?: boolean | undefined;
  readonly spellcheck?: boolean | undefined;
};

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      <input
        {...control(props)}
        type={props.type ?? 'text'}
        value={props.value ?? ''}
        autocomplete={props.autocomplete ?? 'off'}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        spellcheck={props.spellcheck ?? false}
        class={classes('control', props.width, props.numeric && 'num')}
      />
    </Field>
  );
}

/**
 * A secret the page itself must take (a user code at application, a password of a member). Never given
 * back: the value is empty each time. A button to show it appears where scripts run.
 */
export function SecretField(props: Omit<TextFieldProps, 'value' | 'type'>) {
  const words = text(props.language);
  return (
    <Field {...props}>
      <div class="with-button">
        <input
          {...control(props)}
          type="password"
          autocomplete={props.autocomplete ?? 'new-password'}
          maxlength={props.maxlength}
          autocapitalize="none"
          spellcheck={false}
          class="control"
        />
        <button
          type="button"
          class="button second"
          data-reveal={props.name}
          data-show={words.show}
          data-hide={words.hide}
          aria-pressed="false"
          aria-label={`${words.show} ${props.label}`}
          hidden
        >
          {words.show}
        </button>
      </div>
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & { readonly rows?: number | undefined; readonly maxlength?: number | undefined },
) {
  return (
    <Field {...props}>
      <textarea {...control(props)} rows={props.rows ?? 4} maxlength={props.maxlength} class="control">
        {props.value ?? ''}
      </textarea>
    </Field>
  );
}

/** A file; `accept` as in HTML (`.pdf,image/png`). */
export function FileField(
  props: Omit<FieldProps, 'value'> & { readonly accept: string; readonly multiple?: boolean | undefined },
) {
  return (
    <Field {...props}>
      <input
        {...control(props)}
        type="file"
        accept={props.accept}
        multiple={props.multiple ?? false}
        class="control"
      />
    </Field>
  );
}

/** Label, hint and error around one control, bound to it by `aria-describedby`. */
export function Field(props: FieldProps & { readonly children: Child }) {
  return (
    <div class={classes('field', props.error !== undefined && 'wrong')}>
      <label for={props.name}>
        {props.label}
        {props.required === false && !props.conditional && (
          <span class="optional">{text(props.language).optional}</span>
        )}
      </label>
      <Explained {...props} />
      {props.children}
    </div>
  );
}

/** The hint and the error of a field, with the ids `describedBy` refers to. */
export function Explained(props: Pick<FieldProps, 'language' | 'name' | 'hint' | 'error'>) {
  return (
    <>
      {props.hint && (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${props.name}-error`}>
          <span class="visually-hidden">{text(props.language).error}</span>
          {props.error}
        </p>
      )}
    </>
  );
}

/** The ids of hint and error, as `aria-describedby` wants them; undefined when there is neither. */
export function describedBy(props: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  const ids = [props.hint && `${props.name}-hint`, props.error && `${props.name}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Joins class names, leaving out what is false or absent. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

function control(props: FieldProps | Omit<FieldProps, 'value'>) {
  return {
    id: props.name,
    name: props.name,
    required: props.required !== false && !props.conditional,
    'aria-invalid': props.error === undefined ? undefined : ('true' as const),
    'aria-describedby': describedBy(props),
  };
}
