import { LinkButton, Submit } from '@kaika/look/button';
import { Checkbox } from '@kaika/look/choice';
import { Facts } from '@kaika/look/facts';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Steps } from '@kaika/look/steps';
import { Table } from '@kaika/look/table';
import { Day, Moment } from '@kaika/look/time';
import type { HolderReason } from '@kaika/registry/revocation';
import type { CardState } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { path, revocationPath } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { CardBadge } from './status.tsx';
import { mailCodeText } from './text/mailcode.ts';
import { revokeText } from './text/revoke.ts';
import { type CertificateUse, inSlotOrder, statusText } from './text/status.ts';

export type RevocationView = {
  readonly page: PageContext;
  readonly id: string;
  /** `state` is null for a certificate that is on no card; `number` is then its application's */
  readonly card: { readonly number: string; readonly holder: string; readonly state: CardState | null };
  readonly reason: HolderReason;
  readonly expiresAt: Date;
  readonly certificates: readonly {
    readonly serial: string;
    readonly use: CertificateUse;
    readonly notAfter: Date;
  }[];
  /** why it was not confirmed: `field.required` where the box was not ticked, `revocation.over` */
  readonly problem?: string | undefined;
};

/** `GET /revoke/{id}`: the card is suspended; here its holder makes it final. Posts `sure` to the same address. */
export function ConfirmRevocationPage(view: RevocationView) {
  const { page, card } = view;
  const { language } = page;
  const t = revokeText[language];
  const over = view.problem === 'revocation.over';
  return (
    <HolderFrame page={page} title={t.confirmTitle} section="operations" operation="revoke" unlisted>
      <h1>{t.confirmTitle}</h1>
      <Steps language={language} label={mailCodeText[language].steps} names={t.stepNames} current={1} />
      {over ? (
        <ProblemNotice page={page} problem={{ code: 'revocation.over' }} />
      ) : (
        <Notice language={language} kind="warning" title={t.suspended}>
          <p>{t.suspendedText}</p>
        </Notice>
      )}
      <Facts
        items={[
          {
            term: card.state === null ? t.application : t.cardNumber,
            value: <span class="num">{card.number}</span>,
          },
          { term: t.holder, value: card.holder },
          ...(card.state === null
            ? []
            : [{ term: t.state, value: <CardBadge state={card.state} language={language} /> }]),
          { term: t.reason, value: t.reasons[view.reason].label },
          { term: t.until, value: <Moment at={view.expiresAt} language={language} /> },
        ]}
      />
      <Table
        caption={t.certificates}
        rows={inSlotOrder(view.certificates)}
        columns={[
          { label: t.use, head: true, cell: (one) => statusText[language].use[one.use] },
          { label: t.serial, cell: (one) => <code>{one.serial}</code> },
          { label: t.notAfter, cell: (one) => <Day at={one.notAfter} language={language} /> },
        ]}
      />
      {!over && <Decision view={view} />}
    </HolderFrame>
  );
}

function Decision({ view }: { readonly view: RevocationView }) {
  const { language } = view.page;
  const t = revokeText[language];
  const error = view.problem === 'field.required' ? t.tick : undefined;
  return (
    <Form language={language} action={revocationPath(view.id)} errors={{ sure: error }}>
      <Checkbox language={language} name="sure" error={error}>
        {t.sure}
      </Checkbox>
      <Actions>
        <Submit look="danger">{t.confirm}</Submit>
        <LinkButton href={path.suspend} look="second">
          {t.keep}
        </LinkButton>
      </Actions>
    </Form>
  );
}
