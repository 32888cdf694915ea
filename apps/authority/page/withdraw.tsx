import { LinkButton, Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import type { ApplicationState } from '@kaika/wire/application';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { progressText } from './text/progress.ts';

export type WithdrawView = {
  readonly page: PageContext;
  readonly application: { readonly number: string; readonly name: string; readonly state: ApplicationState };
};

/** States in which the applicant may take an application back. */
export const withdrawable: readonly ApplicationState[] = ['submitted', 'reviewed', 'returned'];

/** `GET /progress/withdraw`: asks once more, and says so when it is done. The form posts to the same address. */
export function WithdrawPage({ page, application }: WithdrawView) {
  const { language } = page;
  const t = progressText[language];
  const { number, name, state } = application;
  return (
    <HolderFrame page={page} title={t.withdrawTitle} section="progress" width="narrow" unlisted>
      <h1>{t.withdrawTitle}</h1>
      {state === 'withdrawn' && <Notice language={language} kind="success" title={t.withdrawn} />}
      {state !== 'withdrawn' && !withdrawable.includes(state) && (
        <ProblemNotice page={page} problem={{ code: 'application.wrong-state' }} />
      )}
      <Facts
        items={[
          { term: t.number, value: <span class="num">{number}</span> },
          { term: t.name, value: name },
          { term: t.state, value: t.states[state] },
        ]}
      />
      {withdrawable.includes(state) ? (
        <Form language={language} action={path.withdraw}>
          <p>{t.withdrawText}</p>
          <Actions>
            <Submit look="danger">{t.withdrawConfirm}</Submit>
            <LinkButton href={path.progress} look="second">
              {t.keep}
            </LinkButton>
          </Actions>
        </Form>
      ) : (
        <Actions>
          <LinkButton href={path.progress} look="second">
            {t.another}
          </LinkButton>
        </Actions>
      )}
    </HolderFrame>
  );
}
