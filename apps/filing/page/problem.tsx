import { LinkButton } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Problem } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { type ProblemCode, sentencesOf } from '@kaika/wire/problem';
import type { AttachmentKind, SourceKind } from '../rule/kind.ts';
import { attachmentKinds, sourceKinds } from '../rule/kind.ts';
import type { Detail } from '../rule/refusal.ts';
import { nouns } from '../word/noun.ts';
import { pageWords } from '../word/page.ts';
import { type Frame, Page } from './shell.tsx';

const kindWords = {
  'zh-TW': {
    school: '學校',
    foundation: '財團法人',
    association: '社團法人',
    administrative: '行政法人',
    professional: '自由職業事務所',
    other: '其他組織團體',
  },
  en: {
    school: 'a school',
    foundation: 'a foundation',
    association: 'an association',
    administrative: 'an administrative corporation',
    professional: 'a professional firm',
    other: 'another organisation',
  },
} as const;

/** What happened and what to do, with the words and numbers of the refusal in the reader's language. */
export function sentences(
  problem: { readonly code: ProblemCode; readonly detail: Detail },
  language: Language,
): readonly [what: string, remedy: string] {
  const entries = Object.entries(problem.detail).map(([name, value]) => [
    name,
    wordOf(name, value, language),
  ]);
  return sentencesOf({ code: problem.code, detail: Object.fromEntries(entries) }, language);
}

/** One sentence for a form's field. */
export function fieldSentence(code: ProblemCode, language: Language): string {
  const [what, remedy] = sentencesOf({ code }, language);
  return language === 'en' ? `${what} ${remedy}` : `${what}${remedy}`;
}

/** A page that says why something was refused. */
export function ProblemPage(props: {
  readonly frame: Frame;
  readonly code: ProblemCode;
  readonly detail: Detail;
  readonly back?: string;
}) {
  const words = pageWords(props.frame.language);
  const signedOut = props.code.startsWith('session.');
  return (
    <Page
      frame={props.frame}
      title={props.code === 'request.not-found' ? words.notFound : words.problem}
      width="narrow"
    >
      <Problem
        language={props.frame.language}
        code={props.code}
        sentences={sentences(props, props.frame.language)}
        live
      />
      <Actions>
        {signedOut ? (
          <LinkButton href={`/login?onward=${encodeURIComponent(props.back ?? '/')}`}>
            {words.signIn}
          </LinkButton>
        ) : (
          <LinkButton href="/">{words.backHome}</LinkButton>
        )}
      </Actions>
    </Page>
  );
}

function wordOf(name: string, value: string, language: Language): string {
  const noun = nouns(language);
  if (name === 'source' && isSource(value)) return noun.source[value];
  if (name === 'attachment' && isAttachment(value)) return noun.attachment[value];
  if (name === 'kind')
    return Object.entries(kindWords[language]).find(([kind]) => kind === value)?.[1] ?? value;
  if ((name === 'left' || name === 'right') && /^\d+$/.test(value)) return count(Number(value));
  return value;
}

function isSource(text: string): text is SourceKind {
  return sourceKinds.some((kind) => kind === text);
}

function isAttachment(text: string): text is AttachmentKind {
  return attachmentKinds.some((kind) => kind === text);
}
