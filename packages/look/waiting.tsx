import type { Child } from 'hono/jsx';

/** Something takes a while: what it is and what the reader may do meanwhile. Said by screen readers. */
export function Waiting(props: {
  readonly sentence: string;
  readonly id?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly children?: Child | undefined;
}) {
  return (
    <div class="waiting" role="status" id={props.id} hidden={props.hidden ?? false}>
      <span class="spinner" aria-hidden="true" />
      <div>
        <p>{props.sentence}</p>
        {props.children}
      </div>
    </div>
  );
}
