import type { Child } from 'hono/jsx';
import { type Fact, Facts } from './facts.tsx';
import { Seal } from './seal.tsx';

/** An official receipt: who gives it, for what, its facts, how to verify it. Made to be printed. */
export function Receipt(props: {
  readonly title: string;
  readonly issuer: string;
  readonly facts: readonly Fact[];
  readonly children?: Child | undefined;
  /** the small print: how the signature can be checked */
  readonly foot?: Child | undefined;
}) {
  return (
    <article class="receipt">
      <header class="receipt-head">
        <div>
          <p class="receipt-issuer">{props.issuer}</p>
          <h2>{props.title}</h2>
        </div>
        <Seal />
      </header>
      <Facts items={props.facts} />
      {props.children}
      {props.foot && <div class="receipt-foot">{props.foot}</div>}
    </article>
  );
}
