import { abroad, type Language } from '@kaika/look/language';
import type { Origins } from '@kaika/wire/house';
import { problems } from '@kaika/wire/problem';
import { help } from './help-text.ts';
import { text } from './text.ts';

/** How to sign in, and every failure of it with its remedy. */
export function Help({ language, origins }: { readonly language: Language; readonly origins: Origins }) {
  const words = help(language);
  return (
    <div class="prose">
      <h1>{text(language).help}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.beforeTitle}</h2>
      <ul>
        {words.before.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p>
        <a href={abroad(`${origins.portal}/guide/login`, language)}>{words.guide}</a>
      </p>
      <h2 id="popup">{words.popupTitle}</h2>
      <p>{words.popupLead}</p>
      <ul>
        {words.popup.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <h2 id="reader">{words.readerTitle}</h2>
      <ol>
        {words.reader.map((item) => (
          <li>{item}</li>
        ))}
      </ol>
      <h2 id="pin">{words.pinTitle}</h2>
      <p>{words.pin}</p>
      <p>{words.pinWarning}</p>
      <p>
        <a href={abroad(`${origins.authority}/unlock`, language)}>{text(language).remedies.unlock}</a>
      </p>
      <h2 id="codes">{words.codesTitle}</h2>
      <Codes language={language} />
    </div>
  );
}

/** The codes a person can meet on the way in, each with its two sentences. */
function Codes({ language }: { readonly language: Language }) {
  return (
    <dl class="facts">
      {shown.map((code) => {
        const [what, remedy] = language === 'en' ? problems[code].en : problems[code].zh;
        return (
          <div class="fact" id={code}>
            <dt>
              <code>{code}</code>
            </dt>
            <dd>
              {fill(what)}
              {language === 'en' ? ' ' : ''}
              {fill(remedy)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Numbers and dates are not known here. */
function fill(sentence: string): string {
  return sentence.replace(/\{\w+\}/g, '…');
}

const shown = [
  'agent.absent',
  'agent.popup-blocked',
  'agent.not-trusted',
  'agent.cancelled',
  'agent.timed-out',
  'reader.no-service',
  'reader.none',
  'card.none',
  'card.unreadable',
  'card.not-ours',
  'card.not-active',
  'card.suspended',
  'card.revoked',
  'card.expired',
  'card.activation-overdue',
  'pin.wrong',
  'pin.blocked',
  'certificate.not-trusted',
  'certificate.not-yet-valid',
  'status.unreachable',
  'clock.wrong',
  'login.nonce-expired',
  'login.token-bad',
  'login.too-weak',
  'login.password-wrong',
  'request.too-many',
] as const satisfies readonly (keyof typeof problems)[];
