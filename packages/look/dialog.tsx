import type { Child } from 'hono/jsx';
import { Submit } from './button.tsx';
import type { Language } from './language.ts';
import { text } from './text.ts';

/**
 * Asks before something that cannot be undone. The form inside posts to `action`; the page's content goes
 * into `children` (hidden inputs, a reason field). Opened by an `AskButton` with the same `id`.
 */
export function ConfirmDialog(props: {
  readonly language: Language;
  readonly id: string;
  readonly title: string;
  readonly action: string;
  readonly confirm: string;
  readonly danger?: boolean | undefined;
  readonly children?: Child | undefined;
}) {
  return (
    <dialog id={props.id} aria-labelledby={`${props.id}-title`}>
      <form method="post" action={props.action}>
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.children}
        <div class="actions">
          <Submit look={props.danger ? 'danger' : 'main'}>{props.confirm}</Submit>
          <button
            type="button"
            class="button second"
            commandfor={props.id}
            command="close"
            data-close={props.id}
          >
            {text(props.language).close}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Opens the dialog `id`: by the browser itself where it knows invoker commands, else by `enhance`. */
export function AskButton(props: {
  readonly id: string;
  readonly danger?: boolean | undefined;
  readonly children?: Child | undefined;
}) {
  return (
    <button
      type="button"
      class={props.danger ? 'button danger' : 'button second'}
      commandfor={props.id}
      command="show-modal"
      data-open={props.id}
      aria-haspopup="dialog"
    >
      {props.children}
    </button>
  );
}
