import { RadioGroup } from '@kaika/look/choice';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { MailCodeForm } from './mailcode.tsx';
import { ProofPlace } from './proof.tsx';
import { mailCodeText } from './text/mailcode.ts';
import { suspendText } from './text/suspend.ts';

export type SuspendView = {
  readonly page: PageContext;
  /** of the form without the card, when it was refused */
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: string | undefined;
};

/** `GET /suspend`, 憑證停用／復用: with the card by the agent's window, without it by a mailed code. */
export function SuspendPage({ page, values = {}, errors = {}, problem }: SuspendView) {
  const { language } = page;
  const t = suspendText[language];
  const mailed = mailCodeText[language];
  const labels = { operation: t.operation, cardNumber: mailed.cardNumber };
  const said = fieldErrors(errors, labels, { language, required: mailed.required });
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="suspend">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <h2>{t.withCard}</h2>
      <p>{t.withCardHow}</p>
      <ProofPlace
        page={page}
        done={t.done}
        acts={[
          { operation: 'suspend', label: t.suspend },
          { operation: 'resume', label: t.resume, look: 'second' },
        ]}
      />
      <MailCodeForm page={page} from="suspend" values={values} errors={said} problem={problem}>
        <RadioGroup
          language={language}
          name="operation"
          label={t.operation}
          value={values.operation}
          error={said.operation}
          options={[
            { value: 'suspend', label: t.suspend, hint: t.suspendHint },
            { value: 'resume', label: t.resume, hint: t.resumeHint },
          ]}
        />
      </MailCodeForm>
    </HolderFrame>
  );
}
