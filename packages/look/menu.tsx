export type MenuItem = {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean | undefined;
  /** a few small words after the label */
  readonly note?: string | undefined;
};

/** A list of pages beside the content, with its title. `id` must be the page's own. */
export function Menu(props: {
  readonly id: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}) {
  return (
    <nav class="menu" aria-labelledby={props.id}>
      <h2 class="menu-title" id={props.id}>
        {props.title}
      </h2>
      <ul>
        {props.items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.note && <span class="menu-note">{item.note}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
