import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { termsText } from './text/terms.ts';

export type TermsView = { readonly page: PageContext; readonly activationDays: number };

/** `GET /terms` */
export function TermsPage({ page, activationDays }: TermsView) {
  const t = termsText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="other" width="narrow">
      <h1>{t.title}</h1>
      <ol class="clauses">
        {t.clauses(activationDays).map(([name, clause]) => (
          <li>
            <h2>{name}</h2>
            <p>{clause}</p>
          </li>
        ))}
      </ol>
    </HolderFrame>
  );
}
