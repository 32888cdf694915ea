import type { CardState } from '@kaika/registry/card';
import type { Certificate, CertificateState, CertificateUse } from '@kaika/registry/certificate';
import type { Reader } from './table.ts';

/** One certificate of an organisation beside the card it is on; on no card, the state is null and the number its application's. */
export type Holding = {
  readonly serial: string;
  readonly use: CertificateUse;
  readonly state: CertificateState;
  readonly since: Date;
  readonly reason: Certificate['reason'];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly cardNumber: string;
  readonly cardState: CardState | null;
  readonly holder: string;
};

/** Every certificate that was issued to an organisation, with its card; by card, then by use. */
export async function holdingsOf(db: Reader, organisation: string): Promise<Holding[]> {
  return holdings(db)
    .where('certificate.organisation', '=', organisation)
    .orderBy('certificate.cardNumber')
    .orderBy('certificate.use')
    .execute();
}

/** Certificates that are good, suspended or on hold and expire after `from` and not after `until`; soonest first. */
export async function expiringHoldings(
  db: Reader,
  span: { readonly from: Date; readonly until: Date; readonly organisation?: string | undefined },
  limit = 5000,
): Promise<Holding[]> {
  let query = holdings(db)
    .where('certificate.state', 'in', ['hold', 'good', 'suspended'])
    .where('certificate.notAfter', '>', span.from)
    .where('certificate.notAfter', '<=', span.until);
  if (span.organisation !== undefined)
    query = query.where('certificate.organisation', '=', span.organisation);
  return query.orderBy('certificate.notAfter').orderBy('certificate.cardNumber').limit(limit).execute();
}

function holdings(db: Reader) {
  return db
    .selectFrom('certificate')
    .leftJoin('card', 'card.number', 'certificate.cardNumber')
    .select((select) => [
      'certificate.serial',
      'certificate.use',
      'certificate.state',
      'certificate.since',
      'certificate.reason',
      'certificate.notBefore',
      'certificate.notAfter',
      'certificate.cardNumber',
      'card.state as cardState',
      select.fn.coalesce('card.holder', 'certificate.subject').as('holder'),
    ])
    .where('certificate.der', 'is not', null);
}
