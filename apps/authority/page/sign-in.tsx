import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { isProblemCode } from '@kaika/wire/problem';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { api, path } from './path.ts';
import { officeText } from './text/office.ts';

export type SignInView = {
  readonly page: PageContext;
  /** just signed out */
  readonly signedOut?: boolean | undefined;
  /** why the sign-in did not succeed or the session ended: a problem code */
  readonly problem?: string | undefined;
};

/** `GET /officer/sign-in`. The script (`browser/sign-in.ts`) gets a nonce, lets the agent's window sign, posts the token. */
export function SignInPage({ page, signedOut, problem }: SignInView) {
  const t = officeText[page.language];
  return (
    <OfficerFrame page={page} title={t.signInTitle} width="narrow">
      <h1>{t.signInTitle}</h1>
      <p class="lead">{t.signInLead}</p>
      {signedOut && <Notice language={page.language} kind="success" title={t.signedOut} />}
      <noscript>
        <Notice language={page.language} kind="problem" title={t.noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        first={problem !== undefined && isProblemCode(problem) ? problem : undefined}
        codes={['officer.unknown', 'officer.not-allowed', 'officer.not-signed-in']}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start },
          { name: 'working', kind: 'waiting', sentence: t.working },
          { name: 'done', kind: 'success', sentence: t.done },
        ]}
      />
      <div
        id="sign-in"
        data-agent={page.origins.agent}
        data-nonce={api.officerNonce}
        data-status={api.officerStatus}
        data-session={api.officerSession}
      >
        <Actions>
          <Press id="begin">{t.signIn}</Press>
          <a href={path.home}>{t.holderPage}</a>
        </Actions>
      </div>
    </OfficerFrame>
  );
}
