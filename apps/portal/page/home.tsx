import { LinkButton } from '@kaika/look/button';
import { abroad, type Language } from '@kaika/look/language';
import type { Origins } from '@kaika/wire/house';
import { homeWords } from '../word/home.ts';
import { Tiles } from './tile.tsx';

/** The first page: what this is for, how to begin, what people look for. */
export function Home({ language, origins }: { readonly language: Language; readonly origins: Origins }) {
  const words = homeWords(language);
  const { news } = words;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="actions">
        <LinkButton href="/member">{words.start}</LinkButton>
        <LinkButton href="/guide/login" look="second">
          {words.learn}
        </LinkButton>
      </p>
      <h2>{words.wayTitle}</h2>
      <Tiles
        items={[
          { ...words.activate, href: abroad(`${origins.authority}/activate`, language) },
          ...words.next.map((step, index) => ({ ...step, href: index === 0 ? '/download' : '/member' })),
        ]}
        ordered
      />
      <h2>{words.newsTitle}</h2>
      <Tiles
        items={[
          { ...news.login, href: '/guide/login' },
          { ...news.pin, href: '/guide/pin' },
          { ...news.popup, href: abroad(`${origins.login}/help#popup`, language) },
          { ...news.apply, href: abroad(`${origins.authority}/apply`, language) },
          { ...news.status, href: abroad(`${origins.authority}/certificate`, language) },
          { ...news.download, href: '/download' },
        ]}
      />
    </>
  );
}
