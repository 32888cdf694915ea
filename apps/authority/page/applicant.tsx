import { Submit } from '@kaika/look/button';
import { SecretField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { ApplicationState } from '@kaika/wire/application';
import type { PageContext } from './context.ts';
import { path } from './path.ts';
import { progressText } from './text/progress.ts';
import { withdrawable } from './withdraw.tsx';

/**
 * Under the progress of an open application: with the user code of the form the applicant corrects what was returned, or takes
 * it back. Posts `number`, `ubn`, `userCode` and `act` to `/progress/applicant`.
 */
export function ApplicantForm(props: {
  readonly page: PageContext;
  readonly asked: { readonly number: string; readonly ubn: string };
  readonly state: ApplicationState;
}) {
  const { page, asked, state } = props;
  const { language } = page;
  const t = progressText[language];
  if (!withdrawable.includes(state)) return null;
  const returned = state === 'returned';
  return (
    <section>
      <h2>{returned ? t.correctTitle : t.withdrawTitle}</h2>
      <p>{returned ? t.correctLead : t.withdrawLead}</p>
      <Form language={language} action={path.applicant}>
        <input type="hidden" name="number" value={asked.number} />
        <input type="hidden" name="ubn" value={asked.ubn} />
        <SecretField
          language={language}
          name="userCode"
          label={t.userCode}
          hint={t.userCodeHint}
          maxlength={10}
        />
        <Actions>
          {returned && (
            <Submit name="act" value="correct">
              {t.correct}
            </Submit>
          )}
          <Submit name="act" value="withdraw" look="second">
            {t.withdraw}
          </Submit>
        </Actions>
      </Form>
    </section>
  );
}
