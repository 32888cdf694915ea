import { LinkButton } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { type Fact, Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import { Moment } from '@kaika/look/time';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { applicationPath, cardPath, downloadPath, organisationPath, path } from './path.ts';
import { CertificateBadge } from './status.tsx';
import { officeText } from './text/office.ts';
import { recordText } from './text/record.ts';
import { type CertificateStatus, type CertificateUse, statusText } from './text/status.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type RecordView = {
  readonly page: PageContext;
  readonly certificate: {
    readonly serial: string;
    readonly use: CertificateUse;
    readonly subject: string;
    readonly generation: string;
    readonly keyId: string;
    readonly shard: number;
    readonly status: CertificateStatus;
    readonly since: Date;
    readonly heldSince: Date | null;
    readonly reason: string | null;
    readonly notBefore: Date;
    readonly notAfter: Date;
    /** of the card, or of the application of a certificate that is on no card */
    readonly cardNumber: string;
    readonly organisation: string;
    readonly organisationName: string;
  };
  readonly events: readonly TimelineEvent[];
};

/** `GET /officer/certificates/{serial}`: the record of one certificate. */
export function RecordPage({ page, certificate, events }: RecordView) {
  const { language } = page;
  const t = recordText[language];
  const { serial } = certificate;
  return (
    <OfficerFrame
      page={page}
      title={serial}
      breadcrumbs={[{ label: officeText[language].cardsTitle, href: path.cards }]}
    >
      <h1>
        {t.title} <CertificateBadge status={certificate.status} language={language} />
      </h1>
      <p>
        <code>{serial}</code>
      </p>
      <Facts items={facts(page, certificate)} />
      <Actions>
        <LinkButton look="second" href={downloadPath(serial, 'der')} download>
          {t.der}
        </LinkButton>
        <LinkButton look="second" href={`${path.certificate}?q=${serial}`}>
          {t.public}
        </LinkButton>
      </Actions>
      <section>
        <h2>{officeText[language].timeline}</h2>
        <Timeline language={language} events={events} />
      </section>
    </OfficerFrame>
  );
}

function facts({ language }: PageContext, one: RecordView['certificate']): readonly Fact[] {
  const t = recordText[language];
  const words = statusText[language];
  return [
    { term: t.use, value: words.use[one.use] },
    { term: t.subject, value: one.subject },
    { term: t.organisation, value: <a href={organisationPath(one.organisation)}>{one.organisationName}</a> },
    {
      term: one.use === 'software' ? officeText[language].application : t.card,
      value: (
        <a
          class="plain num"
          href={one.use === 'software' ? applicationPath(one.cardNumber) : cardPath(one.cardNumber)}
        >
          {one.cardNumber}
        </a>
      ),
    },
    { term: t.validity, value: dateRange(one.notBefore, one.notAfter, language) },
    { term: t.since, value: <Moment at={one.since} language={language} /> },
    ...(one.heldSince === null
      ? []
      : [{ term: t.heldSince, value: <Moment at={one.heldSince} language={language} /> }]),
    ...(one.reason === null ? [] : [{ term: t.reason, value: words.reason[one.reason] ?? one.reason }]),
    { term: t.generation, value: <code>{one.generation}</code> },
    { term: t.shard, value: String(one.shard) },
    { term: t.key, value: <code class="hash">{one.keyId}</code> },
  ];
}
