import type { Language } from './language.ts';
import { text } from './text.ts';

/** Links to the pages of a list. `page` counts from 1; `href` gives the address of one. Nothing for one page. */
export function Pagination(props: {
  readonly language: Language;
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}) {
  const { page, pages, href } = props;
  const words = text(props.language);
  if (pages <= 1) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {words.previous}
        </a>
      )}
      <ol>
        {shown(page, pages).map((n) => (
          <li>
            {n === undefined ? (
              <span class="gap">…</span>
            ) : (
              <a href={href(n)} aria-label={words.page(n)} aria-current={n === page ? 'page' : undefined}>
                {n}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {words.next}
        </a>
      )}
    </nav>
  );
}

/** First, last and the neighbours; undefined is a gap. */
function shown(page: number, pages: number): readonly (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const numbers = [...new Set(near)];
  return numbers.flatMap((n, i) => (i > 0 && n - (numbers[i - 1] ?? n) > 1 ? [undefined, n] : [n]));
}
