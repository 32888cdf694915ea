import type { Child } from 'hono/jsx';
import { classes } from './field.tsx';

type Look = {
  /** `main` does what the page is for: one a page */
  readonly look?: 'main' | 'second' | 'danger' | 'link' | undefined;
  readonly small?: boolean | undefined;
  readonly children?: Child | undefined;
};

/** Sends the form around it (or the form with the id `form`), with `name=value` when given. */
export function Submit(
  props: Look & {
    readonly name?: string | undefined;
    readonly value?: string | undefined;
    readonly form?: string | undefined;
    readonly disabled?: boolean | undefined;
  },
) {
  return (
    <button
      type="submit"
      class={look(props)}
      name={props.name}
      value={props.value}
      form={props.form}
      disabled={props.disabled ?? false}
    >
      {props.children}
    </button>
  );
}

/** A button for the page's script: found by `id` or `action` (`data-action`). */
export function Press(
  props: Look & {
    readonly id?: string | undefined;
    readonly action?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly hidden?: boolean | undefined;
  },
) {
  return (
    <button
      type="button"
      class={look(props)}
      id={props.id}
      data-action={props.action}
      disabled={props.disabled ?? false}
      hidden={props.hidden ?? false}
    >
      {props.children}
    </button>
  );
}

/** A link that looks like a button: the way on. */
export function LinkButton(props: Look & { readonly href: string; readonly download?: boolean | undefined }) {
  return (
    <a class={look(props)} href={props.href} download={props.download ? '' : undefined}>
      {props.children}
    </a>
  );
}

function look(props: Look): string {
  const kind = props.look ?? 'main';
  return classes('button', kind !== 'main' && kind, props.small && 'small');
}
