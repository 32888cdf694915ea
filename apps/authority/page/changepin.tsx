import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { ProofPlace } from './proof.tsx';
import { changePinText } from './text/changepin.ts';

export type ChangePinView = { readonly page: PageContext };

/** `GET /change-pin`, 更改PIN碼. Both PINs are typed in the agent's window. */
export function ChangePinPage({ page }: ChangePinView) {
  const t = changePinText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="change-pin">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.howTitle}</h2>
      <ol class="prose">
        {t.how.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
        <li>
          {t.forgot[0]}
          <a href="/unlock">{t.forgot[1]}</a>
          {t.forgot[2]}
        </li>
      </ul>
      <ProofPlace
        page={page}
        done={t.done}
        working={t.working}
        acts={[{ operation: 'change-pin', label: t.begin }]}
      />
    </HolderFrame>
  );
}
