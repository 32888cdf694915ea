import { LinkButton, Submit } from '@kaika/look/button';
import { SecretField, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { CardSheet } from './card-sheet.tsx';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { resetCodeText } from './text/reset-code.ts';

type View = { readonly page: PageContext };

/** `GET /reset-code`, 用戶代碼重設: with the card at once, by mail, or on paper. */
export function ResetCodePage(
  view: View & { readonly number?: string | undefined; readonly wrong?: 'required' | 'number' | undefined },
) {
  const { page } = view;
  const { language } = page;
  const t = resetCodeText[language];
  const sentence = { required: t.required(t.cardNumber), number: t.numberWrong }[view.wrong ?? 'number'];
  const error = view.wrong === undefined ? undefined : sentence;
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="reset-code">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.waysTitle}</h2>
      <ol class="prose">
        {t.ways.map((way) => (
          <li>{way}</li>
        ))}
      </ol>
      <h2>{t.cardTitle}</h2>
      <CardSheet
        page={page}
        operation="recode"
        begin={t.begin}
        done={t.done}
        words={{ fields: [t.fieldCode, t.fieldPin], pinHow: t.pinHow(t.begin), working: t.working }}
      />
      <section>
        <h2>{t.mailTitle}</h2>
        <p>{t.mailText}</p>
        <Form language={language} action={`${path.resetCode}/link`} errors={{ cardNumber: error }}>
          <TextField
            language={language}
            name="cardNumber"
            label={t.cardNumber}
            hint={t.cardNumberHint}
            value={view.number}
            error={error}
            maxlength={16}
            width="medium"
            numeric
          />
          <Actions>
            <Submit look="second">{t.send}</Submit>
          </Actions>
        </Form>
      </section>
      <section>
        <h2>{t.paperTitle}</h2>
        <p>{t.paperText}</p>
      </section>
    </HolderFrame>
  );
}

/** The answer to every number. */
export function ResetCodeAskedPage({ page }: View) {
  const t = resetCodeText[page.language];
  return (
    <HolderFrame page={page} title={t.askedTitle} section="operations" operation="reset-code" unlisted>
      <h1>{t.askedTitle}</h1>
      <Notice language={page.language} kind="info" title={t.asked}>
        <p>{t.askedLate}</p>
      </Notice>
      <p>
        <LinkButton href={path.home} look="second">
          {t.home}
        </LinkButton>
      </p>
    </HolderFrame>
  );
}

/** `GET /reset-code/link/{secret}`: the new code twice. */
export function NewCodePage(view: View & { readonly action: string; readonly errors: FieldCodes }) {
  const { page } = view;
  const { language } = page;
  const t = resetCodeText[language];
  const said = fieldErrors(view.errors, t.fields, { language, required: t.required });
  return (
    <HolderFrame page={page} title={t.linkTitle} section="operations" operation="reset-code" unlisted>
      <h1>{t.linkTitle}</h1>
      <p class="lead">{t.linkLead}</p>
      <Form language={language} action={view.action} errors={said}>
        <SecretField
          language={language}
          name="userCode"
          label={t.fields.userCode}
          hint={t.codeHint}
          error={said.userCode}
          maxlength={10}
        />
        <SecretField
          language={language}
          name="userCodeAgain"
          label={t.fields.userCodeAgain}
          error={said.userCodeAgain}
          maxlength={10}
        />
        <Actions>
          <Submit>{t.set}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}
