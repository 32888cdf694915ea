import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { dateRange } from '@kaika/look/date';
import { Facts } from '@kaika/look/facts';
import { SecretField, TextArea, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Steps } from '@kaika/look/steps';
import type { Problem } from '@kaika/wire/problem';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { HolderFrame } from './frame.tsx';
import { KeyOpener } from './keyopener.tsx';
import { path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { softwareText } from './text/software.ts';

export type AcceptView = {
  readonly page: PageContext;
  readonly number?: string | undefined;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: Problem | undefined;
};

/** `GET /accept` (with `?number=`), 非IC卡類憑證接受: the number, which may be anybody's guess. Posts `step=number` to itself. */
export function AcceptPage({ page, number, errors = {}, problem }: AcceptView) {
  const { language } = page;
  const t = softwareText[language];
  const said = fieldErrors(errors, { number: t.number }, { language, required: t.required });
  return (
    <HolderFrame page={page} title={t.acceptTitle} section="operations" operation="accept">
      <h1>{t.acceptTitle}</h1>
      <Steps language={language} label={t.stepsLabel} names={t.acceptSteps} current={0} />
      <p class="lead">{t.acceptLead}</p>
      {problem && <ProblemNotice page={page} problem={problem} />}
      <Form language={language} action={path.accept} errors={said}>
        <TextField
          language={language}
          name="number"
          label={t.number}
          hint={t.numberHint}
          value={number}
          error={said.number}
          maxlength={20}
          width="medium"
          numeric
        />
        <Actions>
          <Submit name="step" value="number">
            {t.next}
          </Submit>
        </Actions>
      </Form>
      <p>
        <a href={path.applySoftware}>{t.title}</a>
      </p>
    </HolderFrame>
  );
}

export type ProveView = {
  readonly page: PageContext;
  readonly number: string;
  /** the text that the holder's key signs */
  readonly challenge: string;
  /** as it was typed or signed before */
  readonly signature?: string | undefined;
  readonly errors: FieldCodes;
  readonly problem?: Problem | undefined;
};

/** The answer to the number: the text to be signed, by file or by command, and the user code. Posts `step=prove` to `/accept`. */
export function ProvePage({ page, number, challenge, signature, errors, problem }: ProveView) {
  const { language } = page;
  const t = softwareText[language];
  const labels = { signature: t.signature, userCode: t.userCode };
  const said = fieldErrors(errors, labels, { language, required: t.required });
  return (
    <HolderFrame
      page={page}
      title={t.proveTitle}
      section="operations"
      operation="accept"
      posted={{ number, step: 'number' }}
      unlisted
    >
      <h1>{t.proveTitle}</h1>
      <Steps language={language} label={t.stepsLabel} names={t.acceptSteps} current={1} />
      {problem && <ProblemNotice page={page} problem={problem} />}
      <p>{t.proveLead}</p>
      <h2>{t.challenge}</h2>
      <pre>
        <code id="challenge">{challenge}</code>
      </pre>
      <KeyOpener language={language} act="sign" />
      <h2>{t.withCommand}</h2>
      <pre>
        <code>
          {`npm run --silent kaika -- sign --key my-key.pem "${challenge}"\n`}
          {`printf %s "${challenge}" | openssl dgst -sha256 -sign my-key.pem | base64`}
        </code>
      </pre>
      <Form language={language} action={path.accept} errors={said}>
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="challenge" value={challenge} />
        <TextArea
          language={language}
          name="signature"
          label={t.signature}
          hint={t.signatureHint}
          value={signature}
          error={said.signature}
          rows={3}
          maxlength={2000}
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
          <Submit name="step" value="prove">
            {t.prove}
          </Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

export type ContentView = {
  readonly page: PageContext;
  readonly number: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `P-256`, `RSA-3072` … */
  readonly keyType: string;
  readonly keyId: string;
  readonly organisation: string;
  readonly values?: Readonly<Record<string, string | undefined>>;
  readonly errors: FieldCodes;
};

/** `GET /accept/content`: what the certificate says; posts `decision` and `reason` to itself. */
export function ContentPage(view: ContentView) {
  const { page, errors, values = {} } = view;
  const { language } = page;
  const t = softwareText[language];
  const labels = { decision: t.decision, reason: t.reason };
  const said = fieldErrors(errors, labels, { language, required: () => t.chooseDecision });
  return (
    <HolderFrame page={page} title={t.contentTitle} section="operations" operation="accept" unlisted>
      <h1>{t.contentTitle}</h1>
      <Steps language={language} label={t.stepsLabel} names={t.acceptSteps} current={2} />
      <p class="lead">{t.contentLead}</p>
      <Facts
        items={[
          { term: t.number, value: <span class="num">{view.number}</span> },
          { term: t.subject, value: view.subject },
          { term: t.issuer, value: view.issuer },
          { term: t.serial, value: <code>{view.serial}</code> },
          {
            term: t.validity,
            value: <span class="num">{dateRange(view.notBefore, view.notAfter, language)}</span>,
          },
          { term: t.keyType, value: view.keyType },
          { term: t.keyId, value: <code>{view.keyId}</code> },
          { term: t.organisationOid, value: <code>{view.organisation}</code> },
        ]}
      />
      <Form language={language} action={path.acceptContent} errors={said}>
        <RadioGroup
          language={language}
          name="decision"
          label={t.decision}
          value={values.decision}
          error={said.decision}
          options={[
            { value: 'accept', label: t.acceptOption, hint: t.acceptHint },
            { value: 'reject', label: t.rejectOption, hint: t.rejectHint },
          ]}
        />
        <TextArea
          language={language}
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={values.reason}
          error={said.reason}
          conditional
          maxlength={500}
        />
        <Actions>
          <Submit>{t.decide}</Submit>
        </Actions>
      </Form>
    </HolderFrame>
  );
}

export type BundleView = { readonly page: PageContext; readonly serial?: string | undefined };

/** `GET /accept/bundle` (with `?serial=`): certificate, chain and key into one PKCS#12 file, by the browser alone. */
export function BundlePage({ page, serial }: BundleView) {
  const { language } = page;
  const t = softwareText[language];
  return (
    <HolderFrame page={page} title={t.bundleTitle} section="operations" operation="accept">
      <h1>{t.bundleTitle}</h1>
      <p class="lead">{t.bundleLead}</p>
      <KeyOpener language={language} act="bundle" serial={serial ?? ''} />
      <h2>{t.bundleCommand}</h2>
      <pre>
        <code>
          {'npm run kaika -- pkcs12 --key my-key.pem --certificate chain.pem --out my-key.p12\n'}
          {'openssl pkcs12 -export -inkey my-key.pem -in chain.pem -out my-key.p12'}
        </code>
      </pre>
    </HolderFrame>
  );
}
