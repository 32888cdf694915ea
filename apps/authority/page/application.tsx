import { Badge } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { type Option, RadioGroup } from '@kaika/look/choice';
import { longDate } from '@kaika/look/date';
import { type Fact, Facts } from '@kaika/look/facts';
import { TextArea } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import type { Purpose } from '@kaika/registry/application';
import type { ApplicationState } from '@kaika/wire/application';
import type { OrganisationKind } from '@kaika/wire/cardstatus';
import type { PageContext } from './context.ts';
import type { ShownDocument } from './document.tsx';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { applicationPath, cardPath, documentPath, path } from './path.ts';
import { stateName, toneOf } from './progress.tsx';
import { ProblemNotice } from './remedy.tsx';
import { type ReviewedRequest, requestFacts } from './review.tsx';
import { applyText } from './text/apply.ts';
import { documentText } from './text/document.ts';
import { kindText } from './text/kind.ts';
import { officeText } from './text/office.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type Decision = 'review' | 'approve' | 'return' | 'refuse';

export type ApplicationView = {
  readonly page: PageContext;
  readonly application: {
    readonly number: string;
    readonly state: ApplicationState;
    readonly kind: OrganisationKind;
    readonly name: string;
    readonly ubn: string | null;
    readonly address: string;
    readonly contactName: string;
    readonly contactMail: string;
    readonly contactPhone: string;
    readonly person: string | null;
    readonly purpose: Purpose;
    readonly previousCard: string | null;
    readonly submittedAt: Date;
    readonly reason: string | null;
    readonly cardNumber: string | null;
    readonly version: number;
  };
  /** the key of a request for a certificate on no card */
  readonly request?: Pick<ReviewedRequest, 'key' | 'keyId'> | undefined;
  readonly documents: readonly ShownDocument[];
  /** the organisation the stated number is registered to already; `same`: this is one more card of it */
  readonly known?: KnownHolder | undefined;
  /** what the officer signed in may decide now; empty: nothing */
  readonly decisions: readonly Decision[];
  /** the officer signed in did its first review and may not approve it */
  readonly sameOfficer: boolean;
  readonly mayProduce: boolean;
  readonly events: readonly TimelineEvent[];
  readonly values?: { readonly decision?: string | undefined; readonly reason?: string | undefined };
  readonly errors?: FieldCodes;
  /** why a decision was not recorded */
  readonly problem?: string | undefined;
  /** a decision was just recorded (said once) */
  readonly decided?: boolean | undefined;
};

export type KnownHolder = {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly registeredAt: Date;
  readonly same: boolean;
  readonly cards: readonly string[];
};

