import { LinkButton, Press, Submit } from '@kaika/look/button';
import { SecretField, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { abroad, type Language } from '@kaika/look/language';
import { Notice, Problem } from '@kaika/look/notice';
import { Waiting } from '@kaika/look/waiting';
import type { Origins } from '@kaika/wire/house';
import { type ProblemCode, sentencesOf, type Problem as Told } from '@kaika/wire/problem';
import { remedyOf } from './remedy.ts';
import { text } from './text.ts';

export type SignInPage = {
  readonly language: Language;
  readonly interaction: string;
  readonly origins: Origins;
  /** Name of the service, in the page's language. */
  readonly service: string;
  /** Whether user ID and password are enough. */
  readonly password: boolean;
  /** Whether somebody is signed in already, too weakly. */
  readonly stepUp: boolean;
  readonly registration: boolean;
  readonly registered: boolean;
  /** What went wrong on the certificate road. */
  readonly problem?: (Told & { readonly code: ProblemCode }) | undefined;
  /** What went wrong with user ID and password, and the ID that was typed. */
  readonly refused?: { readonly code: ProblemCode; readonly userId: string } | undefined;
};

/** The sign-in page: the card first, user ID and password where the service admits them. */
export function SignIn(page: SignInPage) {
  const words = text(page.language).signIn;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.service(page.service)}</p>
      <Notices {...page} />
      <div class={page.password ? 'columns-2 uneven' : ''}>
        <ByCard {...page} />
        {page.password && <ByPassword {...page} />}
      </div>
      <form method="post" action={`/interaction/${page.interaction}/abort`}>
        <Submit look="link">{words.cancel}</Submit>
      </form>
    </>
  );
}

function Notices(page: SignInPage) {
  const { language, problem, stepUp, password, registered } = page;
  const words = text(language).signIn;
  const remedy = problem && remedyOf(problem.code, language, page.origins);
  return (
    <>
      {problem && (
        <div data-focus tabindex={-1}>
          <Problem language={language} code={problem.code} sentences={sentencesOf(problem, language)} live>
            {remedy && (
              <p>
                <LinkButton href={remedy.href} look="second" small>
                  {remedy.label}
                </LinkButton>
              </p>
            )}
          </Problem>
        </div>
      )}
      {registered && (
        <Notice language={language} kind="success" title={words.registered}>
          <p>{words.registeredNext}</p>
        </Notice>
      )}
      {!password && !problem && (
        <Notice language={language} kind="info" title={words.cardOnly}>
          <p>{stepUp ? words.stepUp : words.cardOnlyWhy}</p>
        </Notice>
      )}
    </>
  );
}

function ByCard({ language, interaction, origins }: SignInPage) {
  const words = text(language).signIn;
  return (
    <section class="panel" aria-labelledby="by-card">
      <h2 id="by-card">{words.card}</h2>
      <ol>
        {words.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <div id="certificate" data-agent={origins.agent} data-interaction={interaction}>
        <p>
          <Press id="certificate-login">{words.start}</Press>
        </p>
        <Waiting id="certificate-waiting" sentence={words.waiting} hidden>
          <p class="small soft">{words.waitingMore}</p>
        </Waiting>
        <Waiting id="certificate-done" sentence={words.done} hidden />
        <noscript>
          <Notice language={language} kind="warning" title={words.noScript} />
        </noscript>
      </div>
      <p class="small soft">{words.pinNote}</p>
      <details>
        <summary>{words.first}</summary>
        <p>{words.firstSteps}</p>
        <ul>
          <li>
            <a href={abroad(`${origins.portal}/download`, language)}>{text(language).download}</a>
          </li>
          <li>
            <a href={abroad(`${origins.authority}/activate`, language)}>{words.activate}</a>
          </li>
          <li>
            <a href="/help">{text(language).help}</a>
          </li>
        </ul>
      </details>
    </section>
  );
}

function ByPassword({ language, interaction, refused, registration }: SignInPage) {
  const words = text(language).signIn;
  return (
    <section class="panel" aria-labelledby="by-password">
      <h2 id="by-password">{words.password}</h2>
      <p class="small soft">{words.passwordNote}</p>
      {refused && (
        <div data-focus tabindex={-1}>
          <Problem language={language} code={refused.code} sentences={sentencesOf(refused, language)} live />
        </div>
      )}
      <Form language={language} action={`/interaction/${interaction}/password`}>
        <TextField
          language={language}
          name="userId"
          label={words.userId}
          value={refused?.userId}
          autocomplete="username"
          maxlength={64}
        />
        <SecretField
          language={language}
          name="password"
          label={words.passwordField}
          autocomplete="current-password"
          maxlength={256}
        />
        <Actions>
          <Submit look="second">{words.submit}</Submit>
          {registration && (
            <LinkButton href={`/register?interaction=${interaction}`} look="link">
              {words.register}
            </LinkButton>
          )}
        </Actions>
      </Form>
    </section>
  );
}
