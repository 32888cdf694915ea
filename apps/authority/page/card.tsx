import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { type Fact, Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Day, Moment } from '@kaika/look/time';
import type { CardState } from '@kaika/wire/cardstatus';
import { type CardShippingView, Shipments, ShippingActs } from './card-shipping.tsx';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { modelName } from './model.ts';
import { applicationPath, cardPath, certificatePath, organisationPath, path, proposalPath } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
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

export type CardView = CardShippingView & {
  readonly card: CardRow & {
    readonly model: string | null;
    readonly application: string;
    /** OID */
    readonly organisation: string;
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
  readonly problem?: string | undefined;
  /** the officer signed in may propose its revocation, enter a letter about it */
  readonly mayRevoke: boolean;
  readonly mayEnterPaper: boolean;
  /** numbers of proposals about it that wait */
  readonly proposals: readonly string[];
};

/** `GET /officer/cards/{number}` */
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
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      {card.state === 'incomplete' && (
        <Notice language={language} kind="warning" title={t.incomplete}>
          <p>
            {t.incompleteText}{' '}
            <a href={`${path.produce}?application=${encodeURIComponent(card.application)}`}>{t.produce}</a>
          </p>
        </Notice>
      )}
      <Facts items={facts(view)} />
      <ShippingActs {...view} />
      <Proposing {...view} />
      <section>
        <h2>{t.certificates}</h2>
        <Table
          caption={t.certificates}
          quiet
          rows={inSlotOrder(view.certificates)}
          columns={certificateColumns(page)}
        />
      </section>
      <Shipments {...view} />
      <section>
        <h2>{t.timeline}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

function Proposing({ page, card, mayRevoke, mayEnterPaper, proposals }: CardView) {
  const t = officeText[page.language];
  if (!mayRevoke && !mayEnterPaper && proposals.length === 0) return null;
  const paper = `${path.papers}?${new URLSearchParams({ card: card.number })}`;
  return (
    <>
      {proposals.length > 0 && (
        <Notice language={page.language} kind="info" title={t.revocationWaits}>
          {proposals.map((number) => (
            <p>
              <a href={proposalPath(number)}>{number}</a>
            </p>
          ))}
        </Notice>
      )}
      <Actions>
        {mayRevoke && (
          <LinkButton look="second" href={`${cardPath(card.number)}/revoke`}>
            {t.proposeRevocation}
          </LinkButton>
        )}
        {mayEnterPaper && (
          <LinkButton look="second" href={paper}>
            {t.enterPaper}
          </LinkButton>
        )}
      </Actions>
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
    { term: t.holder, value: <a href={organisationPath(card.organisation)}>{card.holder}</a> },
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

function certificateColumns({ language }: PageContext): readonly Column<CardView['certificates'][number]>[] {
  const t = officeText[language];
  return [
    { label: t.use, head: true, cell: (row) => statusText[language].use[row.use] },
    {
      label: t.serial,
      cell: (row) => (
        <a class="plain" href={certificatePath(row.serial)}>
          <code>{row.serial}</code>
        </a>
      ),
    },
    { label: t.validity, cell: (row) => dateRange(row.notBefore, row.notAfter, language) },
    { label: t.status, cell: (row) => <CertificateBadge status={row.status} language={language} /> },
  ];
}
