import { LinkButton } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Notice } from '@kaika/look/notice';
import { holderReasons } from '@kaika/registry/revocation';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { MailCodeForm } from './mailcode.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { ReasonField } from './reason.tsx';
import { mailCodeText } from './text/mailcode.ts';
import { revokeText } from './text/revoke.ts';

export type RevokeView = {
  readonly page: PageContext;
  /** of the form without the card, when it was refused */
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: string | undefined;
};

/** `GET /revoke`, 憑證廢止: suspends at once; `/revoke/{id}` asks for the confirmation. */
export function RevokePage({ page, values = {}, errors = {}, problem }: RevokeView) {
  const { language } = page;
  const t = revokeText[language];
  const mailed = mailCodeText[language];
  const labels = { 'mailed-reason': t.reason, cardNumber: mailed.cardNumber };
  const said = fieldErrors(errors, labels, { language, required: mailed.required });
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="revoke">
      <h1>{t.title}</h1>
      <Notice language={language} kind="warning" title={t.final}>
        <p>{t.finalText}</p>
        <p>
          <LinkButton href={path.suspend} look="second" small>
            {t.suspendInstead}
          </LinkButton>
        </p>
      </Notice>
      <h2>{t.howTitle}</h2>
      <ol class="prose">
        {t.how.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <h2>{t.withCard}</h2>
      <ProofPlace
        page={page}
        done={t.asked}
        missing={t.missing}
        acts={[{ operation: 'revoke', label: t.begin, look: 'danger' }]}
      >
        <ReasonField language={language} />
      </ProofPlace>
      <MailCodeForm page={page} from="revoke" values={values} errors={said} problem={problem}>
        <input type="hidden" name="operation" value="revoke" />
        <Select
          language={language}
          name="mailed-reason"
          label={t.reason}
          value={values['mailed-reason']}
          error={said['mailed-reason']}
          options={holderReasons.map((reason) => ({ value: reason, label: t.reasons[reason].label }))}
        />
      </MailCodeForm>
    </HolderFrame>
  );
}
