import { Badge, type BadgeTone } from '@kaika/look/badge';
import { LinkButton, Press } from '@kaika/look/button';
import { dateRange } from '@kaika/look/date';
import { type Fact, Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import type { JudgedCard, KeyProof, ViewedCertificate } from '../operation/view.ts';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { MessagePlace } from './message.tsx';
import { modelName } from './model.ts';
import { path } from './path.ts';
import { CardBadge, CertificateBadge } from './status.tsx';
import { proofText } from './text/proof.ts';
import { inSlotOrder, statusText } from './text/status.ts';
import { viewText } from './text/view.ts';

export type CardView = {
  readonly page: PageContext;
  /** what was read, after `POST /view` */
  readonly card?: JudgedCard | undefined;
  readonly at?: Date | undefined;
};

/** `GET /view`, 檢視憑證IC卡資訊; the script reads the card through the agent's window and posts it here. */
export function ViewPage({ page, card, at }: CardView) {
  const { language } = page;
  const t = viewText[language];
  return (
    <HolderFrame
      page={page}
      title={t.title}
      section="operations"
      operation="view"
      unlisted={card !== undefined}
    >
      <h1>{t.title}</h1>
      {card && at ? <Told page={page} card={card} at={at} /> : <p>{t.intro}</p>}
      <noscript>
        <Notice language={language} kind="problem" title={proofText[language].noScript} />
      </noscript>
      <MessagePlace
        page={page}
        label={proofText[language].messageTitle}
        messages={[
          { name: 'start', kind: 'info', sentence: card ? t.again : t.start },
          { name: 'working', kind: 'waiting', sentence: t.working },
        ]}
      />
      <div id="view" data-agent={page.origins.agent}>
        <form id="view-form" method="post" action={path.view}>
          <input type="hidden" id="view-card" name="card" value="" />
        </form>
        <Actions>
          <Press id="begin" look={card ? 'second' : 'main'}>
            {card ? t.readAgain : t.read}
          </Press>
        </Actions>
        <p class="small soft">{t.noPin}</p>
      </div>
    </HolderFrame>
  );
}

type Shown = { readonly page: PageContext; readonly card: JudgedCard };

function Told({ page, card, at }: Shown & { readonly at: Date }) {
  const { language } = page;
  const t = viewText[language];
  return (
    <section aria-labelledby="told">
      <h2 id="told">
        {t.told}{' '}
        {card.state ? <CardBadge state={card.state} language={language} /> : <Kind page={page} card={card} />}
      </h2>
      {card.kind === 'foreign' && (
        <Notice language={language} kind="warning" title={t.foreign}>
          <p>{t.foreignText}</p>
        </Notice>
      )}
      <Facts items={facts(page, card, at)} />
      <Tries page={page} card={card} />
      <h2>{t.certificates}</h2>
      {card.certificates.length === 0 && <p>{t.noCertificates}</p>}
      {inSlotOrder(card.certificates).map((certificate) => (
        <Certificate page={page} certificate={certificate} />
      ))}
    </section>
  );
}

function Kind({ page, card }: Shown) {
  const t = viewText[page.language];
  return <Badge tone={card.kind === 'foreign' ? 'bad' : 'plain'}>{t.kinds[card.kind]}</Badge>;
}

function facts(page: PageContext, card: JudgedCard, at: Date): readonly Fact[] {
  const t = viewText[page.language];
  const { version, serialNumber } = card;
  const model = modelName(card.model, page.language);
  return [
    { term: t.number, value: <span class="num">{card.cardNumber ?? t.none}</span> },
    { term: t.holder, value: card.holder || t.none },
    { term: t.model, value: version === null ? model : `${model} ${version}` },
    ...(serialNumber === null
      ? []
      : [{ term: t.serialNumber, value: <span class="num">{serialNumber}</span> }]),
    { term: t.reader, value: card.reader },
    { term: t.pinTries, value: triesOf(page, card.pinTriesLeft) },
    { term: t.pukTries, value: triesOf(page, card.pukTriesLeft) },
    { term: t.at, value: <Moment at={at} language={page.language} /> },
  ];
}

function triesOf(page: PageContext, left: number | null) {
  const t = viewText[page.language];
  if (left === null) return t.untold;
  return <Badge tone={left === 0 ? 'bad' : left === 1 ? 'hold' : 'good'}>{t.tries(left)}</Badge>;
}

/** The ways on where tries are spent. A PUK is never asked for: only the authority knows one. */
function Tries({ page, card }: Shown) {
  const t = viewText[page.language];
  if (card.kind !== 'ours') return null;
  if (card.pukTriesLeft === 0) return <Notice language={page.language} kind="problem" title={t.pukBlocked} />;
  if (card.pinTriesLeft !== 0) return null;
  return (
    <Notice language={page.language} kind="warning" title={t.pinBlocked}>
      <p>
        <LinkButton href={path.unlock} small>
          {t.unlock}
        </LinkButton>
      </p>
    </Notice>
  );
}

const proofTone: Readonly<Record<KeyProof, BadgeTone>> = { proved: 'good', failed: 'bad', untold: 'plain' };

function Certificate(props: { readonly page: PageContext; readonly certificate: ViewedCertificate }) {
  const { certificate: c } = props;
  const { language } = props.page;
  const t = viewText[language];
  return (
    <article class="panel">
      <h3>
        {statusText[language].use[c.use]}{' '}
        {c.status === null ? (
          <Badge tone="bad">{t.notOurs}</Badge>
        ) : (
          <CertificateBadge status={c.status} language={language} />
        )}
      </h3>
      <Facts
        items={[
          { term: t.subject, value: c.subject },
          { term: t.issuer, value: c.issuer },
          {
            term: t.validity,
            value: <span class="num">{dateRange(c.notBefore, c.notAfter, language)}</span>,
          },
          { term: t.serial, value: <code>{c.serialNumber}</code> },
          { term: t.keyType, value: c.keyType },
          { term: t.keyProof, value: <Badge tone={proofTone[c.keyProof]}>{t.keyProofs[c.keyProof]}</Badge> },
        ]}
      />
    </article>
  );
}
