import type { Content, Source, StatementRow } from './case.ts';
import type { SourceKind } from './kind.ts';

/** One equation of the case, as the check page shows it. Whole dollars, or shares for `statement-shares`. */
export type Sum = {
  readonly what: 'sources' | 'shares' | 'statement' | 'statement-shares';
  readonly source?: SourceKind;
  readonly left: number;
  readonly right: number;
  readonly holds: boolean;
};

/** How much the capital moves, whichever way. */
export function difference(content: Content): number {
  return Math.abs(content.capitalAfter - content.capitalBefore);
}

/** Every sum a case must keep: sources = after − before; shares × price = that + premium; each statement = its source. */
export function sums(content: Content): readonly Sum[] {
  const change = difference(content);
  const sources = total(content.sources.map((source) => source.amount));
  const checks: Sum[] = [{ what: 'sources', left: sources, right: change, holds: sources === change }];
  if (content.company.form !== 'limited') checks.push(shareSum(content, change + content.premium));
  for (const source of content.sources) checks.push(statementSum(source));
  if (content.company.form !== 'limited') {
    const shares = total(content.sources.map((source) => statementShares(source.statement)));
    checks.push({
      what: 'statement-shares',
      left: shares,
      right: content.shares,
      holds: shares === content.shares,
    });
  }
  return checks;
}

export function statementAmount(rows: readonly StatementRow[]): number {
  return total(rows.map((row) => row.amount));
}

export function statementShares(rows: readonly StatementRow[]): number {
  return total(rows.map((row) => row.shares));
}

/** Cents are rounded to the dollar: a conversion price seldom divides evenly. */
function shareSum(content: Content, right: number): Sum {
  const cents = BigInt(content.shares) * BigInt(content.priceCents);
  const left = Number((cents + 50n) / 100n);
  return { what: 'shares', left, right, holds: left === right };
}

function statementSum(source: Source): Sum {
  const left = statementAmount(source.statement);
  return {
    what: 'statement',
    source: source.kind,
    left,
    right: source.amount,
    holds: left === source.amount,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
