import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { LockIcon } from '@kaika/look/icon';
import { Notice } from '@kaika/look/notice';
import { Sheet } from '@kaika/look/table';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { api } from './path.ts';
import { downloadHref } from './remedy.tsx';
import { activateText } from './text/activate.ts';

export type ActivateView = {
  readonly page: PageContext;
  /** days from issue within which a card is activated */
  readonly activationDays: number;
};

/**
 * `GET /activate`, 開卡作業. The script (`browser/activate.ts`) detects cards through the agent, asks
 * `POST /api/task` for a task and lets the agent's window do it. User code and PIN are never fields here.
 */
export function ActivatePage({ page, activationDays }: ActivateView) {
  const { language } = page;
  const t = activateText[language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="activate">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <p>
        <a href="#message-title">{t.jump}</a>
      </p>
      <h2>{t.howTitle}</h2>
      <How page={page} />
      <h2>{t.notesTitle}</h2>
      <ol class="prose">
        {t.notes(activationDays).map((note) => (
          <li>{note}</li>
        ))}
      </ol>
      <noscript>
        <Notice language={language} kind="problem" title={t.noScript} />
      </noscript>
      <h2 id="message-title">{t.messageTitle}</h2>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.messages.start },
          { name: 'detecting', kind: 'waiting', sentence: t.messages.detecting },
          { name: 'choose', kind: 'info', sentence: t.messages.choose },
          { name: 'ready', kind: 'info', sentence: t.messages.ready },
          { name: 'first', kind: 'warning', sentence: t.messages.first },
          { name: 'working', kind: 'waiting', sentence: t.messages.working },
          { name: 'done', kind: 'success', sentence: t.messages.done },
        ]}
      />
      <CardSheet page={page} />
    </HolderFrame>
  );
}

function How({ page }: { readonly page: PageContext }) {
  const t = activateText[page.language];
  return (
    <ul class="prose">
      {t.how.map((step) => (
        <li>{step}</li>
      ))}
      {t.afterHow.map(([before, href, label, after]) => (
        <li>
          {before}
          <a href={href}>{label}</a>
          {after}
        </li>
      ))}
    </ul>
  );
}

function CardSheet({ page }: { readonly page: PageContext }) {
  const t = activateText[page.language];
  const [chooseCard, number, holder, validity, code, pin] = t.fields;
  return (
    <div
      id="activate"
      data-agent={page.origins.agent}
      data-task={api.task}
      data-validity={t.validity}
      data-empty={t.empty}
      data-pick={t.pick}
      data-none={t.none}
      data-no-card={t.noCard}
      data-foreign={t.foreign}
      data-blank={t.blank}
    >
      <Sheet
        caption={t.sheet}
        rows={[
          { head: <label for="reader">{chooseCard}</label>, body: <ReaderChoice page={page} /> },
          {
            head: number,
            body: (
              <output id="card-number" class="num">
                {t.empty}
              </output>
            ),
          },
          { head: holder, body: <output id="card-holder">{t.empty}</output> },
          { head: validity, body: <output id="card-validity">{t.empty}</output> },
          { head: code, body: <InWindow how={t.codeHow} /> },
          { head: pin, body: <InWindow how={t.pinHow} /> },
        ]}
      />
      <p class="small soft">{t.neverHere}</p>
      <Actions>
        <Press id="begin">{t.begin}</Press>
        <Press id="reset" look="second">
          {t.reset}
        </Press>
      </Actions>
    </div>
  );
}

function ReaderChoice({ page }: { readonly page: PageContext }) {
  const t = activateText[page.language];
  return (
    <>
      <div class="with-button">
        <select id="reader" class="control" disabled>
          <option value="">{t.none}</option>
        </select>
        <Press id="detect" look="second">
          {t.detect}
        </Press>
      </div>
      <p class="hint below">
        {t.detectHint}
        <a href={downloadHref(page)}>{t.download}</a>
        {t.detectEnd}
      </p>
    </>
  );
}

/** A secret that is typed elsewhere: says where. */
function InWindow({ how }: { readonly how: string }) {
  return (
    <span class="in-window">
      <LockIcon />
      <span>{how}</span>
    </span>
  );
}
