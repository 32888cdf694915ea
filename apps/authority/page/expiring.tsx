import { LinkButton, Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { Empty } from '@kaika/look/empty';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import { expiryDays } from '@kaika/registry/subscription';
import type { PageContext } from './context.ts';
import { HolderFrame, OfficerFrame } from './frame.tsx';
import { CsvButton, holdingColumns, type ShownHolding, VisitLine } from './holdings.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { expiringText } from './text/expiring.ts';

type View = { readonly page: PageContext };

/** `GET /expiring`, 組織團體快過期憑證清單查詢, before card and PIN. */
export function ExpiringIntroPage({ page }: View) {
  const t = expiringText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="expiring">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <ProofPlace page={page} acts={[{ operation: 'expiring', label: t.prove }]} done={t.done} />
    </HolderFrame>
  );
}

export type ShownSubscription = {
  readonly id: string;
  readonly way: 'mail' | 'calendar';
  readonly days: number;
  readonly madeAt: Date;
  /** of a calendar */
  readonly address: string | null;
};

type List = View & { readonly days: number; readonly rows: readonly ShownHolding[] };

/** `GET /expiring?days=` after card and PIN. */
export function ExpiringPage(
  view: List & {
    readonly organisation: string;
    readonly visit: { readonly expiresAt: Date; readonly receipt: string };
    readonly subscriptions: readonly ShownSubscription[];
  },
) {
  const { page } = view;
  const t = expiringText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="expiring" width="wide" unlisted>
      <h1>{t.title}</h1>
      <p class="lead">{view.organisation}</p>
      <VisitLine page={page} visit={view.visit} end={`${path.expiring}/end`} />
      <ExpiringList {...view} action={path.expiring} />
      <section>
        <h2>{t.subscribeTitle}</h2>
        <SubscribeForm page={page} />
      </section>
      <section>
        <h2>{t.subscriptions}</h2>
        {view.subscriptions.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <Table
            caption={t.subscriptions}
            quiet
            rows={view.subscriptions}
            columns={subscriptionColumns(page)}
          />
        )}
      </section>
    </HolderFrame>
  );
}

/** `GET /officer/expiring?days=`: of all organisations. */
export function OfficerExpiringPage(view: List) {
  const t = expiringText[view.page.language];
  return (
    <OfficerFrame page={view.page} title={t.officerTitle} section="expiring" width="wide">
      <h1>{t.officerTitle}</h1>
      <ExpiringList {...view} action={path.officerExpiring} />
    </OfficerFrame>
  );
}

/** `GET /expiring/stop/{token}` from a mail; `stopped` after the button. */
export function StopPage(view: View & { readonly action: string; readonly stopped: boolean }) {
  const { page } = view;
  const t = expiringText[page.language];
  const title = view.stopped ? t.stoppedTitle : t.stopTitle;
  return (
    <HolderFrame page={page} title={title} section="operations" operation="expiring" unlisted>
      <h1>{title}</h1>
      {view.stopped ? (
        <>
          <Notice language={page.language} kind="success" title={t.stopped} />
          <p>
            <LinkButton href={path.home} look="second">
              {t.home}
            </LinkButton>
          </p>
        </>
      ) : (
        <Form language={page.language} action={view.action}>
          <p>{t.stopText}</p>
          <Actions>
            <Submit>{t.stop}</Submit>
          </Actions>
        </Form>
      )}
    </HolderFrame>
  );
}

function ExpiringList({ page, days, rows, action }: List & { readonly action: string }) {
  const { language } = page;
  const t = expiringText[language];
  return (
    <>
      <Form language={language} action={action} method="get">
        <DaysSelect page={page} name="days" label={t.days} value={days} />
        <Actions>
          <Submit look="second">{t.show}</Submit>
        </Actions>
      </Form>
      <section>
        <p>
          {t.count(rows.length)} <CsvButton page={page} href={`${action}.csv?days=${days}`} />
        </p>
        {rows.length === 0 ? (
          <Empty title={t.emptyTitle} sentence={t.empty} />
        ) : (
          <Table caption={t.caption} quiet rows={rows} columns={holdingColumns(page)} />
        )}
      </section>
    </>
  );
}

function SubscribeForm({ page }: View) {
  const { language } = page;
  const t = expiringText[language];
  return (
    <Form language={language} action={`${path.expiring}/subscribe`}>
      <Select
        language={language}
        name="way"
        label={t.way}
        value="mail"
        width="medium"
        options={(['mail', 'calendar'] as const).map((value) => ({ value, label: t.ways[value] }))}
      />
      <DaysSelect page={page} name="ahead" label={t.ahead} value={60} />
      <Actions>
        <Submit>{t.subscribe}</Submit>
      </Actions>
    </Form>
  );
}

function DaysSelect(props: View & { readonly name: string; readonly label: string; readonly value: number }) {
  const { language } = props.page;
  const options = expiryDays.map((days) => ({
    value: String(days),
    label: expiringText[language].within(days),
  }));
  const { name, label, value } = props;
  return (
    <Select
      language={language}
      name={name}
      label={label}
      value={String(value)}
      width="medium"
      options={options}
    />
  );
}

function subscriptionColumns({ language }: PageContext): readonly Column<ShownSubscription>[] {
  const t = expiringText[language];
  return [
    { label: t.way, head: true, cell: (row) => t.ways[row.way] },
    { label: t.ahead, cell: (row) => t.within(row.days) },
    { label: t.made, cell: (row) => <Day at={row.madeAt} language={language} short /> },
    {
      label: t.address,
      cell: (row) => (row.address === null ? '—' : <code class="hash">{row.address}</code>),
    },
    {
      label: t.stop,
      bare: true,
      cell: (row) => (
        <>
          <AskButton id={`stop-${row.id}`}>{t.stop}</AskButton>
          <ConfirmDialog
            language={language}
            id={`stop-${row.id}`}
            title={t.stopTitle}
            action={`${path.expiring}/end/${row.id}`}
            confirm={t.stop}
            danger
          >
            <p>{t.stopText}</p>
          </ConfirmDialog>
        </>
      ),
    },
  ];
}
