import { Press } from '@kaika/look/button';
import { Notice } from '@kaika/look/notice';
import type { PageContext } from './context.ts';
import { MessagePlace } from './message.tsx';
import { batchApi } from './path.ts';
import { batchText } from './text/batch.ts';
import { officeText } from './text/office.ts';

/** Where the script (`browser/batch.ts`) puts a station for each reader. */
export function Stations({ page, number }: { readonly page: PageContext; readonly number: string }) {
  const t = batchText[page.language];
  return (
    <section
      id="batch"
      data-agent={page.origins.agent}
      data-next={batchApi(number, 'next')}
      data-back={batchApi(number, 'back')}
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
