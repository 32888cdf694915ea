import type { Child } from 'hono/jsx';

/** Where a list would stand if it had anything: says why, and the way on in `children`. */
export function Empty(props: {
  readonly title: string;
  readonly sentence?: string | undefined;
  readonly children?: Child | undefined;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      {props.sentence && <p>{props.sentence}</p>}
      {props.children}
    </div>
  );
}
