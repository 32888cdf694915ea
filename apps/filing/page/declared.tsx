import type { Language } from '@kaika/look/language';
import { count, money } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import { dayOf } from '../paper/day.ts';
import type { Case, StatementRow } from '../rule/case.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';

/** The §2 statements as they were handed in. */
export function StatementTables({ held, language }: { readonly held: Case; readonly language: Language }) {
  const words = formWords(language).statement.column;
  const noun = nouns(language);
  return (
    <>
      {held.content.sources.map((source) => (
        <Table
          caption={`${noun.source[source.kind]}　${money(source.amount, language)}`}
          rows={source.statement}
          columns={[
            { label: words.name, head: true, cell: (row: StatementRow) => row.name },
            { label: words.role, cell: (row) => noun.role[row.role] },
            { label: words.holders, numeric: true, cell: (row) => count(row.holders) },
            { label: words.shares, numeric: true, cell: (row) => count(row.shares) },
            { label: words.amount, numeric: true, cell: (row) => count(row.amount) },
            { label: words.date, cell: (row) => dayOf(row.date, language, 'short') },
          ]}
        />
      ))}
    </>
  );
}
