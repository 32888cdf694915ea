import type { Child } from 'hono/jsx';
import { classes, describedBy, Explained, Field, type FieldProps } from './field.tsx';
import { text } from './text.ts';

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
};

/** One of a few, all in sight. The first radio button bears the field's name as its id. */
export function RadioGroup(
  props: FieldProps & { readonly options: readonly Option[]; readonly columns?: 1 | 2 | undefined },
) {
  return (
    <fieldset
      class={classes('field', props.error !== undefined && 'wrong')}
      aria-describedby={describedBy(props)}
    >
      <legend>
        {props.label}
        {props.required === false && <span class="optional">{text(props.language).optional}</span>}
      </legend>
      <Explained {...props} />
      <div class={classes('options', props.columns === 2 && 'two')}>
        {props.options.map((option, index) => (
          <label class="option">
            <input
              type="radio"
              id={index === 0 ? props.name : `${props.name}-${option.value}`}
              name={props.name}
              value={option.value}
              checked={option.value === props.value}
              required={props.required !== false}
            />
            <span>
              <span class="option-text">{option.label}</span>
              {option.hint && <span class="option-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of many. */
export function Select(
  props: FieldProps & {
    readonly options: readonly Option[];
    readonly width?: 'short' | 'medium' | 'full' | undefined;
    /** what choosing nothing means, where it means something: all, none */
    readonly empty?: string | undefined;
  },
) {
  return (
    <Field {...props}>
      <select
        id={props.name}
        name={props.name}
        required={props.required !== false && !props.conditional}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(props)}
        class={classes('control', props.width)}
      >
        <option value="">{props.empty ?? text(props.language).choose}</option>
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Yes or nothing; sends `value` (`yes` unless given). The sentence beside it may hold links. */
export function Checkbox(
  props: Omit<FieldProps, 'label'> & { readonly checked?: boolean | undefined; readonly children: Child },
) {
  return (
    <div class={classes('field', props.error !== undefined && 'wrong')}>
      <Explained {...props} />
      <label class="option">
        <input
          type="checkbox"
          id={props.name}
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked ?? false}
          required={props.required !== false}
          aria-invalid={props.error === undefined ? undefined : 'true'}
          aria-describedby={describedBy(props)}
        />
        <span class="option-text">{props.children}</span>
      </label>
    </div>
  );
}
