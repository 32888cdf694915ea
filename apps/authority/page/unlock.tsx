import { CardSheet } from './card-sheet.tsx';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { unlockText } from './text/unlock.ts';

export type UnlockView = { readonly page: PageContext };

/** `GET /unlock`, 鎖卡解碼／重設PIN碼. */
export function UnlockPage({ page }: UnlockView) {
  const t = unlockText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="unlock">
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
      </ul>
      <h2>{t.notesTitle}</h2>
      <ol class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ol>
      <CardSheet page={page} operation="unlock" begin={t.begin} done={t.done} />
    </HolderFrame>
  );
}
