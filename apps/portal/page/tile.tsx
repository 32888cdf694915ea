import type { Child } from 'hono/jsx';

export type Tile = {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** A badge or other small thing after the title. */
  readonly mark?: Child;
};

/** Links with a sentence each, side by side; numbered where their order matters. */
export function Tiles(props: {
  readonly items: readonly Tile[];
  readonly ordered?: boolean;
  /** Of the tiles' headings: one below the heading before them. */
  readonly level?: 2 | 3;
}) {
  const { items, ordered, level = 3 } = props;
  const Heading = `h${level}` as const;
  const tiles = items.map((item, index) => (
    <li>
      <div class="tile">
        <Heading>
          <a href={item.href}>
            {ordered ? `${index + 1}. ` : ''}
            {item.title}
          </a>
        </Heading>
        <p>{item.text}</p>
        {item.mark && <p>{item.mark}</p>}
      </div>
    </li>
  ));
  return ordered ? <ol class="tiles three">{tiles}</ol> : <ul class="tiles three">{tiles}</ul>;
}
