import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { inLanguage, type Language, otherLanguage } from './language.ts';
import { Seal, sealIcon } from './seal.tsx';
import { stylesheet } from './stylesheet.ts';
import { text } from './text.ts';

/** What the shell of a page needs; everything already in the page's language. */
export type Shell = {
  readonly language: Language;
  /** the page's own heading, first in the window's title */
  readonly title: string;
  /** path and query of this very page, for the language switch */
  readonly path: string;
  /** the fields this page came from, where it answers a form: the language switch posts them again, so that nothing is lost */
  readonly posted?: Readonly<Record<string, string>> | undefined;
  /** the form on this page that the language switch sends, typed as far as it is, as a button of that name and value would */
  readonly form?: { readonly id: string; readonly name: string; readonly value: string } | undefined;
  /** the nonce of this answer's Content-Security-Policy */
  readonly nonce: string;
  readonly site: Site;
  readonly person?: SignedIn | undefined;
  readonly breadcrumbs?: readonly Crumb[] | undefined;
  /** a menu beside the content; on a phone it follows the content */
  readonly side?: Child | undefined;
  /** `href` of the browser module, where the page has one */
  readonly script?: string | undefined;
  /** `narrow` for forms and letters, `wide` (the default) for lists */
  readonly width?: 'narrow' | 'wide' | undefined;
  /** shown over everything in demo mode: what it is and where to begin */
  readonly demo?: { readonly sentence: string; readonly href?: string; readonly label?: string } | undefined;
  /** true for pages nobody should find by search: forms of one case, officers' pages */
  readonly unlisted?: boolean | undefined;
};

/** One site: the same on all its pages. */
export type Site = {
  readonly name: string;
  /** a line under the name: whose service it is */
  readonly line?: string | undefined;
  readonly home: string;
  readonly navigation: readonly Link[];
  readonly footer: readonly Link[];
  /** the sentence at the very end */
  readonly colophon: string;
};

export type Link = { readonly href: string; readonly label: string; readonly current?: boolean | undefined };

export type SignedIn = {
  readonly name: string;
  readonly detail?: string | undefined;
  /** where the sign-out form posts to */
  readonly logout: string;
};

/** A whole HTML document around `children`; give the answer to `c.html`. */
export function Layout(shell: Shell & { readonly children?: Child | undefined }) {
  const { language, title, site, side } = shell;
  const shape = ['body', shell.width === 'narrow' ? 'narrow' : '', side === undefined ? '' : 'with-side']
    .join(' ')
    .trim();
  return html`<!doctype html>${(
    <html lang={language}>
      <Head {...shell} />
      <body>
        <a class="skip" href="#main">
          {text(language).skip}
        </a>
        <Demo demo={shell.demo} />
        <Header {...shell} />
        <div class={shape}>
          {shell.breadcrumbs && <Breadcrumbs language={language} items={shell.breadcrumbs} here={title} />}
          <div class="columns">
            <main id="main" tabindex={-1}>
              {shell.children}
            </main>
            {side !== undefined && <div class="side">{side}</div>}
          </div>
        </div>
        <Footer site={site} />
      </body>
    </html>
  )}`;
}

function Head({ language, title, site, nonce, script, unlisted }: Shell) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {unlisted && <meta name="robots" content="noindex" />}
      <meta name="format-detection" content="telephone=no" />
      <title>{title === site.name ? title : `${title}${language === 'en' ? ' – ' : '｜'}${site.name}`}</title>
      <link rel="stylesheet" href={stylesheet.href} />
      <link rel="icon" href={sealIcon} />
      {script && <script type="module" src={script} nonce={nonce} />}
    </head>
  );
}

function Demo({ demo }: { readonly demo: Shell['demo'] }) {
  if (!demo) return null;
  return (
    <aside class="demo" aria-label={demo.sentence}>
      <p>
        {demo.sentence} {demo.href && <a href={demo.href}>{demo.label ?? demo.href}</a>}
      </p>
    </aside>
  );
}

function Header(shell: Shell) {
  const { site, language, person } = shell;
  return (
    <>
      <header class="top">
        <div class="top-row">
          <a class="brand" href={site.home}>
            <Seal />
            <span>
              <span class="brand-name">{site.name}</span>
              {site.line && <span class="brand-line">{site.line}</span>}
            </span>
          </a>
          <div class="tools">
            {person && <Person person={person} language={language} />}
            <LanguageSwitch {...shell} />
          </div>
        </div>
      </header>
      {site.navigation.length > 0 && (
        <nav class="nav" aria-label={text(language).navigation}>
          <ul>
            {site.navigation.map((item) => (
              <li>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

function LanguageSwitch({ language, path, posted, form }: Shell) {
  const other = otherLanguage(language);
  const name = other === 'en' ? 'English' : '中文';
  const there = inLanguage(path, other);
  if (form !== undefined) {
    const { id, ...said } = form;
    return (
      <button
        class="button link"
        type="submit"
        form={id}
        formaction={there}
        formnovalidate
        lang={other}
        {...said}
      >
        {name}
      </button>
    );
  }
  if (posted === undefined) {
    return (
      <a href={there} hreflang={other} lang={other}>
        {name}
      </a>
    );
  }
  return (
    <form method="post" action={there}>
      {Object.entries(posted).map(([field, value]) => (
        <input type="hidden" name={field} value={value} />
      ))}
      <button class="button link" type="submit" lang={other}>
        {name}
      </button>
    </form>
  );
}

function Person({ person, language }: { readonly person: SignedIn; readonly language: Language }) {
  return (
    <>
      <span class="person">
        <span class="person-name">{person.name}</span>
        {person.detail && <span class="soft">{person.detail}</span>}
      </span>
      <form method="post" action={person.logout}>
        <button class="button link" type="submit">
          {text(language).logout}
        </button>
      </form>
    </>
  );
}

function Footer({ site }: { readonly site: Site }) {
  return (
    <footer class="foot">
      <div class="foot-row">
        {site.footer.length > 0 && (
          <ul>
            {site.footer.map((item) => (
              <li>
                <a href={item.href}>{item.label}</a>
              </li>
            ))}
          </ul>
        )}
        <p>{site.colophon}</p>
      </div>
    </footer>
  );
}
