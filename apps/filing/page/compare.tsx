import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { count, money } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import { dayOf, priceOf } from '../paper/day.ts';
import type { Case } from '../rule/case.ts';
import { examineWords } from '../word/examine.ts';
import { nouns } from '../word/noun.ts';
import { reportWords } from '../word/report.ts';
import { type Frame, Page } from './shell.tsx';

/** This filing beside the company's previous one. */
export function ComparePage(props: { frame: Frame; held: Case; previous: Case | undefined }) {
  const { frame, held, previous } = props;
  const { language } = frame;
  const words = examineWords(language).examine;
  const above = [{ label: held.content.company.name, href: `/case/${held.id}` }];
  return (
    <Page frame={frame} title={words.compare} above={above}>
      {previous === undefined ? (
        <Empty title={words.first} />
      ) : (
        <>
          <Continuity held={held} previous={previous} language={language} />
          <Comparison held={held} previous={previous} language={language} />
        </>
      )}
      <Actions>
        <LinkButton href={`/case/${held.id}`} look="second">
          {formBack(language)}
        </LinkButton>
      </Actions>
    </Page>
  );
}

type Pair = { readonly held: Case; readonly previous: Case; readonly language: Language };

function Continuity({ held, previous, language }: Pair) {
  const words = examineWords(language).examine;
  const continuous = held.content.capitalBefore === previous.content.capitalAfter;
  return (
    <Notice
      language={language}
      kind={continuous ? 'success' : 'warning'}
      title={continuous ? words.continuous : words.broken}
    />
  );
}

function Comparison({ held, previous, language }: Pair) {
  const words = examineWords(language).examine;
  const [now, before] = [lines(held, language), lines(previous, language)];
  const rows = now.map(([item, value], index) => ({ item, value, old: before[index]?.[1] ?? '' }));
  return (
    <Table
      caption={`${words.before}: ${previous.number ?? ''}　${previous.firm.name}`}
      rows={rows}
      columns={[
        { label: words.item, head: true, cell: (row) => row.item },
        { label: words.before, cell: (row) => row.old },
        { label: words.now, cell: (row) => row.value },
        {
          label: words.changedMark,
          bare: true,
          cell: (row) => row.value !== row.old && <Badge tone="hold">{words.changedMark}</Badge>,
        },
      ]}
    />
  );
}

function lines({ content, firm }: Case, language: Language): readonly (readonly [string, string])[] {
  const words = reportWords(language);
  const noun = nouns(language);
  return [
    [words.company, content.company.name],
    [words.address, content.company.address],
    [words.representative, content.company.representative],
    [words.kind, noun.kind[content.kind]],
    [words.baseDate, dayOf(content.baseDate, language)],
    [words.before, money(content.capitalBefore, language)],
    [words.after, money(content.capitalAfter, language)],
    [words.shares, words.shareUnit(count(content.shares))],
    [words.price, words.priceUnit(priceOf(content.priceCents))],
    [words.source, content.sources.map((source) => noun.source[source.kind]).join(words.comma)],
    [words.firm, firm.name],
    [words.cpa, content.cpas.map((cpa) => cpa.name).join(words.comma)],
  ];
}

function formBack(language: Language): string {
  return language === 'en' ? 'Back to the case' : '回到申報案';
}
