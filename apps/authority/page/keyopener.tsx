import { Press } from '@kaika/look/button';
import { FileField, SecretField, TextField } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { KeyMessages } from './keymaker.tsx';
import { softwareText } from './text/software.ts';

/**
 * A key file opened by `browser/keyopener.ts`: to sign the text on the page, or to make a PKCS#12 file of it. It stands in no form, so
 * that neither file nor password is ever sent.
 */
export function KeyOpener(props: {
  readonly language: Language;
  readonly act: 'sign' | 'bundle';
  /** of the certificate, for a PKCS#12 file */
  readonly serial?: string | undefined;
}) {
  const { language, act, serial } = props;
  const t = softwareText[language];
  const signs = act === 'sign';
  return (
    <section id="key-opener" data-act={act} class="panel" aria-labelledby="key-opener-title">
      <h2 id="key-opener-title">{signs ? t.withFile : t.bundleTitle}</h2>
      <noscript>
        <Notice language={language} kind="info" title={t.noScript} />
      </noscript>
      {signs && <p>{t.withFileText}</p>}
      <KeyMessages
        language={language}
        messages={{
          working: ['info', signs ? t.signing : t.bundleMaking],
          done: ['success', signs ? t.signed : t.bundleMade],
          missing: ['problem', t.fileMissing],
          wrong: ['problem', t.fileWrong],
          mismatch: ['problem', t.bundleMismatch],
          unknown: ['problem', t.bundleUnknown],
        }}
      />
      {!signs && (
        <TextField
          language={language}
          name="key-serial"
          label={t.bundleSerial}
          value={serial}
          maxlength={64}
          numeric
        />
      )}
      <FileField
        language={language}
        name="key-file"
        label={t.keyFile}
        hint={t.keyFileHint}
        accept=".pem,.key,.p8"
      />
      <SecretField language={language} name="key-password" label={t.password} autocomplete="off" />
      <Actions>
        <Press id="use-key">{signs ? t.sign : t.bundleMake}</Press>
      </Actions>
    </section>
  );
}
