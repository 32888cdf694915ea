import { Submit } from '@kaika/look/button';
import { Checkbox } from '@kaika/look/choice';
import { type Fact, Facts } from '@kaika/look/facts';
import { SecretField } from '@kaika/look/field';
import { Actions, ErrorSummary, FieldGroup, type FormErrors } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import type { ApplicationForm } from '@kaika/wire/application';
import { wordsOf } from './apply.tsx';
import type { PageContext } from './context.ts';
import { DocumentNames, type ShownDocument } from './document.tsx';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { path } from './path.ts';
import { applyText } from './text/apply.ts';
import { documentText } from './text/document.ts';
import { kindText } from './text/kind.ts';
import { softwareText } from './text/software.ts';

/** What the applicant stated, already parsed. */
export type ApplyContent = Omit<ApplicationForm, 'userCode' | 'userCodeAgain' | 'terms'>;

export type ReviewView = {
  readonly page: PageContext;
  readonly content: ApplyContent;
  /** of this form, sent with it: used once; null where a returned application is corrected, which has its code already */
  readonly token: string | null;
  /** of `userCode`, `userCodeAgain` and `terms`, when `step=send` was refused */
  readonly errors: FieldCodes;
  /** the request of a certificate that is on no card, read */
  readonly request?: ReviewedRequest | undefined;
  readonly documents: readonly ShownDocument[];
};

export type ReviewedRequest = {
  /** as it is posted again */
  readonly pem: string;
  /** `P-256`, `RSA-3072` … */
  readonly key: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hex */
  readonly keyId: string;
};

/**
 * The answer to `POST /apply` with `step=check`: everything to compare, then the user code (typed here, so
 * that no page ever has to give it back) and the terms. Posts all fields of `applicationForm` to `/apply`
 * with `step=send`, or the content with `step=edit`, to which `ApplyPage` is the answer.
 */
export function ReviewPage(view: ReviewView) {
  const { page, content, token, errors, request, documents } = view;
  const { language } = page;
  const software = request !== undefined;
  const t = wordsOf(language, software);
  const said = fieldErrors(errors, t.fields, { language, required: t.required });
  const correcting = token === null;
  const form: Readonly<Record<string, string>> = {
    ...(correcting ? {} : { form: token }),
    ...(request === undefined ? {} : { request: request.pem }),
  };
  const action = software ? path.applySoftware : path.apply;
  return (
    <HolderFrame
      page={page}
      title={t.reviewTitle}
      section={correcting ? 'progress' : 'apply'}
      width="narrow"
      posted={{ ...content, ...form, step: 'check' }}
      unlisted
    >
      <h1>{t.reviewTitle}</h1>
      <Steps
        language={language}
        label={t.stepsLabel}
        names={correcting ? t.correctSteps : t.steps}
        current={1}
      />
      <ErrorSummary language={language} errors={said} />
      <p class="lead">{correcting ? t.correctReviewLead : t.reviewLead}</p>
      <form class="form form-wide" method="post" action={correcting ? path.correct : action} novalidate>
        {Object.entries({ ...content, ...form }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Facts
          items={[
            ...contentFacts(content, language),
            ...requestFacts(request, language),
            {
              term: documentText[language].title,
              value: <DocumentNames language={language} documents={documents} />,
            },
          ]}
        />
        <Actions>
          <Submit name="step" value="edit" look="second" small>
            {t.edit}
          </Submit>
        </Actions>
        {!correcting && <CodeFields language={language} said={said} software={software} />}
        <Actions>
          <Submit name="step" value="send">
            {correcting ? t.correctSend : t.send}
          </Submit>
        </Actions>
      </form>
    </HolderFrame>
  );
}

/** The content of an application as facts; also on the officers' page. */
export function contentFacts(content: ApplyContent, language: Language): readonly Fact[] {
  const t = applyText[language].fields;
  return [
    { term: t.kind, value: kindText[language][content.kind] },
    { term: t.name, value: content.name },
    { term: t.ubn, value: <span class="num">{content.ubn}</span> },
    { term: t.address, value: content.address },
    { term: t.contactName, value: content.contactName },
    { term: t.contactMail, value: content.contactMail },
    { term: t.contactPhone, value: <span class="num">{content.contactPhone}</span> },
  ];
}

/** The key of a request as facts; also on the officers' page. */
export function requestFacts(
  request: Pick<ReviewedRequest, 'key' | 'keyId'> | undefined,
  language: Language,
): readonly Fact[] {
  if (request === undefined) return [];
  const t = softwareText[language];
  return [
    { term: t.kindTerm, value: t.kindValue },
    { term: t.keyType, value: request.key },
    { term: t.keyId, value: <code>{request.keyId}</code> },
  ];
}

function CodeFields(props: {
  readonly language: Language;
  readonly said: FormErrors;
  readonly software: boolean;
}) {
  const { language, said, software } = props;
  const t = wordsOf(language, software);
  return (
    <section>
      <FieldGroup legend={t.codeTitle}>
        <p>{t.codeText}</p>
        <Notice language={language} kind="warning" title={t.codeWarning}>
          <p>{t.encryptionNote}</p>
        </Notice>
        <SecretField
          language={language}
          name="userCode"
          label={t.fields.userCode}
          hint={t.hints.userCode}
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
        <Checkbox language={language} name="terms" error={said.terms}>
          {t.termsBefore}
          <a href={path.terms} target="_blank" rel="noopener">
            {t.termsLink}
          </a>
          {t.termsAfter}
        </Checkbox>
      </FieldGroup>
    </section>
  );
}
