import { Badge, type BadgeTone } from '@kaika/look/badge';
import { type Column, Table } from '@kaika/look/table';
import type { Line } from '@kaika/registry/line';
import type { ProblemCode } from '@kaika/wire/problem';
import { isProblemCode, sentencesOf } from '@kaika/wire/problem';
import type { LineAct } from '../office/batch.ts';
import type { BatchView } from './batch.tsx';
import { applicationPath, batchPath, cardPath, helpPath } from './path.ts';
import { batchText } from './text/batch.ts';

type Row = BatchView['lines'][number];

/** The cards of a batch: which, how far, why not, and what can be done about each. */
export function LineTable(view: BatchView) {
  const t = batchText[view.page.language];
  return <Table caption={t.lines} quiet rows={view.lines} columns={columns(view)} />;
}

const tones: Readonly<Record<Line['state'], BadgeTone>> = {
  waiting: 'plain',
  making: 'busy',
  done: 'good',
  failed: 'bad',
  removed: 'plain',
};

function columns(view: BatchView): readonly Column<Row>[] {
  const { page, mayWork, batch } = view;
  const t = batchText[page.language];
  return [
    { label: t.line, numeric: true, cell: ({ position }) => position },
    {
      label: t.organisation,
      head: true,
      cell: (row) => (
        <>
          {row.person === null ? row.name : `${row.name} ${row.person}`}{' '}
          {row.priority === 1 && row.state !== 'done' && <Badge tone="hold">{t.firstBadge}</Badge>}
          <br />
          <a class="plain num small" href={applicationPath(row.application)}>
            {row.application}
          </a>
        </>
      ),
    },
    { label: t.state, cell: (row) => <Badge tone={tones[row.state]}>{t.lineStates[row.state]}</Badge> },
    { label: t.result, cell: (row) => <Result view={view} row={row} /> },
    ...(mayWork && batch.state !== 'closed'
      ? [{ label: t.act, bare: true, cell: (row: Row) => <LineActs view={view} row={row} /> }]
      : []),
  ];
}

function Result({ view: { page }, row }: { readonly view: BatchView; readonly row: Row }) {
  const t = batchText[page.language];
  const said = row.state === 'failed' && row.code !== null ? <Why page={page} code={row.code} /> : null;
  const extra = [
    ...(row.attempts > 1 ? [t.attempts(row.attempts)] : []),
    ...(row.spoiled > 0 ? [t.spoiled(row.spoiled)] : []),
  ].join(page.language === 'en' ? '; ' : '；');
  if (row.cardNumber === null && row.state !== 'making' && said === null && extra === '') return <>—</>;
  return (
    <>
      {row.cardNumber !== null && (
        <a class="plain num" href={cardPath(row.cardNumber)}>
          {row.cardNumber}
        </a>
      )}
      {row.state === 'making' && t.at(row.takenByName ?? '', row.reader ?? '')}
      {said}
      {extra !== '' && <div class="soft small">{extra}</div>}
    </>
  );
}

/** What happened, what to do, and the page about it. */
function Why({ page, code }: { readonly page: BatchView['page']; readonly code: string }) {
  const known: ProblemCode = isProblemCode(code) ? code : 'request.failed';
  const [what, remedy] = sentencesOf({ code: known }, page.language);
  return (
    <>
      {what} <span class="soft">{remedy}</span> <a href={helpPath(known)}>{known}</a>
    </>
  );
}

function LineActs({ view: { page, batch }, row }: { readonly view: BatchView; readonly row: Row }) {
  const t = batchText[page.language];
  const acts = actsFor(row);
  if (acts.length === 0) return null;
  return (
    <form class="line-acts" method="post" action={`${batchPath(batch.number)}/lines`}>
      <input type="hidden" name="application" value={row.application} />
      {acts.map((act) => (
        <button
          type="submit"
          class="button second small"
          name="what"
          value={act}
          aria-label={t.actOn(t.acts[act], row.name)}
        >
          {t.acts[act]}
        </button>
      ))}
    </form>
  );
}

function actsFor({ state, priority, mayTakeBack }: Row): readonly LineAct[] {
  switch (state) {
    case 'waiting':
      return [priority === 1 ? 'not-first' : 'first', 'remove'];
    case 'failed':
      return ['again', 'spoiled', 'remove'];
    case 'making':
      return mayTakeBack ? ['back'] : [];
    default:
      return [];
  }
}
