import { count } from '@kaika/look/number';

export type Bar = { readonly label: string; readonly count: number };

const size = { width: 720, height: 220, left: 52, bottom: 32, top: 12 } as const;

/**
 * A bar chart as SVG, without script. It is a picture: `title` says what it shows in a sentence, and the numbers stand in the table
 * beside it.
 */
export function BarChart({ bars, title }: { readonly bars: readonly Bar[]; readonly title: string }) {
  const top = niceTop(Math.max(...bars.map((bar) => bar.count), 1));
  const inner = { width: size.width - size.left, height: size.height - size.bottom - size.top };
  const y = (value: number) => size.top + inner.height * (1 - value / top);
  const step = inner.width / bars.length;
  const every = Math.ceil(bars.length / 12);
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
        {[0, top / 2, top].map((value) => (
          <>
            <line class="grid" x1={size.left} x2={size.width} y1={y(value)} y2={y(value)} />
            <text x={size.left - 6} y={y(value) + 4} text-anchor="end">
              {count(value)}
            </text>
          </>
        ))}
        {bars.map((bar, at) => (
          <>
            <rect
              class="bar"
              x={round(size.left + at * step + step * 0.15)}
              width={round(step * 0.7)}
              y={round(y(bar.count))}
              height={round(y(0) - y(bar.count))}
            />
            {at % every === 0 && (
              <text
                class={(at / every) % 3 === 0 ? undefined : 'between'}
                x={round(size.left + (at + 0.5) * step)}
                y={size.height - 8}
                text-anchor="middle"
              >
                {bar.label}
              </text>
            )}
          </>
        ))}
      </svg>
    </figure>
  );
}

const row = { height: 60, label: 30, bar: 16 } as const;

/** Bars lying under their names, for names that are long; the picture is told as that of `BarChart`. */
export function RowChart({ bars, title }: { readonly bars: readonly Bar[]; readonly title: string }) {
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  const room = size.width - 80;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${size.width} ${bars.length * row.height}`} role="img" aria-label={title}>
        {bars.map((bar, at) => (
          <>
            <text class="name" x={0} y={at * row.height + row.label - 8}>
              {bar.label}
            </text>
            <rect
              class="bar"
              x={0}
              y={at * row.height + row.label}
              width={Math.max(2, round((room * bar.count) / most))}
              height={row.bar}
            />
            <text x={round((room * bar.count) / most) + 8} y={at * row.height + row.label + 13}>
              {count(bar.count)}
            </text>
          </>
        ))}
      </svg>
    </figure>
  );
}

/** The next even number of the form 2, 4, 6, 8, 10 times a power of ten, so that its half is whole. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const nice = [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((value) => value >= most) ?? most;
  return nice % 2 === 0 ? nice : nice * 2;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
