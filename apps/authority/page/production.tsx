import { Press } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { Progress } from '@kaika/look/progress';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { api, path } from './path.ts';
import { batchText } from './text/batch.ts';
import { officeText } from './text/office.ts';

export type ProductionView = {
  readonly page: PageContext;
  /** approved applications, oldest first */
  readonly applications: readonly {
    readonly number: string;
    readonly name: string;
    readonly person: string | null;
  }[];
  /** `?application=`: chosen beforehand */
  readonly chosen?: string | undefined;
};

/**
 * `GET /officer/produce`. The script (`browser/produce.ts`) asks `POST /api/task` with `operation: 'produce'` and
 * lets the agent relay between authority and card; the list shows how far it is.
 */
export function ProductionPage({ page, applications, chosen }: ProductionView) {
  const t = officeText[page.language];
  return (
    <OfficerFrame
      page={page}
      title={t.produceTitle}
      section="produce"
      breadcrumbs={[{ label: batchText[page.language].title, href: path.batches }]}
    >
      <h1>{t.produceTitle}</h1>
      <p class="lead">{t.produceLead}</p>
      {applications.length === 0 ? (
        <Empty title={t.produceEmptyTitle} sentence={t.produceEmpty}>
          <a href={path.officer}>{t.queueTitle}</a>
        </Empty>
      ) : (
        <Bench page={page} applications={applications} chosen={chosen} />
      )}
    </OfficerFrame>
  );
}

function Bench({ page, applications, chosen }: ProductionView) {
  const { language } = page;
  const t = officeText[language];
  return (
    <div
      id="produce"
      data-agent={page.origins.agent}
      data-task={api.task}
      data-pick={t.pick}
      data-none={t.none}
      data-no-card={t.noCard}
      data-foreign={t.foreign}
      data-blank={t.blank}
      data-empty="—"
      data-validity=""
    >
      <Messages page={page} />
      <div class="columns-2">
        <section>
          <Applications page={page} applications={applications} chosen={chosen} />
          <Readers page={page} />
        </section>
        <section>
          <h2>{t.begin3}</h2>
          <p>
            <Press id="begin">{t.begin}</Press>
          </p>
          <Progress
            language={language}
            label={t.stepsLabel}
            steps={Object.entries(t.steps).map(([key, name]) => ({ key, name, state: 'waiting' }))}
          />
        </section>
      </div>
    </div>
  );
}

function Applications({ page, applications, chosen }: ProductionView) {
  const t = officeText[page.language];
  return (
    <>
      <h2>{t.choose}</h2>
      <RadioGroup
        language={page.language}
        name="application"
        label={t.application}
        value={chosen ?? applications[0]?.number}
        options={applications.map(({ number, name, person }) => ({
          value: number,
          label: person === null ? name : `${name} ${person}`,
          hint: number,
        }))}
      />
    </>
  );
}

function Readers({ page }: { readonly page: PageContext }) {
  const t = officeText[page.language];
  return (
    <>
      <h2>{t.chooseReader}</h2>
      <label class="visually-hidden" for="reader">
        {t.pick}
      </label>
      <div class="with-button">
        <select id="reader" class="control" disabled>
          <option value="">{t.none}</option>
        </select>
        <Press id="detect" look="second">
          {t.detect}
        </Press>
      </div>
    </>
  );
}

function Messages({ page }: { readonly page: PageContext }) {
  const t = officeText[page.language];
  const m = t.produceMessages;
  return (
    <MessagePlace
      page={page}
      label={t.messageTitle}
      codes={[
        'application.wrong-state',
        'application.unknown',
        'officer.not-signed-in',
        'officer.not-allowed',
        'line.taken',
        'batch.paused',
      ]}
      messages={[
        { name: 'start', kind: 'info', sentence: m.start },
        { name: 'detecting', kind: 'waiting', sentence: m.detecting },
        { name: 'choose', kind: 'info', sentence: m.choose },
        { name: 'ready', kind: 'info', sentence: m.ready },
        { name: 'not-blank', kind: 'warning', sentence: m.notBlank },
        { name: 'first', kind: 'warning', sentence: m.first },
        { name: 'working', kind: 'waiting', sentence: m.working },
        { name: 'pulled', kind: 'warning', sentence: m.pulled },
        { name: 'done', kind: 'success', sentence: m.done },
      ]}
    />
  );
}