/** `GET /officer/applications/{number}`; the form posts `decision`, `reason` and `version` to the same address. */
export function ApplicationPage(view: ApplicationView) {
  const { page, application } = view;
  const { language } = page;
  const t = officeText[language];
  return (
    <OfficerFrame
      page={page}
      title={application.number}
      section="queue"
      breadcrumbs={[{ label: t.queueTitle, href: path.officer }]}
    >
      <h1>
        {application.name}{' '}
        <Badge tone={toneOf[application.state]}>
          {stateName(application.state, view.request !== undefined, language)}
        </Badge>
      </h1>
      {view.decided && <Notice language={language} kind="success" title={t.decided} />}
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      {view.known && <Known known={view.known} language={language} />}
      <div class="columns-2 uneven">
        <section>
          <h2>{t.content}</h2>
          <Facts items={facts(view)} />
          <Documents view={view} />
        </section>
        <section class="panel">
          <h2>{t.decisionTitle}</h2>
          <Deciding {...view} />
        </section>
      </div>
      <section>
        <h2>{t.history}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

/** Whose number it is: a card of the known organisation, or one that cannot be approved. */
function Known({ known, language }: { readonly known: KnownHolder; readonly language: Language }) {
  const t = officeText[language];
  const kind = kindText[language][known.kind];
  return (
    <Notice
      language={language}
      kind={known.same ? 'info' : 'warning'}
      title={known.same ? t.additionalCard : t.organisationDiffers}
    >
      <p>{t.registeredAs(known.name, kind, longDate(known.registeredAt, language))}</p>
      <p>
        {t.knownCards}
        {known.cards.length === 0 && t.noCards}
        {known.cards.map((number) => (
          <>
            {' '}
            <a class="num" href={cardPath(number)}>
              {number}
            </a>
          </>
        ))}
      </p>
    </Notice>
  );
}

/** 證明文件, each to be opened or saved; what applicants send is never shown as a page of ours. */
function Documents({ view }: { readonly view: ApplicationView }) {
  const { page, application, documents } = view;
  const t = documentText[page.language];
  return (
    <section aria-labelledby="documents">
      <h3 id="documents">{t.title}</h3>
      {documents.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <p class="small soft">{t.warning}</p>
          <ul class="links">
            {documents.map(({ id, name, size }) => (
              <li>
                <a class="plain" href={documentPath(application.number, id)} download={name}>
                  {name}
                </a>{' '}
                <span class="soft num">{t.size(size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function facts({ page: { language }, application, request }: ApplicationView): readonly Fact[] {
  const t = officeText[language];
  const f = applyText[language].fields;
  return [
    { term: t.number, value: <span class="num">{application.number}</span> },
    { term: t.submittedAt, value: <Moment at={application.submittedAt} language={language} /> },
    ...(application.previousCard === null
      ? []
      : [
          { term: t.purpose, value: t.purposes[application.purpose] },
          {
            term: t.previousCard,
            value: <a href={cardPath(application.previousCard)}>{application.previousCard}</a>,
          },
        ]),
    { term: f.kind, value: kindText[language][application.kind] },
    { term: f.name, value: application.name },
    ...(application.person ? [{ term: t.person, value: application.person }] : []),
    { term: f.ubn, value: <span class="num">{application.ubn ?? t.noUbn}</span> },
    { term: f.address, value: application.address },
    { term: f.contactName, value: application.contactName },
    { term: f.contactMail, value: application.contactMail },
    { term: f.contactPhone, value: <span class="num">{application.contactPhone}</span> },
    ...requestFacts(request, language),
    ...(application.reason ? [{ term: t.reason, value: application.reason }] : []),
    ...(application.cardNumber
      ? [{ term: t.card, value: <a href={cardPath(application.cardNumber)}>{application.cardNumber}</a> }]
      : []),
  ];
}

function Deciding(view: ApplicationView) {
  const { page, application, decisions } = view;
  const { language } = page;
  const t = officeText[language];
  if (decisions.length === 0) {
    return (
      <>
        <p>{view.sameOfficer ? t.sameOfficer : t.notYourTurn}</p>
        {view.mayProduce && (
          <LinkButton href={`${path.produce}?application=${encodeURIComponent(application.number)}`}>
            {t.produce}
          </LinkButton>
        )}
      </>
    );
  }
  const labels = { decision: t.decision, reason: t.reason };
  const said = fieldErrors(view.errors ?? {}, labels, { language, required: t.chooseRequired });
  return (
    <Form language={language} action={applicationPath(application.number)} errors={said}>
      <input type="hidden" name="version" value={String(application.version)} />
      <RadioGroup
        language={language}
        name="decision"
        label={t.decision}
        value={view.values?.decision}
        error={said.decision}
        options={decisions.map((decision) => optionOf(decision, page))}
      />
      <TextArea
        language={language}
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        value={view.values?.reason}
        error={said.reason}
        conditional
        maxlength={500}
      />
      <Actions>
        <Submit>{t.decide}</Submit>
      </Actions>
    </Form>
  );
}

function optionOf(value: Decision, page: PageContext): Option {
  const t = officeText[page.language];
  const words: Readonly<Record<Decision, readonly [string, string]>> = {
    review: [t.reviewDecision, t.reviewHint],
    approve: [t.approveDecision, t.approveHint],
    return: [t.returnDecision, t.returnHint],
    refuse: [t.refuseDecision, t.refuseHint],
  };
  const [label, hint] = words[value];
  return { value, label, hint };
}
