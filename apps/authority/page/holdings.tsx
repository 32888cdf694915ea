import { LinkButton, Submit } from '@kaika/look/button';
import { timeOfDay } from '@kaika/look/date';
import type { Column } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import type { CardState } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { path, receiptPath } from './path.ts';
import { CardBadge, CertificateBadge } from './status.tsx';
import { holdingsText } from './text/holdings.ts';
import { type CertificateStatus, type CertificateUse, statusText } from './text/status.ts';

/** One certificate of an organisation, as the lists show it. */
export type ShownHolding = {
  readonly serial: string;
  readonly use: CertificateUse;
  readonly status: CertificateStatus;
  readonly since: Date;
  readonly reason: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly cardNumber: string;
  /** null for a certificate that is on no card; `cardNumber` is then its application's */
  readonly cardState: CardState | null;
  readonly holder: string;
};

/** The columns both lists have. */
export function holdingColumns({ language }: PageContext): readonly Column<ShownHolding>[] {
  const t = holdingsText[language];
  const words = statusText[language];
  return [
    { label: t.card, head: true, cell: (row) => <span class="num">{row.cardNumber}</span> },
    { label: t.holder, cell: (row) => row.holder },
    {
      label: t.cardState,
      cell: (row) => row.cardState && <CardBadge state={row.cardState} language={language} />,
    },
    { label: t.use, cell: (row) => words.use[row.use] },
    {
      label: t.status,
      cell: (row) => (
        <>
          <CertificateBadge status={row.status} use={row.use} language={language} />
          {row.reason !== null && <span class="small"> {words.reason[row.reason] ?? row.reason}</span>}
        </>
      ),
    },
    { label: t.until, cell: (row) => <Day at={row.notAfter} language={language} short /> },
    {
      label: t.serial,
      cell: (row) => (
        <a href={`${path.certificate}?q=${row.serial}`}>
          <code>{row.serial}</code>
        </a>
      ),
    },
  ];
}

/** How long the list can be looked at, its receipt, and the button that ends it. */
export function VisitLine(props: {
  readonly page: PageContext;
  readonly visit: { readonly expiresAt: Date; readonly receipt: string };
  /** posts to end the visit */
  readonly end: string;
}) {
  const t = holdingsText[props.page.language];
  const { expiresAt, receipt } = props.visit;
  return (
    <form method="post" action={props.end} class="no-print">
      <p class="small soft">
        {t.over(timeOfDay(expiresAt))} <a href={receiptPath(receipt)}>{t.receipt}</a>
      </p>
      <Submit look="second" small>
        {t.end}
      </Submit>
    </form>
  );
}

/** The list as a file. */
export function CsvButton({ page, href }: { readonly page: PageContext; readonly href: string }) {
  return (
    <LinkButton href={href} look="second" small download>
      {holdingsText[page.language].csv}
    </LinkButton>
  );
}
