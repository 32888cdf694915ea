import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { TextField } from '@kaika/look/field';
import { Actions, FieldGroup, Form, type FormErrors } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import { organisationKind } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { DocumentFields, type ShownDocument } from './document.tsx';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { KeyMaker, RequestFields } from './keymaker.tsx';
import { path } from './path.ts';
import { applyText } from './text/apply.ts';
import { documentText } from './text/document.ts';
import { kindText } from './text/kind.ts';
import { softwareText } from './text/software.ts';

/** What was typed, by the field names of `applicationForm` (`@kaika/wire/application`); no user code. */
export type ApplyValues = {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly ubn?: string | undefined;
  readonly address?: string | undefined;
  readonly contactName?: string | undefined;
  readonly contactMail?: string | undefined;
  readonly contactPhone?: string | undefined;
  /** the certificate request (PEM) of a certificate that is on no card */
  readonly request?: string | undefined;
};

export type ApplyView = {
  readonly page: PageContext;
  readonly values: ApplyValues;
  readonly errors: FieldCodes;
  /** a returned application is corrected (`/progress/correct`) rather than a new one stated */
  readonly correcting?: Correcting | undefined;
  /** asks for a certificate that is on no card: `/apply/software` */
  readonly software?: boolean | undefined;
  /** of this form, under which its documents are kept; undefined where a returned application is corrected */
  readonly token?: string | undefined;
  readonly documents: readonly ShownDocument[];
};

/** What the officer who sent it back remarked. */
export type Correcting = { readonly reason: string };

/**
 * `GET /apply`, and the answer to a `POST /apply` whose content was refused. Posts to `/apply` with
 * `step=check`; the answer is then `ReviewPage`, which posts `step=send` (or `step=edit`). The language switch posts what is typed so
 * far: `step=edit` shows it again as it is, `step=recheck` with what is wrong in it.
 */
export function ApplyPage(view: ApplyView) {
  const { page, values, errors, correcting, software = false, token, documents } = view;
  const { language } = page;
  const t = wordsOf(language, software);
  const required = (label: string) => (label === t.fields.kind ? t.chooseRequired(label) : t.required(label));
  const labels = {
    request: softwareText[language].request,
    ...t.fields,
    documents: documentText[language].field,
  };
  const said = fieldErrors(errors, labels, { language, required });
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
      {!correcting && <Other language={language} software={software} />}
      {correcting && (
        <Notice language={language} kind="warning" title={t.correctReason}>
          <p>{correcting.reason}</p>
        </Notice>
      )}
      {software && <KeyMaker language={language} />}
      <Form id={formId} language={language} action={actionOf(view)} errors={said} upload>
        {token !== undefined && <input type="hidden" name="form" value={token} />}
        {software && (
          <RequestFields
            language={language}
            request={values.request}
            error={said.request}
            optional={correcting !== undefined}
          />
        )}
        <OrganisationFields page={page} values={values} said={said} />
        <ContactFields page={page} values={values} said={said} />
        <DocumentFields
          language={language}
          documents={documents}
          error={said.documents}
          removable={token !== undefined}
        />
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

/** Where the form is posted. */
function actionOf({ correcting, software = false }: ApplyView): string {
  if (correcting) return path.correct;
  return software ? path.applySoftware : path.apply;
}

/** The way to the other kind of application. */
function Other({ language, software }: { readonly language: Language; readonly software: boolean }) {
  const t = softwareText[language];
  return (
    <p>
      <a href={software ? path.apply : path.applySoftware}>{software ? t.cardInstead : t.softwareInstead}</a>
    </p>
  );
}

/** The words of the application, for a card or for a certificate that is on none. */
export function wordsOf(language: Language, software: boolean) {
  const t = applyText[language];
  if (!software) return t;
  const { title, lead, steps, addressHint, codeText, codeWarning, keyNote, next2, next3 } =
    softwareText[language];
  const hints = { ...t.hints, address: addressHint };
  return { ...t, title, lead, steps, hints, codeText, codeWarning, encryptionNote: keyNote, next2, next3 };
}

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
