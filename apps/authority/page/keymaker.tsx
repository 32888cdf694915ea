import { Press } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { FileField, SecretField, TextArea } from '@kaika/look/field';
import { Actions, FieldGroup } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { softwareText } from './text/software.ts';

/** A sentence of a page whose script works with keys: the script shows the one that is true now. */
export function KeyMessages(props: {
  readonly language: Language;
  readonly messages: Readonly<Record<string, readonly ['info' | 'success' | 'problem', string]>>;
}) {
  return (
    <div id="key-message" role="status" tabindex={-1}>
      {Object.entries(props.messages).map(([name, [kind, sentence]]) => (
        <div data-says={name} hidden>
          <Notice language={props.language} kind={kind} title={sentence} />
        </div>
      ))}
    </div>
  );
}

/**
 * 憑證請求檔: filled by the key maker, pasted, or uploaded.
 */
export function RequestFields(props: {
  readonly language: Language;
  readonly request: string | undefined;
  readonly error: string | undefined;
  /** a returned application has its request: another one is given only where the key is to change */
  readonly optional: boolean;
}) {
  const { language } = props;
  const t = softwareText[language];
  return (
    <FieldGroup legend={t.keyTitle}>
      <p>{t.keyLead}</p>
      <h3>{t.ownTitle}</h3>
      <p>{t.ownText}</p>
      <pre>
        <code>
          {'npm run kaika -- csr --out my-key\n'}
          {
            'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout my-key.pem -out my-key.csr -subj /CN=x'
          }
        </code>
      </pre>
      <TextArea
        language={language}
        name="request"
        label={t.request}
        hint={t.requestHint}
        value={props.request}
        error={props.error}
        required={!props.optional}
        conditional
        rows={6}
        maxlength={16_384}
      />
      <FileField
        language={language}
        name="requestFile"
        label={t.requestFile}
        hint={t.requestFileHint}
        required={false}
        accept=".csr,.pem,.der,.req,application/pkcs10"
      />
    </FieldGroup>
  );
}

/** 產製金鑰, by `browser/keymaker.ts`, which fills `request`. It stands outside the form, so that nothing typed here is ever sent. */
export function KeyMaker({ language }: { readonly language: Language }) {
  const t = softwareText[language];
  return (
    <section id="key-maker" class="panel" aria-labelledby="key-maker-title">
      <h2 id="key-maker-title">{t.makeTitle}</h2>
      <noscript>
        <Notice language={language} kind="info" title={t.noScript} />
      </noscript>
      <p>{t.makeText}</p>
      <KeyMessages
        language={language}
        messages={{
          making: ['info', t.making],
          made: ['success', t.made],
          'password-short': ['problem', t.passwordShort],
          'password-differs': ['problem', t.passwordDiffers],
          failed: ['problem', t.makeFailed],
        }}
      />
      <Select
        language={language}
        name="key-algorithm"
        label={t.algorithm}
        value="p256"
        conditional
        width="medium"
        options={Object.entries(t.algorithms).map(([value, label]) => ({ value, label }))}
      />
      <SecretField
        language={language}
        name="key-password"
        label={t.password}
        hint={t.passwordHint}
        conditional
      />
      <SecretField language={language} name="key-password-again" label={t.passwordAgain} conditional />
      <Actions>
        <Press id="make-key" look="second">
          {t.make}
        </Press>
      </Actions>
    </section>
  );
}
