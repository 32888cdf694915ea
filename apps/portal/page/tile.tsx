import type { Child } from 'hono/jsx';

export type Tile = {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** A badge or other small thing after the title. */
  readonly mark?: Child;
};

/** Links with a sentence each, side by side; numbered where their order matters. */
export function Tiles({ items, ordered }: { readonly items: readonly Tile[]; readonly ordered?: boolean }) {
  const tiles = items.map((item, index) => (
    <li>
      <div class="tile">
        <h3>
          <a href={item.href}>
            {ordered ? `${index + 1}. ` : ''}
            {item.title}
          </a>
        </h3>
        <p>{item.text}</p>
        {item.mark && <p>{item.mark}</p>}
      </div>
    </li>
  ));
  return ordered ? <ol class="tiles">{tiles}</ol> : <ul class="tiles">{tiles}</ul>;
}
