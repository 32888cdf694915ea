import { LinkButton, Submit } from '@kaika/look/button';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { type Fact, Facts } from '@kaika/look/facts';
import { Actions } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { count, money } from '@kaika/look/number';
import { Moment } from '@kaika/look/time';
import { dayOf, priceOf } from '../paper/day.ts';
import type { Case, Event } from '../rule/case.ts';
import { isEditable, isWithdrawable } from '../rule/state.ts';
import type { Paper } from '../store/case.ts';
import { examineWords } from '../word/examine.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { pageWords } from '../word/page.ts';
import { reportWords } from '../word/report.ts';
import { AttachmentList } from './attachment.tsx';
import { SumTable } from './check.tsx';
import { type Frame, Page } from './shell.tsx';
import { StateBadge } from './state.tsx';

export type OverviewProps = {
  readonly frame: Frame;
  readonly held: Case;
  readonly events: readonly Event[];
  readonly papers: readonly Paper[];
};

/** A case as its firm sees it: state and what to do next, content, papers, history. */
export function OverviewPage(props: OverviewProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = pageWords(language);
  return (
    <Page frame={frame} title={held.content.company.name || words.list.noName}>
      <StateNotice held={held} language={language} />
      <NextActions held={held} language={language} />
      <Papers {...props} />
      <CaseFacts held={held} language={language} />
      <h2>{words.check.sums}</h2>
      <SumTable held={held} language={language} />
      <h2>{words.overview.attachments}</h2>
      <AttachmentList held={held} language={language} />
      <History events={props.events} language={language} />
      <section class="panel">
        <h2>{words.overview.copy}</h2>
        <p>{words.overview.copyNote}</p>
        <form method="post" action={`/case/${held.id}/copy`}>
          <Submit look="second">{words.overview.copy}</Submit>
        </form>
      </section>
    </Page>
  );
}

type Part = { readonly held: Case; readonly language: Language };

const kinds = { supplement: 'warning', accepted: 'success', rejected: 'problem' } as const;

/** The state in a sentence, with the examiner's words where there are any. */
export function StateNotice({ held, language }: Part) {
  const words = pageWords(language).overview;
  const kind = held.state in kinds ? kinds[held.state as keyof typeof kinds] : 'info';
  return (
    <Notice language={language} kind={kind} title={words.stateNote[held.state]}>
      <p>
        <StateBadge state={held.state} language={language} /> <span class="num">{held.number ?? ''}</span>
      </p>
      {held.reason !== null && (
        <p>
          <strong>{words.reason}</strong> {held.reason}
        </p>
      )}
    </Notice>
  );
}

function NextActions({ held, language }: Part) {
  const words = pageWords(language).overview;
  const base = `/case/${held.id}`;
  const ready = held.state === 'signed' || (held.state === 'supplement' && held.report !== null);
  return (
    <>
      {ready && <p class="hint">{words.submitNote}</p>}
      {held.state === 'received' && <p class="hint">{words.withdrawable}</p>}
      <Actions>
        {ready && (
          <form method="post" action={`${base}/submit`}>
            <Submit>{held.state === 'signed' ? words.submit : words.resubmit}</Submit>
          </form>
        )}
        {isEditable(held) && (
          <LinkButton href={`${base}/company`} look={ready ? 'second' : 'main'}>
            {held.state === 'draft' ? words.go : words.edit}
          </LinkButton>
        )}
        {held.state === 'signed' && (
          <form method="post" action={`${base}/reopen`}>
            <Submit look="second">{words.reopen}</Submit>
          </form>
        )}
        {isWithdrawable(held) && (
          <AskButton id="withdraw" danger>
            {words.withdraw}
          </AskButton>
        )}
      </Actions>
      <ConfirmDialog
        language={language}
        id="withdraw"
        title={words.withdrawAsk}
        action={`${base}/withdraw`}
        confirm={words.withdraw}
        danger
      >
        <p>{words.withdrawNote}</p>
      </ConfirmDialog>
    </>
  );
}

