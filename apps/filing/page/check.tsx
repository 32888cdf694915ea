import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import type { Case } from '../rule/case.ts';
import type { Finding } from '../rule/check.ts';
import { type Sum, sums } from '../rule/sum.ts';
import { nouns } from '../word/noun.ts';
import { pageWords } from '../word/page.ts';
import { sentences } from './problem.tsx';
import { StepPage, type StepProps, stepHref } from './step.tsx';

/** Step 7: every sum, and everything that is left to do. */
export function CheckPage(props: StepProps & { readonly findings: readonly Finding[] }) {
  const { frame, held, findings } = props;
  const { language } = frame;
  const words = pageWords(language);
  return (
    <StepPage {...props} place="check">
      <p class="lead">{words.check.lead}</p>
      {findings.length === 0 ? (
        <Notice language={language} kind="success" title={words.check.ready}>
          <p>{words.check.readySentence}</p>
        </Notice>
      ) : (
        <Findings held={held} findings={findings} language={language} />
      )}
      <h2>{words.check.sums}</h2>
      <SumTable held={held} language={language} />
      <Actions>
        {findings.length === 0 && <LinkButton href={stepHref(held, 'sign')}>{words.check.toSign}</LinkButton>}
        <LinkButton href={`/case/${held.id}/preview.pdf`} look="second">
          {words.overview.preview}
        </LinkButton>
      </Actions>
    </StepPage>
  );
}

function Findings(props: { held: Case; findings: readonly Finding[]; language: Language }) {
  const words = pageWords(props.language).check;
  return (
    <Notice language={props.language} kind="warning" title={words.findings(props.findings.length)}>
      <ul>
        {props.findings.map((finding) => {
          const [what, remedy] = sentences(finding, props.language);
          return (
            <li>
              {what} {remedy} <a href={stepHref(props.held, finding.step)}>{words.mend}</a>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** The equations of a case, each with both sides. */
export function SumTable({ held, language }: { readonly held: Case; readonly language: Language }) {
  const words = pageWords(language).check;
  return (
    <Table
      caption={words.sums}
      quiet
      rows={sums(held.content)}
      columns={[
        { label: words.item, head: true, cell: (sum: Sum) => nameOf(sum, language) },
        { label: words.left, numeric: true, cell: (sum) => count(sum.left) },
        { label: words.right, numeric: true, cell: (sum) => count(sum.right) },
        {
          label: words.result,
          cell: (sum) => (
            <Badge tone={sum.holds ? 'good' : 'bad'}>{sum.holds ? words.equal : words.unequal}</Badge>
          ),
        },
      ]}
    />
  );
}

function nameOf(sum: Sum, language: Language): string {
  const words = pageWords(language).check;
  switch (sum.what) {
    case 'sources':
      return words.sources;
    case 'shares':
      return words.shares;
    case 'statement':
      return words.statement(sum.source === undefined ? '' : nouns(language).source[sum.source]);
    case 'statement-shares':
      return words.statementShares;
  }
}
