import { LinkButton, Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { TextField } from '@kaika/look/field';
import { Actions, Form, type FormErrors } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { replacementReasons } from '@kaika/registry/renewal';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { ProblemNotice } from './remedy.tsx';
import { replaceText } from './text/replace.ts';

export type ReplaceView = {
  readonly page: PageContext;
  /** of the form without the card, when it was refused */
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: string | undefined;
};

/** `GET /replace`, 遺失或毀損補發, and the answer to a `POST /replace` that was refused. */
export function ReplacePage(view: ReplaceView) {
  const { page } = view;
  const t = replaceText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Notice language={page.language} kind="warning" title={t.final}>
        <p>{t.finalText}</p>
        <p>
          <LinkButton href={path.suspend} look="second" small>
            {t.suspendInstead}
          </LinkButton>
        </p>
      </Notice>
      <WithoutCard {...view} />
      <h2>{t.withCard}</h2>
      <p>{t.withCardHow}</p>
      <ProofPlace
        page={page}
        acts={[{ operation: 'replace', label: t.prove }]}
        done={t.done}
        codes={['renewal.open']}
      />
    </HolderFrame>
  );
}

function WithoutCard({ page, values = {}, errors = {}, problem }: ReplaceView) {
  const { language } = page;
  const t = replaceText[language];
  const labels = { reason: t.reason, cardNumber: t.cardNumber };
  const said: FormErrors = fieldErrors(errors, labels, { language, required: t.required });
  return (
    <section>
      <h2>{t.withoutCard}</h2>
      <p>{t.withoutCardHow}</p>
      {problem && <ProblemNotice page={page} problem={{ code: problem }} />}
      <Form language={language} action={path.replace} errors={said}>
        <RadioGroup
          language={language}
          name="reason"
          label={t.reason}
          value={values.reason}
          error={said.reason}
          options={replacementReasons.map((reason) => ({ value: reason, label: t.reasons[reason] }))}
        />
        <TextField
          language={language}
          name="cardNumber"
          label={t.cardNumber}
          hint={t.cardNumberHint}
          value={values.cardNumber}
          error={said.cardNumber}
          maxlength={20}
          width="medium"
          numeric
        />
        <Actions>
          <Submit look="danger">{t.send}</Submit>
        </Actions>
      </Form>
    </section>
  );
}
