import type { Child } from 'hono/jsx';

export type Fact = {
  readonly term: string;
  readonly value: Child;
  /** a link that changes or explains it */
  readonly action?: Child | undefined;
};

/** A description list: terms at the left, facts at the right; one under the other on a phone. */
export function Facts(props: { readonly items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {props.items.map((item) => (
        <div class="fact">
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
          {item.action && <dd class="fact-action">{item.action}</dd>}
        </div>
      ))}
    </dl>
  );
}
