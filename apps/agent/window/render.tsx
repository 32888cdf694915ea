import type { Language } from '@kaika/look/language';
import type { Context } from '../conversation/context.ts';
import type { Asking, Screen, Showing } from '../conversation/screen.ts';
import type { Settings } from '../settings.ts';
import { AskingScreen } from './asking.tsx';
import type { Render } from './session.ts';
import { ShowingScreen } from './showing.tsx';
import type { Asker, View } from './view.tsx';
import { words } from './words.ts';

/** Makes the screens of one agent, with its person's phrase and its trust. */
export function renderer(context: Context, settings: Settings): Render {
  return async ({ screen, number, language, origin }) => {
    const view: View = {
      language,
      words: words(language),
      number,
      asker: origin === null ? null : askerOf(origin, context, language),
      phrase: settings.current().phrase,
    };
    return { html: String(await draw(view, screen)), title: view.words.agent };
  };
}

function draw(view: View, screen: Screen) {
  return isShowing(screen) ? (
    <ShowingScreen view={view} screen={screen} />
  ) : (
    <AskingScreen view={view} screen={screen} />
  );
}

function isShowing(screen: Screen): screen is Showing {
  const asking: readonly Asking['kind'][] = [
    'consent',
    'choose',
    'pin',
    'secrets',
    'approve',
    'trust',
    'new-code',
    'change-pin',
    'operator',
    'problem',
  ];
  return !asking.some((kind) => kind === screen.kind);
}

function askerOf(origin: string, { trust }: Context, language: Language): Asker {
  const name = trust.authorityOf(origin)?.name;
  return {
    origin,
    name: name === undefined ? null : language === 'en' ? name.en : name.zh,
    trusted: trust.isTrusted(origin),
  };
}
