import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { oldestAgent } from '@kaika/wire/window';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { api } from './path.ts';
import { checkText } from './text/check.ts';

export type CheckView = { readonly page: PageContext };

/** `GET /check`, 環境檢測: browser, agent, trust, card service, reader, card and clock, each a line with its remedy. */
export function CheckPage({ page }: CheckView) {
  const { language, origins } = page;
  const t = checkText[language];
  return (
    <HolderFrame page={page} title={t.title} section="other" operation="check" width="narrow">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <noscript>
        <Notice language={language} kind="problem" title={t.noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start },
          { name: 'handheld', kind: 'warning', sentence: t.handheld, children: <p>{t.handheldText}</p> },
          { name: 'working', kind: 'waiting', sentence: t.working },
          { name: 'passed', kind: 'success', sentence: t.passed },
          { name: 'failed', kind: 'warning', sentence: t.failed },
        ]}
      />
      <div
        id="check"
        data-agent={origins.agent}
        data-oldest={oldestAgent}
        data-clock={api.clock}
        data-title={t.title}
        data-unknown={t.unknown}
      >
        <Actions>
          <Press id="begin">{t.begin}</Press>
        </Actions>
        <ol class="progress checklist" aria-label={t.listLabel}>
          {Object.entries(t.items).map(([key, item]) => (
            <CheckLine page={page} line={key} item={item} />
          ))}
        </ol>
        <Report page={page} />
      </div>
    </HolderFrame>
  );
}

type Item = { readonly name: string; readonly good: Readonly<Record<string, string>> };

/** The script says the outcome, and puts the remedy there (`browser/checkline.ts`). */
function CheckLine({
  page,
  line,
  item,
}: {
  readonly page: PageContext;
  readonly line: string;
  readonly item: Item;
}) {
  const t = checkText[page.language];
  return (
    <li class="is-waiting" data-line={line} data-good={JSON.stringify(item.good)} data-running={t.running}>
      <span class="step-mark" aria-hidden="true" />
      <div class="check-head">
        <span data-name>{item.name}</span>
        <span class="check-said" data-said role="status">
          {t.waiting}
        </span>
        <button type="button" class="button second small" data-again hidden aria-label={t.againOf(item.name)}>
          {t.again}
        </button>
      </div>
      <div class="check-remedy" data-remedy />
    </li>
  );
}

function Report({ page }: CheckView) {
  const t = checkText[page.language];
  return (
    <section id="report" hidden>
      <h2 id="report-title">{t.reportTitle}</h2>
      <p>{t.reportText}</p>
      <textarea id="report-text" class="control code" rows={13} readonly aria-labelledby="report-title" />
      <Actions>
        <button type="button" class="button second" id="copy" data-copied={t.copied}>
          {t.copy}
        </button>
      </Actions>
    </section>
  );
}
