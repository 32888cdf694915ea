import { LinkButton } from '@kaika/look/button';
import { renewalDays } from '@kaika/registry/renewal';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { renewalText } from './text/renewal.ts';

/** `GET /renew`, 到期換發: the present card applies for the next one. */
export function RenewPage({ page }: { readonly page: PageContext }) {
  const t = renewalText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(renewalDays)}</p>
      <h2>{t.howTitle}</h2>
      <ol class="prose">
        {t.how.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <h2>{t.withCard}</h2>
      <ProofPlace
        page={page}
        acts={[{ operation: 'renew', label: t.prove }]}
        done={t.done}
        codes={['renewal.too-early', 'renewal.open']}
      />
      <section>
        <h2>{t.lostTitle}</h2>
        <p>{t.lostText}</p>
        <p>
          <LinkButton href={path.replace} look="second">
            {t.lostLink}
          </LinkButton>
        </p>
      </section>
    </HolderFrame>
  );
}
