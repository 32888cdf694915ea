import { LinkButton, Submit } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { Empty } from '@kaika/look/empty';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Day, Moment } from '@kaika/look/time';
import type { CardState } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { modelName } from './model.ts';
import { applicationPath, cardPath, letterPath, path } from './path.ts';
import { CardBadge, CertificateBadge } from './status.tsx';
import { officeText } from './text/office.ts';
import { type CertificateStatus, type CertificateUse, inSlotOrder, statusText } from './text/status.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type CardRow = {
  readonly number: string;
  readonly holder: string;
  readonly state: CardState;
  readonly issuedOn: Date | null;
  readonly activationDeadline: Date | null;
};

export type CardsView = {
  readonly page: PageContext;
  readonly q?: string | undefined;
  readonly rows: readonly CardRow[];
  readonly pageNumber: number;
  readonly pages: number;
};

/** `GET /officer/cards?q=&page=` */
export function CardsPage({ page, q, rows, pageNumber, pages }: CardsView) {
  const { language } = page;
  const t = officeText[language];
  return (
    <OfficerFrame page={page} title={t.cardsTitle} section="cards">
      <h1>{t.cardsTitle}</h1>
      <Form language={language} action={path.cards} method="get">
        <TextField
          language={language}
          name="q"
          label={t.cardsLead}
          value={q}
          type="search"
          required={false}
        />
        <Actions>
          <Submit look="second">{t.search}</Submit>
        </Actions>
      </Form>
      <section>
        {rows.length === 0 ? (
          <Empty title={t.cardsEmptyTitle} sentence={t.cardsEmpty} />
        ) : (
          <Table caption={t.cardsTitle} quiet rows={rows} columns={columns(page)} />
        )}
        <Pagination
          language={language}
          page={pageNumber}
          pages={pages}
          href={(n) => `${path.cards}?${new URLSearchParams({ ...(q ? { q } : {}), page: String(n) })}`}
        />
      </section>
    </OfficerFrame>
  );
}

export type CardView = {
  readonly page: PageContext;
  readonly card: CardRow & {
    readonly model: string | null;
    readonly application: string;
    readonly shippedAt: Date | null;
    readonly activatedAt: Date | null;
    readonly notAfter: Date | null;
    readonly reason: string | null;
  };
  readonly certificates: readonly {
    readonly serial: string;
    readonly use: CertificateUse;
    readonly status: CertificateStatus;
    readonly notBefore: Date;
    readonly notAfter: Date;
  }[];
  readonly events: readonly TimelineEvent[];
  /** the letter can be made: the card is produced */
  readonly letter: boolean;
  /** the officer signed in may record that it was posted */
  readonly mayShip: boolean;
};

/** `GET /officer/cards/{number}`; the dialog posts to `{…}/ship`. */
export function CardPage(view: CardView) {
  const { page, card } = view;
  const { language } = page;
  const t = officeText[language];
  return (
    <OfficerFrame
      page={page}
      title={card.number}
      section="cards"
      breadcrumbs={[{ label: t.cardsTitle, href: path.cards }]}
    >
      <h1>
        {t.cardTitle(card.number)} <CardBadge state={card.state} language={language} />
      </h1>
      {card.state === 'incomplete' && (
        <Notice language={language} kind="warning" title={t.incomplete}>
          <p>
            {t.incompleteText}{' '}
            <a href={`${path.produce}?application=${encodeURIComponent(card.application)}`}>{t.produce}</a>
          </p>
        </Notice>
      )}
      <Facts items={facts(view)} />
      <Acts {...view} />
      <section>
        <h2>{t.certificates}</h2>
        <Table
          caption={t.certificates}
          quiet
          rows={inSlotOrder(view.certificates)}
          columns={certificateColumns(page)}
        />
      </section>
      <section>
        <h2>{t.timeline}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

function Acts({ page, card, letter, mayShip }: CardView) {
  const { language } = page;
  const t = officeText[language];
  return (
    <>
      <Actions>
        {letter && <LinkButton href={letterPath(card.number)}>{t.letter}</LinkButton>}
        {mayShip && <AskButton id="ship">{t.ship}</AskButton>}
      </Actions>
      {mayShip && (
        <ConfirmDialog
          language={language}
          id="ship"
          title={t.shipTitle}
          action={`${cardPath(card.number)}/ship`}
          confirm={t.ship}
        >
          <p>{t.shipText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function facts({ page: { language }, card }: CardView): readonly Fact[] {
  const t = officeText[language];
  const day = (term: string, at: Date | null) =>
    at === null ? [] : [{ term, value: <Day at={at} language={language} /> }];
  const moment = (term: string, at: Date | null) =>
    at === null ? [] : [{ term, value: <Moment at={at} language={language} /> }];
  return [
    { term: t.holder, value: card.holder },
    {
      term: t.application,
      value: (
        <a class="plain num" href={applicationPath(card.application)}>
          {card.application}
        </a>
      ),
    },
    ...(card.model ? [{ term: t.model, value: modelName(card.model, language) }] : []),
    ...day(t.issuedOn, card.issuedOn),
    ...day(t.deadline, card.activationDeadline),
    ...moment(t.shippedAt, card.shippedAt),
    ...moment(t.activatedAt, card.activatedAt),
    ...day(t.notAfter, card.notAfter),
    ...(card.reason
      ? [{ term: t.reasonShort, value: statusText[language].reason[card.reason] ?? card.reason }]
      : []),
  ];
}

function columns({ language }: PageContext): readonly Column<CardRow>[] {
  const t = officeText[language];
  const day = (at: Date | null) => (at === null ? '—' : <Day at={at} language={language} short />);
  return [
    {
      label: t.cardNumber,
      head: true,
      cell: (row) => (
        <a class="plain num" href={cardPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.holder, cell: (row) => row.holder },
    { label: t.issuedOn, cell: (row) => day(row.issuedOn) },
    { label: t.deadline, cell: (row) => day(row.activationDeadline) },
    { label: t.state, cell: (row) => <CardBadge state={row.state} language={language} /> },
  ];
}

function certificateColumns({ language }: PageContext): readonly Column<CardView['certificates'][number]>[] {
  const t = officeText[language];
  return [
    { label: t.use, head: true, cell: (row) => statusText[language].use[row.use] },
    {
      label: t.serial,
      cell: (row) => (
        <a class="plain" href={`${path.certificate}?q=${row.serial}`}>
          <code>{row.serial}</code>
        </a>
      ),
    },
    { label: t.validity, cell: (row) => dateRange(row.notBefore, row.notAfter, language) },
    { label: t.status, cell: (row) => <CertificateBadge status={row.status} language={language} /> },
  ];
}
