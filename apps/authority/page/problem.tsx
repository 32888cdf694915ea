import { LinkButton } from '@kaika/look/button';
import type { Problem } from '@kaika/wire/problem';
import { sentencesOf } from '@kaika/wire/problem';
import type { PageContext } from './context.ts';
import { HolderFrame, OfficerFrame } from './frame.tsx';
import { path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { problemText } from './text/problem.ts';

export type ProblemView = {
  readonly page: PageContext;
  readonly problem: Problem;
  /** of the log line, for whoever helps */
  readonly requestId?: string | undefined;
};

/** Any request that ends without its page: 404, 403, 409, 500 … Officers' addresses keep the officers' frame. */
export function ProblemPage({ page, problem, requestId }: ProblemView) {
  const { language } = page;
  const t = problemText[language];
  const [what] = sentencesOf(problem, language);
  const title = what.replace(/[。.]$/, '');
  const office = page.path.startsWith(path.officer);
  const content = (
    <>
      <h1>{problem.code === 'request.not-found' ? t.notFound : t.title}</h1>
      <ProblemNotice page={page} problem={problem} />
      {requestId && (
        <p class="small soft">
          {t.request} <code>{requestId}</code>
        </p>
      )}
      <p>
        <LinkButton href={office ? path.officer : path.home} look="second">
          {office ? t.office : t.home}
        </LinkButton>
      </p>
    </>
  );
  if (office) {
    return (
      <OfficerFrame page={page} title={title} width="narrow">
        {content}
      </OfficerFrame>
    );
  }
  return (
    <HolderFrame page={page} title={title} section="other" width="narrow" unlisted>
      {content}
    </HolderFrame>
  );
}
