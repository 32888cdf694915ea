import { Badge } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { type Fact, Facts } from '@kaika/look/facts';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import type { Batch } from '@kaika/registry/batch';
import type { LineCounts, ShownLine } from '../store/batch.ts';
import { type ShownState, sizeOf, toneOfBatch } from './batches.tsx';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { LineTable } from './line.tsx';
import { batchPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { Stations } from './station.tsx';
import { batchText } from './text/batch.ts';

export type BatchView = {
  readonly page: PageContext;
  readonly batch: Batch;
  /** the name of who made it */
  readonly madeBy: string;
  readonly state: ShownState;
  readonly counts: LineCounts;
  readonly lines: readonly (ShownLine & {
    /** this officer's, or left by another long ago */
    readonly mayTakeBack: boolean;
  })[];
  readonly mayWork: boolean;
  readonly problem?: string | undefined;
};

/**
 * `GET /officer/batches/{number}`. The script (`browser/batch.ts`) shows a station for each reader and takes the next card from
 * `POST /api/batch/{number}/next`; it fetches this page again to show how `#summary` and `#lines` stand.
 */
export function BatchPage(view: BatchView) {
  const { page, batch, state, mayWork, problem } = view;
  const t = batchText[page.language];
  return (
    <OfficerFrame
      page={page}
      title={batch.number}
      section="produce"
      breadcrumbs={[{ label: t.title, href: path.batches }]}
    >
      {problem && <ProblemNotice page={page} problem={{ code: problem }} />}
      <div id="summary">
        <Summary {...view} />
      </div>
      {mayWork && (state === 'open' || state === 'paused') && <Stations page={page} number={batch.number} />}
      <section>
        <h2>{t.lines}</h2>
        <div id="lines">
          <LineTable {...view} />
        </div>
      </section>
      <section>
        <h2>{t.about}</h2>
        <Facts items={facts(view)} />
        {mayWork && batch.state !== 'closed' && <Closing page={page} number={batch.number} />}
      </section>
    </OfficerFrame>
  );
}

function Summary(view: BatchView) {
  const { page, batch, state, counts } = view;
  const { language } = page;
  const t = batchText[language];
  const size = sizeOf(counts);
  const standing = (['waiting', 'making', 'failed', 'removed'] as const).filter((one) => counts[one]);
  return (
    <>
      <h1>
        {t.batchTitle(batch.number)} <Badge tone={toneOfBatch[state]}>{t.states[state]}</Badge>
      </h1>
      {state === 'paused' && (
        <Notice language={language} kind="warning" title={t.pausedTitle}>
          <p>{t.pausedText}</p>
        </Notice>
      )}
      {state === 'finished' && (
        <Notice language={language} kind="success" title={t.finishedTitle}>
          <p>{t.finishedText}</p>
        </Notice>
      )}
      <p class="batch-bar">
        <span>{t.counts(counts.done ?? 0, size)}</span>
        <progress max={Math.max(1, size)} value={counts.done ?? 0} aria-label={t.progress} />
        <span>
          {standing.map((one) => (
            <>
              <Badge tone={one === 'failed' ? 'bad' : 'plain'}>
                {t[one]} {counts[one]}
              </Badge>{' '}
            </>
          ))}
        </span>
      </p>
      <BatchActs {...view} />
    </>
  );
}

function facts({ page: { language }, batch, madeBy, lines }: BatchView): readonly Fact[] {
  const t = batchText[language];
  const spoiled = lines.reduce((sum, line) => sum + line.spoiled, 0);
  return [
    ...(batch.title === '' ? [] : [{ term: t.name, value: batch.title }]),
    { term: t.madeAt, value: <Moment at={batch.madeAt} language={language} /> },
    { term: t.madeBy, value: madeBy },
    { term: t.order, value: t.orders[batch.order] },
    ...(spoiled > 0 ? [{ term: t.spoiledTotal, value: t.sheets(spoiled) }] : []),
  ];
}

function BatchActs({ page, batch, state, counts, mayWork }: BatchView) {
  const t = batchText[page.language];
  const at = batchPath(batch.number);
  if (!mayWork) return null;
  return (
    <div class="actions">
      {batch.state === 'open' && state !== 'finished' && (
        <form method="post" action={`${at}/pause`}>
          <Submit look="second">{t.pause}</Submit>
        </form>
      )}
      {batch.state === 'paused' && (
        <form method="post" action={`${at}/resume`}>
          <Submit>{t.resume}</Submit>
        </form>
      )}
      {(counts.done ?? 0) > 0 && (
        <>
          <form method="post" action={`${at}/letters`}>
            <Submit look={state === 'finished' ? 'main' : 'second'}>
              {batch.lettersMade === 0 ? t.letters : t.reprint}
            </Submit>
          </form>
          {batch.lettersMade > 0 && <span class="soft small">{t.printed(batch.lettersMade)}</span>}
          <LinkButton href={`${path.shipping}?batch=${encodeURIComponent(batch.number)}`} look="second">
            {t.ship}
          </LinkButton>
        </>
      )}
    </div>
  );
}

/** Outside of what the script puts in anew. */
function Closing({ page, number }: { readonly page: PageContext; readonly number: string }) {
  const t = batchText[page.language];
  return (
    <>
      <AskButton id="close">{t.close}</AskButton>
      <ConfirmDialog
        language={page.language}
        id="close"
        title={t.closeTitle}
        action={`${batchPath(number)}/close`}
        confirm={t.close}
      >
        <p>{t.closeText}</p>
      </ConfirmDialog>
    </>
  );
}
