import { LinkButton } from '@kaika/look/button';
import { abroad, type Language } from '@kaika/look/language';
import { Problem } from '@kaika/look/notice';
import type { Origins } from '@kaika/wire/house';
import { type ProblemCode, sentencesOf, type Problem as Told } from '@kaika/wire/problem';
import { remedyOf } from './remedy.ts';
import { text } from './text.ts';

/** A page for what cannot go on: the sentence, the remedy, the code and a way out. */
export function Failure(page: {
  readonly language: Language;
  readonly problem: Told & { readonly code: ProblemCode };
  readonly origins: Origins;
}) {
  const { language, problem, origins } = page;
  const words = text(language);
  const way = remedyOf(problem.code, language, origins) ?? {
    href: abroad(origins.portal, language),
    label: words.remedies.portal,
  };
  return (
    <>
      <h1>{failureTitle(problem.code, language)}</h1>
      <Problem language={language} code={problem.code} sentences={sentencesOf(problem, language)} />
      <p>
        <LinkButton href={way.href}>{way.label}</LinkButton>
      </p>
    </>
  );
}

/** The heading of such a page. */
export function failureTitle(code: string, language: Language): string {
  const { notFound, title } = text(language).failed;
  return code === 'request.not-found' ? notFound : title;
}

/** The root of the site, where nobody starts. */
export function Home({ language, portal }: { readonly language: Language; readonly portal: string }) {
  const words = text(language).home;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>
        <LinkButton href={portal}>{words.open}</LinkButton>
      </p>
      <p>
        <a href="/help">{text(language).help}</a>
      </p>
    </>
  );
}
