import { Badge } from '@kaika/look/badge';
import { LinkButton, Press, Submit } from '@kaika/look/button';
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
import { MessagePlace } from './message.tsx';
import { batchApi, batchPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { batchText } from './text/batch.ts';
import { officeText } from './text/office.ts';

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
      {mayWork && (state === 'open' || state === 'paused') && <Stations {...view} />}
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

function Stations({ page, batch }: BatchView) {
  const t = batchText[page.language];
  return (
    <section
      id="batch"
      data-agent={page.origins.agent}
      data-next={batchApi(batch.number, 'next')}
      data-back={batchApi(batch.number, 'back')}
      data-hold-none={t.holds.none}
      data-hold-blank={t.holds.blank}
      data-hold-ours={t.holds.ours}
      data-hold-foreign={t.holds.foreign}
      data-idle={t.idle}
      data-taking={t.taking}
      data-working={t.working}
      data-pulled={t.pulled}
      data-ended={t.ended('{number}')}
      data-broken={t.broken}
    >
      <h2>{t.stations}</h2>
      <p>{t.stationsLead}</p>
      <StationMessages page={page} />
      <noscript>
        <Notice language={page.language} kind="warning" title={t.noScript} />
      </noscript>
      <p>
        <Press id="detect" look="second">
          {t.detect}
        </Press>
      </p>
      <ul class="stations" id="stations" />
      <template id="station">
        <Station page={page} />
      </template>
    </section>
  );
}

/** What a reader looks like; the script fills in its name, what lies in it and how far it is. */
function Station({ page }: { readonly page: PageContext }) {
  const t = batchText[page.language];
  const { steps } = officeText[page.language];
  return (
    <li class="station">
      <h3 data-part="name">{t.reader}</h3>
      <p class="soft" data-part="holds" />
      <p data-part="whose" hidden />
      <progress data-part="progress" max="40" value="0" aria-label={t.progress} hidden />
      <p data-part="says" aria-live="polite" />
      <p class="soft small" data-part="step" />
      {Object.entries(steps).map(([key, name]) => (
        <span hidden data-step-name={key}>
          {name}
        </span>
      ))}
      <div data-part="problem" />
      <Press action="next">{t.next}</Press>
    </li>
  );
}

function StationMessages({ page }: { readonly page: PageContext }) {
  const t = batchText[page.language];
  return (
    <MessagePlace
      page={page}
      label={officeText[page.language].messageTitle}
      codes={[
        'application.wrong-state',
        'application.unknown',
        'officer.not-signed-in',
        'officer.not-allowed',
        'batch.unknown',
        'batch.paused',
        'batch.closed',
        'batch.finished',
        'line.taken',
        'line.wrong-state',
      ]}
      messages={[
        {
          name: 'start',
          kind: 'info',
          sentence: t.noReader,
          children: <p>{t.noReaderText}</p>,
        },
        { name: 'detecting', kind: 'waiting', sentence: t.detecting },
      ]}
    />
  );
}
