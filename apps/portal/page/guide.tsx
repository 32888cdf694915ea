import { LinkButton } from '@kaika/look/button';
import { abroad, type Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import type { Origins } from '@kaika/wire/house';
import { guideWords, type Place } from '../word/guide.ts';
import { homeWords } from '../word/home.ts';
import { pageWords } from '../word/page.ts';
import { Tiles } from './tile.tsx';

type Props = { readonly language: Language; readonly origins: Origins };

/** All guides. */
export function Guides({ language, origins }: Props) {
  const words = guideWords(language);
  const { news } = homeWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Tiles
        level={2}
        items={[
          { title: words.login.title, text: news.login.text, href: '/guide/login' },
          { title: words.pin.title, text: news.pin.text, href: '/guide/pin' },
          { ...homeWords(language).activate, href: abroad(`${origins.authority}/activate`, language) },
        ]}
      />
    </>
  );
}

/** How to sign in with a card, step by step. */
export function LoginGuide({ language, origins }: Props) {
  const { login } = guideWords(language);
  const places: Record<Place, string> = { download: '/download', manager: origins.agent };
  return (
    <article class="prose">
      <h1>{login.title}</h1>
      <p class="lead">{login.lead}</p>
      <h2>{login.beforeTitle}</h2>
      <ul>
        {login.before.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <h2>{login.stepsTitle}</h2>
      {login.steps.map((step, index) => (
        <>
          <h3>
            {index + 1}. {step.title}
          </h3>
          {step.text.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          {step.place && (
            <p>
              <a href={places[step.place]}>{login.places[step.place]}</a>
            </p>
          )}
        </>
      ))}
      <h2>{login.popupTitle}</h2>
      <ul>
        {login.popup.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p>
        <a href={abroad(`${origins.login}/help`, language)}>{pageWords(language).help}</a>
      </p>
      <p>
        <LinkButton href="/member">{homeWords(language).start}</LinkButton>
      </p>
    </article>
  );
}

/** What to do about a forgotten PIN and a blocked card. */
export function PinGuide({ language, origins }: Props) {
  const { pin } = guideWords(language);
  return (
    <article class="prose">
      <h1>{pin.title}</h1>
      <h2>{pin.whyTitle}</h2>
      <p>{pin.why}</p>
      <h2>{pin.unlockTitle}</h2>
      <ol>
        {pin.unlock.map((item) => (
          <li>{item}</li>
        ))}
      </ol>
      <Notice language={language} kind="warning" title={pin.never} />
      <p>
        <LinkButton href={abroad(`${origins.authority}/unlock`, language)}>{pin.open}</LinkButton>
      </p>
      <h2>{pin.codeTitle}</h2>
      <p>{pin.code}</p>
      <p>
        <a href={abroad(`${origins.authority}/reset-code`, language)}>{pin.reset}</a>
      </p>
    </article>
  );
}
