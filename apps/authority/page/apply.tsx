import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { TextField } from '@kaika/look/field';
import { Actions, FieldGroup, Form, type FormErrors } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import { organisationKind } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { applyText } from './text/apply.ts';
import { kindText } from './text/kind.ts';

/** What was typed, by the field names of `applicationForm` (`@kaika/wire/application`); no user code. */
export type ApplyValues = {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly ubn?: string | undefined;
  readonly address?: string | undefined;
  readonly contactName?: string | undefined;
  readonly contactMail?: string | undefined;
  readonly contactPhone?: string | undefined;
};

export type ApplyView = {
  readonly page: PageContext;
  readonly values: ApplyValues;
  readonly errors: FieldCodes;
  /** a returned application is corrected (`/progress/correct`) rather than a new one stated */
  readonly correcting?: Correcting | undefined;
};

/** What the officer who sent it back remarked. */
export type Correcting = { readonly reason: string };

/**
 * `GET /apply`, and the answer to a `POST /apply` whose content was refused. Posts to `/apply` with
 * `step=check`; the answer is then `ReviewPage`, which posts `step=send` (or `step=edit`). The language switch posts what is typed so
 * far: `step=edit` shows it again as it is, `step=recheck` with what is wrong in it.
 */
export function ApplyPage({ page, values, errors, correcting }: ApplyView) {
  const { language } = page;
  const t = applyText[language];
  const required = (label: string) => (label === t.fields.kind ? t.chooseRequired(label) : t.required(label));
  const said = fieldErrors(errors, t.fields, { language, required });
  const title = correcting ? t.correctTitle : t.title;
  const steps = correcting ? t.correctSteps : t.steps;
  return (
    <HolderFrame
      page={page}
      title={title}
      section={correcting ? 'progress' : 'apply'}
      width="narrow"
      form={{ id: formId, name: 'step', value: Object.keys(errors).length > 0 ? 'recheck' : 'edit' }}
    >
      <h1>{title}</h1>
      <Steps language={language} label={t.stepsLabel} names={steps} current={0} />
      <p class="lead">{correcting ? t.correctLead : t.lead}</p>
      {correcting && (
        <Notice language={language} kind="warning" title={t.correctReason}>
          <p>{correcting.reason}</p>
        </Notice>
      )}
      <Form id={formId} language={language} action={correcting ? path.correct : path.apply} errors={said}>
        <OrganisationFields page={page} values={values} said={said} />
        <ContactFields page={page} values={values} said={said} />
        <Actions>
          <Submit name="step" value="check">
            {t.next}
          </Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

const formId = 'application';

type Part = { readonly page: PageContext; readonly values: ApplyValues; readonly said: FormErrors };

function OrganisationFields({ page: { language }, values, said }: Part) {
  const t = applyText[language];
  return (
    <FieldGroup legend={t.organisation}>
      <RadioGroup
        language={language}
        name="kind"
        label={t.fields.kind}
        value={values.kind}
        error={said.kind}
        columns={2}
        options={organisationKind.options.map((value) => ({ value, label: kindText[language][value] }))}
      />
      <TextField
        language={language}
        name="name"
        label={t.fields.name}
        hint={t.hints.name}
        value={values.name}
        error={said.name}
        autocomplete="organization"
        maxlength={100}
      />
      <TextField
        language={language}
        name="ubn"
        label={t.fields.ubn}
        hint={t.hints.ubn}
        value={values.ubn}
        error={said.ubn}
        inputmode="numeric"
        maxlength={8}
        width="short"
        numeric
      />
      <TextField
        language={language}
        name="address"
        label={t.fields.address}
        hint={t.hints.address}
        value={values.address}
        error={said.address}
        autocomplete="street-address"
        maxlength={200}
      />
    </FieldGroup>
  );
}

function ContactFields({ page: { language }, values, said }: Part) {
  const t = applyText[language];
  return (
    <FieldGroup legend={t.contact}>
      <p class="hint">{t.contactNote}</p>
      <TextField
        language={language}
        name="contactName"
        label={t.fields.contactName}
        value={values.contactName}
        error={said.contactName}
        autocomplete="name"
        maxlength={50}
        width="medium"
      />
      <TextField
        language={language}
        name="contactMail"
        label={t.fields.contactMail}
        hint={t.hints.contactMail}
        value={values.contactMail}
        error={said.contactMail}
        type="email"
        autocomplete="email"
        inputmode="email"
        maxlength={254}
      />
      <TextField
        language={language}
        name="contactPhone"
        label={t.fields.contactPhone}
        hint={t.hints.contactPhone}
        value={values.contactPhone}
        error={said.contactPhone}
        type="tel"
        autocomplete="tel"
        inputmode="tel"
        maxlength={25}
        width="medium"
      />
    </FieldGroup>
  );
}
