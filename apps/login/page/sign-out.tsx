import { LinkButton, Submit } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { text } from './text.ts';

/**
 * Asks whether to sign out everywhere. Where the service proved by its ID token whose sign-out this is, the page sends
 * itself (`data-auto`); without script the button remains.
 */
export function SignOut(page: {
  readonly language: Language;
  readonly action: string;
  readonly xsrf: string;
  readonly proven: boolean;
}) {
  const words = text(page.language).signOut;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{page.proven ? words.working : words.lead}</p>
      <form method="post" action={page.action} data-auto={page.proven ? 'yes' : undefined}>
        <input type="hidden" name="xsrf" value={page.xsrf} />
        {page.proven && <input type="hidden" name="logout" value="yes" />}
        <Actions>
          {page.proven ? (
            <Submit>{words.yes}</Submit>
          ) : (
            <>
              <Submit name="logout" value="yes">
                {words.yes}
              </Submit>
              <Submit look="second">{words.no}</Submit>
            </>
          )}
        </Actions>
      </form>
    </>
  );
}

/** Where a sign-out ends when no service wants the person back. */
export function SignedOut({ language, portal }: { readonly language: Language; readonly portal: string }) {
  const words = text(language);
  return (
    <>
      <h1>{words.signOut.doneTitle}</h1>
      <Notice language={language} kind="success" title={words.signOut.done} />
      <p>
        <LinkButton href={portal}>{words.home.open}</LinkButton>
      </p>
    </>
  );
}
