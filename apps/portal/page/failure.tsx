import { LinkButton } from '@kaika/look/button';
import type { Language } from '@kaika/look/language';
import { Problem } from '@kaika/look/notice';
import { type ProblemCode, sentencesOf } from '@kaika/wire/problem';
import { pageWords } from '../word/page.ts';

/** What cannot go on: the sentence, the remedy, the code and a way out. */
export function Failure({ language, code }: { readonly language: Language; readonly code: ProblemCode }) {
  const words = pageWords(language);
  const signIn = code.startsWith('login.');
  return (
    <>
      <h1>{failureTitle(code, language)}</h1>
      <Problem language={language} code={code} sentences={sentencesOf({ code }, language)} />
      <p>
        <LinkButton href={signIn ? '/login' : '/'}>{signIn ? words.again : words.back}</LinkButton>
      </p>
    </>
  );
}

/** The heading of such a page. */
export function failureTitle(code: ProblemCode, language: Language): string {
  const { notFound, failed } = pageWords(language);
  return code === 'request.not-found' ? notFound : failed;
}
