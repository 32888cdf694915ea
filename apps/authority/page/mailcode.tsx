import { LinkButton, Submit } from '@kaika/look/button';
import { SecretField, TextField } from '@kaika/look/field';
import { Actions, Form, type FormErrors } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import type { MailedOperation } from '@kaika/registry/mailcode';
import type { Problem } from '@kaika/wire/problem';
import type { Child } from 'hono/jsx';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { mailCodePath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { mailCodeText } from './text/mailcode.ts';

type FormProps = {
  readonly page: PageContext;
  /** the page it stands on */
  readonly from: 'suspend' | 'revoke';
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: FormErrors;
  readonly problem?: string | undefined;
  /** what else is asked */
  readonly children?: Child | undefined;
};

/** 手邊沒有卡片: posts `cardNumber` and the children's fields to `/mail-code`. Works without script. */
export function MailCodeForm({ page, from, values, errors, problem, children }: FormProps) {
  const { language } = page;
  const t = mailCodeText[language];
  return (
    <section aria-labelledby="without-card">
      <h2 id="without-card">{t.withoutCard}</h2>
      <p>{t.withoutCardHow}</p>
      {problem && <ProblemNotice page={page} problem={{ code: problem }} />}
      <Form language={language} action={path.mailCode} errors={errors}>
        <input type="hidden" name="page" value={from} />
        {children}
        <TextField
          language={language}
          name="cardNumber"
          label={t.cardNumber}
          hint={t.cardNumberHint}
          value={values.cardNumber}
          error={errors.cardNumber}
          maxlength={20}
          width="medium"
          numeric
        />
        <Actions>
          <Submit look="second">{t.send}</Submit>
        </Actions>
      </Form>
    </section>
  );
}

export type MailCodeView = {
  readonly page: PageContext;
  readonly id: string;
  readonly operation: MailedOperation;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: Problem | undefined;
};

/** `GET /mail-code/{id}`: the mailed code and the user code, posted to the same address. Says nothing about the card. */
export function MailCodePage({ page, id, operation, errors = {}, problem }: MailCodeView) {
  const { language } = page;
  const t = mailCodeText[language];
  const section = operation === 'resume' ? 'suspend' : operation;
  const menu = section === 'replace' ? undefined : section;
  const said = fieldErrors(
    errors,
    { code: t.code, userCode: t.userCode },
    { language, required: t.required },
  );
  return (
    <HolderFrame page={page} title={t.titles[operation]} section="operations" operation={menu} unlisted>
      <h1>{t.titles[operation]}</h1>
      <Steps language={language} label={t.steps} names={t.stepNames[section]} current={1} />
      {problem === undefined ? (
        <Notice language={language} kind="info" title={t.sent}>
          <p>{t.sentText}</p>
        </Notice>
      ) : (
        <ProblemNotice page={page} problem={problem} />
      )}
      {operation === 'replace' && <Notice language={language} kind="warning" title={t.replaces} />}
      <Form language={language} action={mailCodePath(id)} errors={said}>
        <TextField
          language={language}
          name="code"
          label={t.code}
          hint={t.codeHint}
          error={said.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          width="medium"
          numeric
        />
        <SecretField
          language={language}
          name="userCode"
          label={t.userCode}
          hint={t.userCodeHint}
          error={said.userCode}
          autocomplete="off"
          maxlength={10}
        />
        <Actions>
          <Submit look={operation === 'resume' ? 'main' : 'danger'}>{t.confirm[operation]}</Submit>
          <LinkButton href={path[section]} look="second">
            {t.again}
          </LinkButton>
        </Actions>
      </Form>
    </HolderFrame>
  );
}
