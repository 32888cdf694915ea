import { Badge, type BadgeTone } from '@kaika/look/badge';
import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { Empty } from '@kaika/look/empty';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextArea } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import { officerReasons, type ProposalKind } from '@kaika/registry/proposal';
import type { OfficerRole, PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { cardPath, path, personPath, proposalPath, receiptPath } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { officeText } from './text/office.ts';
import { proposalText } from './text/proposal.ts';
import { roleText } from './text/role.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type ProposalState = 'entered' | 'approved' | 'refused' | 'withdrawn';

export type ShownProposal = {
  readonly number: string;
  readonly kind: ProposalKind;
  readonly subject: string;
  /** the holder of the card, or the officer's name */
  readonly name: string;
  readonly roles: readonly OfficerRole[];
  readonly cardNumber: string | null;
  readonly reason: string | null;
  readonly suspended: boolean;
  readonly grounds: string;
  readonly state: ProposalState;
  /** names of officers */
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly refusal: string | null;
  readonly receipt: string | null;
  readonly forYou: boolean;
};

export const proposalTone: Readonly<Record<ProposalState, BadgeTone>> = {
  entered: 'busy',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
};

export const proposalStates: readonly ProposalState[] = ['entered', 'approved', 'refused', 'withdrawn'];

type View = { readonly page: PageContext };

/** `GET /officer/proposals?state=&page=` */
export function ProposalsPage(
  view: View & {
    readonly rows: readonly ShownProposal[];
    readonly state: ProposalState | undefined;
    readonly counts: Readonly<Partial<Record<ProposalState, number>>>;
    readonly pageNumber: number;
    readonly pages: number;
  },
) {
  const { page, rows, state, counts } = view;
  const t = proposalText[page.language];
  const query = state === undefined ? '' : `state=${state}&`;
  return (
    <OfficerFrame page={page} title={t.title} section="proposals" width="wide">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <nav aria-label={t.filters}>
        <ul class="filters">
          <li>
            <a href={path.proposals} aria-current={state === undefined ? 'true' : undefined}>
              {t.all}
            </a>
          </li>
          {proposalStates.map((one) => (
            <li>
              <a href={`${path.proposals}?state=${one}`} aria-current={state === one ? 'true' : undefined}>
                {t.states[one]}
                {counts[one] ? <span class="num soft"> {counts[one]}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty} />
      ) : (
        <>
          <Table caption={t.title} quiet rows={rows} columns={columns(page)} />
          <p>
            <CsvButton page={page} href={`${path.proposals}.csv?${query}`} />
          </p>
        </>
      )}
      <Pagination
        language={page.language}
        page={view.pageNumber}
        pages={view.pages}
        href={(n) => `${path.proposals}?${query}page=${n}`}
      />
    </OfficerFrame>
  );
}

/** `GET /officer/proposals/{number}`; posts `decision` there. */
export function ProposalPage(
  view: View & {
    readonly proposal: ShownProposal;
    readonly isOwn: boolean;
    readonly isAboutYou: boolean;
    readonly events: readonly TimelineEvent[];
    readonly problem?: string | undefined;
  },
) {
  const { page, proposal } = view;
  const { language } = page;
  const t = proposalText[language];
  const waits = proposal.state === 'entered';
  return (
    <OfficerFrame
      page={page}
      title={proposal.number}
      section="proposals"
      breadcrumbs={[{ label: t.title, href: path.proposals }]}
    >
      <h1>
        {t.kinds[proposal.kind]} <Badge tone={proposalTone[proposal.state]}>{t.states[proposal.state]}</Badge>
      </h1>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Facts items={facts(view)} />
      {waits && view.isOwn && <Notice language={language} kind="info" title={t.yours} />}
      {waits && view.isAboutYou && <Notice language={language} kind="info" title={t.aboutYou} />}
      {waits && (proposal.forYou || view.isOwn) && <Decide {...view} />}
      <section>
        <h2>{t.history}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

function Decide({ page, proposal, isOwn }: Parameters<typeof ProposalPage>[0]) {
  const { language } = page;
  const t = proposalText[language];
  const common = { language, action: proposalPath(proposal.number) };
  if (isOwn) {
    return (
      <Actions>
        <AskButton id="withdraw">{t.withdraw}</AskButton>
        <ConfirmDialog {...common} id="withdraw" title={t.withdraw} confirm={t.withdraw}>
          <input type="hidden" name="decision" value="withdraw" />
          {proposal.suspended && <p>{t.withdrawText}</p>}
        </ConfirmDialog>
      </Actions>
    );
  }
  return (
    <section>
      <h2>{t.decideTitle}</h2>
      <Actions>
        <AskButton id="approve" danger={proposal.kind === 'revoke'}>
          {t.approve}
        </AskButton>
        <AskButton id="refuse">{t.refuse}</AskButton>
      </Actions>
      <ConfirmDialog
        {...common}
        id="approve"
        title={t.kinds[proposal.kind]}
        confirm={t.approve}
        danger={proposal.kind === 'revoke'}
      >
        <input type="hidden" name="decision" value="approve" />
        <p>{t.approveText[proposal.kind]}</p>
      </ConfirmDialog>
      <ConfirmDialog {...common} id="refuse" title={t.refuse} confirm={t.refuse}>
        <input type="hidden" name="decision" value="refuse" />
        {proposal.suspended && <p>{t.refuseText}</p>}
        <TextArea language={language} name="reason" label={t.refusal} maxlength={500} />
      </ConfirmDialog>
    </section>
  );
}

/** `GET /officer/cards/{number}/revoke`; the form posts there. */
export function ProposeRevocationPage(
  view: View & {
    readonly card: { readonly number: string; readonly holder: string };
    readonly values: Readonly<Record<string, string | undefined>>;
    readonly errors: FieldCodes;
    readonly problem?: string | undefined;
  },
) {
  const { page, card, values } = view;
  const { language } = page;
  const t = proposalText[language];
  const said = fieldErrors(
    view.errors,
    { reason: t.reason, grounds: t.grounds },
    { language, required: t.required },
  );
  return (
    <OfficerFrame
      page={page}
      title={t.revokeTitle(card.number)}
      section="cards"
      width="narrow"
      breadcrumbs={[
        { label: officeText[language].cardsTitle, href: path.cards },
        { label: card.number, href: cardPath(card.number) },
      ]}
    >
      <h1>{t.revokeTitle(card.number)}</h1>
      <p class="lead">{card.holder}</p>
      <p>{t.revokeLead}</p>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Form language={language} action={`${cardPath(card.number)}/revoke`} errors={said}>
        <RadioGroup
          language={language}
          name="reason"
          label={t.reason}
          value={values.reason}
          error={said.reason}
          options={officerReasons.map((value) => ({ value, label: t.reasons[value] }))}
        />
        <TextArea
          language={language}
          name="grounds"
          label={t.grounds}
          hint={t.groundsHint}
          value={values.grounds}
          error={said.grounds}
          maxlength={1000}
        />
        <Actions>
          <Submit look="danger">{t.send}</Submit>
        </Actions>
      </Form>
    </OfficerFrame>
  );
}

function facts({ page, proposal }: Parameters<typeof ProposalPage>[0]): readonly Fact[] {
  const { language } = page;
  const t = proposalText[language];
  const card = (number: string) => (
    <a class="plain num" href={cardPath(number)}>
      {number}
    </a>
  );
  const { kind, roles, receipt, decidedAt } = proposal;
  return [
    { term: t.number, value: <span class="num">{proposal.number}</span> },
    ...(kind === 'revoke'
      ? [
          { term: t.card, value: card(proposal.subject) },
          { term: t.holder, value: proposal.name },
          { term: t.reason, value: reasonOf(proposal, page) },
        ]
      : [
          {
            term: t.subject,
            value:
              kind === 'appoint' ? proposal.name : <a href={personPath(proposal.subject)}>{proposal.name}</a>,
          },
          ...(proposal.cardNumber === null ? [] : [{ term: t.card, value: card(proposal.cardNumber) }]),
          ...(roles.length === 0 ? [] : [{ term: t.roles, value: rolesOf(roles, page) }]),
        ]),
    { term: t.grounds, value: proposal.grounds },
    { term: t.enteredBy, value: proposal.enteredBy },
    { term: t.enteredAt, value: <Moment at={proposal.enteredAt} language={language} /> },
    ...(proposal.decidedBy === null ? [] : [{ term: t.decidedBy, value: proposal.decidedBy }]),
    ...(decidedAt === null
      ? []
      : [{ term: t.decidedAt, value: <Moment at={decidedAt} language={language} /> }]),
    ...(proposal.refusal === null ? [] : [{ term: t.refusal, value: proposal.refusal }]),
    ...(receipt === null ? [] : [{ term: t.receipt, value: <a href={receiptPath(receipt)}>{receipt}</a> }]),
  ];
}

function reasonOf({ reason }: ShownProposal, { language }: PageContext): string {
  const known = officerReasons.find((one) => one === reason);
  return known === undefined ? '—' : proposalText[language].reasons[known];
}

/** Roles in a sentence. */
export function rolesOf(roles: readonly OfficerRole[], { language }: PageContext): string {
  return roles.map((role) => roleText[language][role]).join(language === 'en' ? ', ' : '、');
}

function columns({ language }: PageContext): readonly Column<ShownProposal>[] {
  const t = proposalText[language];
  return [
    {
      label: t.number,
      head: true,
      cell: (row) => (
        <a class="plain num" href={proposalPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.kind, cell: (row) => t.kinds[row.kind] },
    { label: t.subject, cell: (row) => row.name },
    { label: t.enteredBy, cell: (row) => row.enteredBy },
    { label: t.enteredAt, cell: (row) => <Moment at={row.enteredAt} language={language} short /> },
    {
      label: t.state,
      cell: (row) => (
        <>
          <Badge tone={proposalTone[row.state]}>{t.states[row.state]}</Badge>{' '}
          {row.forYou && <Badge tone="hold">{t.forYou}</Badge>}
        </>
      ),
    },
  ];
}