/** The signed report, receipts and preview of a case. */
export function Papers({ frame, held, papers }: OverviewProps) {
  const { language } = frame;
  const words = pageWords(language).overview;
  const base = `/case/${held.id}`;
  const receipts = papers.filter((paper) => paper.kind === 'receipt');
  const items: Fact[] = [];
  if (held.report !== null) {
    items.push({
      term: words.report,
      value: <a href={`${base}/report.pdf`}>{words.reportLink}</a>,
      action: <a href={`${base}/verify`}>{examineWords(language).examine.verify}</a>,
    });
    items.push({ term: words.signedBy, value: held.report.signer });
    items.push({ term: words.signedAt, value: <Moment at={held.report.signedAt} language={language} /> });
    items.push({ term: words.serial, value: <code>{held.report.serialNumber}</code> });
    items.push({ term: words.hash, value: <code>{held.report.sha256}</code> });
  } else {
    items.push({ term: words.papers, value: <a href={`${base}/preview.pdf`}>{words.preview}</a> });
  }
  for (const [index, paper] of receipts.entries()) {
    items.push({
      term: words.receipt(index + 1),
      value: <a href={`${base}/receipt/${paper.id}.pdf`}>PDF</a>,
    });
  }
  return (
    <section>
      <h2>{words.papers}</h2>
      <Facts items={items} />
    </section>
  );
}

/** What the firm declared. */
export function CaseFacts({ held, language }: Part) {
  const words = reportWords(language);
  const page = pageWords(language).overview;
  const { content } = held;
  const noun = nouns(language);
  const { company } = content;
  const items: Fact[] = [
    { term: words.company, value: company.name },
    company.ubn === ''
      ? { term: words.precheck, value: <span class="num">{company.precheck}</span> }
      : { term: words.ubn, value: <span class="num">{company.ubn}</span> },
    { term: words.form, value: noun.form[company.form] },
    { term: words.kind, value: noun.kind[content.kind] },
    { term: words.baseDate, value: dayOf(content.baseDate, language) },
    { term: words.before, value: money(content.capitalBefore, language) },
    { term: words.after, value: money(content.capitalAfter, language) },
    { term: words.shares, value: words.shareUnit(count(content.shares)) },
    { term: words.price, value: words.priceUnit(priceOf(content.priceCents)) },
    {
      term: formWords(language).step.source,
      value: content.sources
        .map((s) => `${noun.source[s.kind]} ${money(s.amount, language)}`)
        .join(words.comma),
    },
    { term: words.cpa, value: content.cpas.map((cpa) => cpa.name).join(words.comma) },
    { term: words.reportDate, value: dayOf(content.reportDate, language) },
    { term: page.firm, value: held.firm.name },
  ];
  if (held.submittedAt !== null) {
    items.push({ term: page.submitted, value: <Moment at={held.submittedAt} language={language} /> });
  }
  return (
    <section>
      <h2>{page.facts}</h2>
      <Facts items={items} />
    </section>
  );
}

/** What happened, oldest first, with who did it. */
export function History({
  events,
  language,
}: {
  readonly events: readonly Event[];
  readonly language: Language;
}) {
  const words = pageWords(language).overview;
  return (
    <section>
      <h2>{words.history}</h2>
      <ol class="timeline">
        {events
          .filter((event, i) => !isFollowed(event, events[i + 1]))
          .map((event) => (
            <li>
              <Moment at={event.at} language={language} />
              <strong>{nouns(language).event[event.what]}</strong>{' '}
              <span class="soft">
                {words.by(event.by.role === 'service' ? words.service : event.by.name)}
              </span>
              {event.detail.reason !== undefined && <p>{event.detail.reason}</p>}
            </li>
          ))}
      </ol>
    </section>
  );
}

/** A change that another change of the same person follows says nothing of its own; the last of them stands for all. */
function isFollowed(event: Event, next: Event | undefined): boolean {
  return event.what === 'case.edited' && next?.what === 'case.edited' && next.by.id === event.by.id;
}
