import { CardSheet } from './card-sheet.tsx';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { activateText } from './text/activate.ts';

export type ActivateView = {
  readonly page: PageContext;
  /** days from issue within which a card is activated */
  readonly activationDays: number;
};

/** `GET /activate`, 開卡作業. */
export function ActivatePage({ page, activationDays }: ActivateView) {
  const t = activateText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="activate">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <p>
        <a href="#message-title">{t.jump}</a>
      </p>
      <h2>{t.howTitle}</h2>
      <ul class="prose">
        {t.how.map((step) => (
          <li>{step}</li>
        ))}
        {t.afterHow.map(([before, href, label, after]) => (
          <li>
            {before}
            <a href={href}>{label}</a>
            {after}
          </li>
        ))}
      </ul>
      <h2>{t.notesTitle}</h2>
      <ol class="prose">
        {t.notes(activationDays).map((note) => (
          <li>{note}</li>
        ))}
      </ol>
      <CardSheet page={page} operation="activate" begin={t.begin} done={t.done} />
    </HolderFrame>
  );
}
