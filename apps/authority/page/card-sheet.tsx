import { Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { LockIcon } from '@kaika/look/icon';
import { Notice } from '@kaika/look/notice';
import { Sheet } from '@kaika/look/table';
import type { PageContext } from './context.ts';
import { MessagePlace } from './message.tsx';
import { api } from './path.ts';
import { downloadHref } from './remedy.tsx';
import { cardSheetText } from './text/card-sheet.ts';

type Props = {
  readonly page: PageContext;
  /** the operation of the task (`@kaika/wire/task`) */
  readonly operation: 'activate' | 'unlock' | 'recode';
  /** the button's words */
  readonly begin: string;
  /** said when it has succeeded */
  readonly done: string;
  /** what rows 5 and 6 and the waiting message say instead */
  readonly words?: SheetWords | undefined;
};

type SheetWords = {
  readonly fields: readonly [code: string, pin: string];
  readonly pinHow: string;
  readonly working: string;
};

/**
 * 提示訊息 and the sheet IC卡資訊 with its six numbered fields. The script (`browser/operation.ts`) detects cards
 * through the agent, asks `POST /api/task` for a task and lets the agent's window do it. User code and PIN are
 * never fields of a page: rows 5 and 6 say where they are typed.
 */
export function CardSheet({ page, operation, begin, done, words }: Props) {
  const { language } = page;
  const t = cardSheetText[language];
  return (
    <>
      <noscript>
        <Notice language={language} kind="problem" title={t.noScript} />
      </noscript>
      <h2 id="message-title">{t.messageTitle}</h2>
      <MessagePlace
        page={page}
        label={t.messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: t.start },
          { name: 'detecting', kind: 'waiting', sentence: t.detecting },
          { name: 'choose', kind: 'info', sentence: t.choose },
          { name: 'ready', kind: 'info', sentence: t.ready(begin) },
          { name: 'first', kind: 'warning', sentence: t.first },
          { name: 'working', kind: 'waiting', sentence: words?.working ?? t.working },
          { name: 'done', kind: 'success', sentence: done },
        ]}
      />
      <div
        id="card-operation"
        data-operation={operation}
        data-agent={page.origins.agent}
        data-task={api.task}
        data-check={api.taskCheck}
        data-validity={t.validity}
        data-empty={t.empty}
        data-pick={t.pick}
        data-none={t.none}
        data-no-card={t.noCard}
        data-foreign={t.foreign}
        data-blank={t.blank}
      >
        <Fields page={page} begin={begin} words={words} />
        <p class="small soft">{t.neverHere}</p>
        <Actions>
          <Press id="begin">{begin}</Press>
          <Press id="reset" look="second">
            {t.reset}
          </Press>
        </Actions>
      </div>
    </>
  );
}

function Fields({ page, begin, words }: Pick<Props, 'page' | 'begin' | 'words'>) {
  const t = cardSheetText[page.language];
  const [chooseCard, number, holder, validity, ...typed] = t.fields;
  const [code, pin] = words?.fields ?? typed;
  const told = (id: string) => (
    <output id={id} class="num">
      {t.empty}
    </output>
  );
  return (
    <Sheet
      caption={t.sheet}
      rows={[
        { head: <label for="reader">{chooseCard}</label>, body: <ReaderChoice page={page} /> },
        { head: number, body: told('card-number') },
        { head: holder, body: told('card-holder') },
        { head: validity, body: told('card-validity') },
        { head: code, body: <InWindow how={t.codeHow(begin)} /> },
        { head: pin, body: <InWindow how={words?.pinHow ?? t.pinHow(begin)} /> },
      ]}
    />
  );
}

function ReaderChoice({ page }: { readonly page: PageContext }) {
  const t = cardSheetText[page.language];
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
