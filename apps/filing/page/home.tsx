import { LinkButton } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { abroad } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import { pageWords } from '../word/page.ts';
import { type Frame, Page } from './shell.tsx';

/** The first page of whoever is not signed in. */
export function HomePage({ frame }: { readonly frame: Frame }) {
  const words = pageWords(frame.language);
  return (
    <Page frame={frame} title={words.site}>
      <p class="lead">{words.landing.lead}</p>
      <Actions>
        <LinkButton href="/login">{words.signIn}</LinkButton>
      </Actions>
      <section>
        <h2>{words.landing.stepsTitle}</h2>
        <Steps
          language={frame.language}
          label={words.landing.stepsTitle}
          names={words.landing.steps}
          current={-1}
        />
      </section>
      <section class="panel">
        <h2>{words.landing.needTitle}</h2>
        <ul>
          {words.landing.need.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

/** After signing out here and at the login service. */
export function SignedOutPage({ frame }: { readonly frame: Frame }) {
  const words = pageWords(frame.language);
  return (
    <Page frame={frame} title={words.signedOut} width="narrow">
      <Notice language={frame.language} kind="success" title={words.signedOut}>
        <p>{words.signedOutSentence}</p>
      </Notice>
      <Actions>
        <LinkButton href="/login">{words.again}</LinkButton>
        <LinkButton href={abroad(frame.origins.portal, frame.language)} look="second">
          {words.portal}
        </LinkButton>
      </Actions>
    </Page>
  );
}
