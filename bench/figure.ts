/**
 * One figure: what this program does over what the machine can do, both measured in the same run, so that it says the
 * same on a fast machine and a slow one. `must` is promised, `moonshot` is hoped for (docs/figures.md); a
 * figure that only explains another has neither.
 * `absolute` and `against`: what was measured, with units.
 */
export type Figure = {
  readonly name: string;
  readonly ratio: number;
  readonly must?: number;
  readonly moonshot?: number;
  readonly absolute: string;
  readonly against: string;
};

/** What a measurement gives: figures, or why there are none here (a program that is not installed). */
export type Outcome = readonly Figure[] | { readonly skipped: string };

/** Prints a figure as one line. */
export function formatFigure(figure: Figure): string {
  const { name, ratio, must, moonshot, absolute, against } = figure;
  const mark = must === undefined ? ' ' : isMet(figure) ? '✓' : '✗';
  const aims = [
    must === undefined ? '' : `must ${must}`,
    moonshot === undefined ? '' : `moonshot ${moonshot}${ratio >= moonshot ? ' ✓' : ''}`,
  ].filter(Boolean);
  const aim = aims.length > 0 ? `(${aims.join(', ')})` : '';
  return `${mark} ${name.padEnd(22)} ${ratio.toFixed(2).padStart(6)}  ${aim.padEnd(28)}  ${absolute}  ÷  ${against}`;
}

/** Whether it reaches what it must; a figure beside others has nothing to reach. */
export function isMet({ ratio, must = 0 }: Figure): boolean {
  return ratio >= must;
}

/** A rate with thousands set apart. */
export function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en-US')}/s`;
}
