import { Badge } from '@kaika/look/badge';
import { shortDateTime } from '@kaika/look/date';
import { Empty } from '@kaika/look/empty';
import type { Language } from '@kaika/look/language';
import { Table } from '@kaika/look/table';
import { sentencesOf } from '@kaika/wire/problem';
import type { DiaryEntry } from '../diary.ts';
import type { Finding } from './selftest.ts';
import { type ManagerWords, managerWords } from './words.ts';

/** 自我檢測: each finding is fine or says what to do. */
export function SelfTest(props: { readonly language: Language; readonly findings: readonly Finding[] }) {
  const { language } = props;
  const words = managerWords(language);
  return (
    <>
      <h1>{words.selftest}</h1>
      <p>{words.selftestText}</p>
      <div id="live">
        <Table
          caption={words.selftest}
          quiet
          rows={props.findings}
          columns={[
            { label: words.finding, head: true, cell: ({ check }) => words.checks[check] },
            { label: words.result, cell: (finding) => <Result language={language} finding={finding} /> },
          ]}
        />
      </div>
    </>
  );
}

function Result({ language, finding }: { readonly language: Language; readonly finding: Finding }) {
  const words = managerWords(language);
  if (finding.problem === null) {
    const isNote = finding.check === 'legacy' && finding.found === null;
    return (
      <>
        <Badge tone={isNote ? 'plain' : 'good'}>{isNote ? words.info : words.good}</Badge>{' '}
        {foundText(words, finding)}
      </>
    );
  }
  const [what, remedy] = sentencesOf(finding.problem, language);
  return (
    <>
      <Badge tone="bad">{words.bad}</Badge> <strong>{what}</strong>
      <br />
      {remedy}
    </>
  );
}

function foundText(words: ManagerWords, { check, found }: Finding): string {
  if (check === 'legacy') return typeof found === 'number' ? words.legacyOn(found) : words.legacyOff;
  if (check === 'reader' && typeof found === 'number') return words.readersFound(found);
  if (check === 'card' && typeof found === 'number') return words.cardsFound(found);
  if (check === 'certificate' && typeof found === 'number') return words.certificatesGood(found);
  if (check === 'pin' && typeof found === 'number' && found > 0) return words.triesText(found);
  return check === 'agent' ? String(found) : '';
}

/** 使用紀錄. */
export function Log(props: { readonly language: Language; readonly entries: readonly DiaryEntry[] }) {
  const { language } = props;
  const words = managerWords(language);
  return (
    <>
      <h1>{words.log}</h1>
      <p>{words.logText}</p>
      {props.entries.length === 0 && <Empty title={words.logEmpty} />}
      {props.entries.length > 0 && (
        <Table
          caption={words.log}
          quiet
          rows={props.entries}
          columns={[
            {
              label: words.at,
              head: true,
              cell: ({ at }) => <span class="num">{shortDateTime(new Date(at), language)}</span>,
            },
            { label: words.by, cell: ({ origin }) => <span class="log-line">{origin ?? words.here}</span> },
            { label: words.what, cell: ({ what }) => wordFor(words, what) },
            {
              label: words.outcome,
              cell: ({ outcome }) => <Outcome language={language} outcome={outcome} />,
            },
          ]}
        />
      )}
    </>
  );
}

function wordFor(words: ManagerWords, what: string): string {
  const named: Readonly<Record<string, string>> = words.whats;
  return named[what] ?? what;
}

function Outcome({ language, outcome }: { readonly language: Language; readonly outcome: string }) {
  if (outcome === 'done') return <Badge tone="good">{managerWords(language).done}</Badge>;
  return (
    <>
      {sentencesOf({ code: outcome }, language)[0]} <code class="soft">{outcome}</code>
    </>
  );
}
