import { Table } from '@kaika/look/table';
import { problems, sentencesOf } from '@kaika/wire/problem';
import { filingProblems } from '@kaika/wire/problem/filing';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { helpPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { helpText } from './text/help.ts';
import { siteText } from './text/site.ts';

export type HelpView = { readonly page: PageContext };

/** `GET /help` */
export function HelpPage({ page }: HelpView) {
  const t = helpText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="help" width="narrow">
      <h1>{t.title}</h1>
      <p class="lead">
        {t.lead} <a href={path.check}>{siteText[page.language].check}</a>
      </p>
      {Object.entries(t.questions).map(([chapter, questions]) => (
        <section class="faq">
          <h2>{chapter}</h2>
          {questions.map(([question, answer]) => (
            <details>
              <summary>{question}</summary>
              {answer.map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </details>
          ))}
        </section>
      ))}
      <section>
        <h2>{t.codesTitle}</h2>
        <p>{t.codesLead}</p>
        <Codes page={page} />
      </section>
    </HolderFrame>
  );
}

export type CodeView = {
  readonly page: PageContext;
  /** a code of `@kaika/wire/problem`; others are answered with `request.not-found` */
  readonly code: string;
};

/** `GET /help/{code}`: the page each failure refers to. */
export function CodePage({ page, code }: CodeView) {
  const t = helpText[page.language];
  return (
    <HolderFrame page={page} title={t.about(code)} section="help" width="narrow">
      <h1>{t.about(code)}</h1>
      <ProblemNotice page={page} problem={{ code }} />
      <p>
        <a href={`${path.help}#codes`}>{t.back}</a>
      </p>
    </HolderFrame>
  );
}

function Codes({ page }: HelpView) {
  const { language } = page;
  const t = helpText[language];
  return (
    <div id="codes">
      <Table
        caption={t.codesTitle}
        quiet
        rows={holderCodes}
        columns={[
          {
            label: t.code,
            head: true,
            cell: (code) => (
              <a class="plain" href={helpPath(code)}>
                <code>{code}</code>
              </a>
            ),
          },
          { label: t.what, cell: (code) => unfilled(sentencesOf({ code }, language)[0]) },
          { label: t.remedy, cell: (code) => unfilled(sentencesOf({ code }, language)[1]) },
        ]}
      />
    </div>
  );
}

/** The codes a holder can meet here: the filing service has its own help, officers theirs. */
const holderCodes = Object.keys(problems).filter(
  (code) => !Object.hasOwn(filingProblems, code) && !code.startsWith('officer.'),
);

/** A sentence about no case in particular: numbers are left open. */
function unfilled(sentence: string): string {
  return sentence.replace(/\{\w+\}/g, '…');
}
