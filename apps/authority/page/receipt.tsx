import { createHash } from 'node:crypto';
import { LinkButton } from '@kaika/look/button';
import type { Fact } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import { abroad } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Receipt } from '@kaika/look/receipt';
import { Moment } from '@kaika/look/time';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path, receiptPath } from './path.ts';
import { receiptText } from './text/receipt.ts';

export type ReceiptView = {
  readonly page: PageContext;
  readonly number: string;
  /** `card.activated`, `card.unlocked` */
  readonly what: string;
  readonly at: Date;
  readonly cardNumber: string | null;
  readonly holder: string;
  /** of a card that was applied for by this act */
  readonly application?: string | undefined;
  /** of a certificate that is on no card */
  readonly serial?: string | undefined;
  /** compact JWS, typ `kaika-receipt+jwt` */
  readonly jws: string;
};

/** `GET /receipt/{number}`: 「開卡成功」 and what to keep of it. Its files: `/receipt/{number}.pdf` and `.jws`. */
export function ReceiptPage(view: ReceiptView) {
  const { page } = view;
  const t = receiptText[page.language];
  const title = t.titles[view.what] ?? t.other;
  const operation = operationOf[view.what];
  return (
    <HolderFrame page={page} title={title} section="operations" operation={operation} width="narrow" unlisted>
      <h1>{title}</h1>
      <div class="no-print">
        <Notice language={page.language} kind="success" title={t.leads[view.what] ?? t.lead} />
      </div>
      <Receipt
        title={t.receipt(t.acts[view.what] ?? view.what)}
        issuer={t.issuer}
        facts={facts(view)}
        foot={
          <p>
            {t.signed}
            <br />
            {t.digest}
            <code>{createHash('sha256').update(view.jws, 'utf8').digest('hex')}</code>
          </p>
        }
      />
      <Actions>
        <button type="button" class="button" data-print hidden>
          {t.print}
        </button>
        <LinkButton href={`${receiptPath(view.number)}.pdf`} look="second" download>
          {t.pdf}
        </LinkButton>
        <LinkButton href={`${receiptPath(view.number)}.jws`} look="second" download>
          {t.download}
        </LinkButton>
      </Actions>
      <section class="no-print">
        <h2>{t.nextTitle}</h2>
        <Next view={view} />
      </section>
    </HolderFrame>
  );
}

/** The operation whose page a receipt came from. */
const operationOf: Readonly<Record<string, string>> = {
  'card.activated': 'activate',
  'card.unlocked': 'unlock',
  'card.pin-changed': 'change-pin',
  'card.suspended': 'suspend',
  'card.resumed': 'suspend',
  'card.revoked': 'revoke',
  'certificate.accepted': 'accept',
  'certificate.rejected': 'accept',
  'certificate.suspended': 'suspend',
  'certificate.resumed': 'suspend',
  'certificate.revoked': 'revoke',
  'code.reset': 'reset-code',
  'contact.changed': 'contact',
  'organisation.listed': 'all',
  'card.mail-written': 'mail',
};

function facts(view: ReceiptView): readonly Fact[] {
  const t = receiptText[view.page.language];
  return [
    { term: t.number, value: <span class="num">{view.number}</span> },
    { term: t.act, value: t.acts[view.what] ?? view.what },
    ...(view.application
      ? [{ term: t.application, value: <span class="num">{view.application}</span> }]
      : []),
    ...(view.cardNumber ? [{ term: t.cardNumber, value: <span class="num">{view.cardNumber}</span> }] : []),
    { term: t.holder, value: view.holder },
    { term: t.at, value: <Moment at={view.at} language={view.page.language} /> },
  ];
}

function Next({ view }: { readonly view: ReceiptView }) {
  const t = receiptText[view.page.language];
  const about = view.serial ?? view.cardNumber;
  const query = about ? `${path.certificate}?q=${about}` : path.certificate;
  return (
    <ul class="tiles">
      {view.application && (
        <li>
          <div class="tile">
            <h3>
              <a href={`${path.progress}?number=${view.application}`}>{t.progress}</a>
            </h3>
            <p>{t.progressText}</p>
          </div>
        </li>
      )}
      {view.what === 'certificate.accepted' && view.serial && (
        <li>
          <div class="tile">
            <h3>
              <a href={`${path.bundle}?serial=${view.serial}`}>{t.bundle}</a>
            </h3>
            <p>{t.bundleText}</p>
          </div>
        </li>
      )}
      <li>
        <div class="tile">
          <h3>
            <a href={query}>{t.query}</a>
          </h3>
          <p>{t.queryText}</p>
        </div>
      </li>
      <li>
        <div class="tile">
          <h3>
            <a href={abroad(view.page.origins.portal, view.page.language)}>{t.portal}</a>
          </h3>
          <p>{t.portalText}</p>
        </div>
      </li>
    </ul>
  );
}
