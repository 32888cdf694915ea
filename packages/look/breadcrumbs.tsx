import type { Language } from './language.ts';
import { text } from './text.ts';

/** A page above this one; without `href` only a name, as a chapter has no page of its own. */
export type Crumb = { readonly label: string; readonly href?: string | undefined };

/** 首頁 › 憑證及IC卡相關作業 › 開卡作業: the pages above, then `here`. */
export function Breadcrumbs(props: {
  readonly language: Language;
  readonly items: readonly Crumb[];
  readonly here: string;
}) {
  return (
    <nav class="breadcrumbs" aria-label={text(props.language).here}>
      <ol>
        {props.items.map((item) => (
          <li>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</li>
        ))}
        <li aria-current="page">{props.here}</li>
      </ol>
    </nav>
  );
}
