import { Badge } from '@kaika/look/badge';
import { Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { Explained, TextArea, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import { roles as allRoles } from '@kaika/registry/officer';
import type { OfficerRole, PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { cardPath, path, personPath, proposalPath } from './path.ts';
import { rolesOf } from './proposal.tsx';
import { ProblemNotice } from './remedy.tsx';
import { officeText } from './text/office.ts';
import { peopleText } from './text/people.ts';
import { proposalText } from './text/proposal.ts';
import { roleText } from './text/role.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly OfficerRole[];
  readonly cardNumber: string | null;
  readonly state: 'serving' | 'left';
  readonly appointedAt: Date;
};

/** What was typed and refused, in one of the forms. */
export type PeopleSaid = {
  readonly kind?: string | undefined;
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly errors?: FieldCodes | undefined;
  readonly problem?: string | undefined;
};

export type PeopleView = PeopleSaid & {
  readonly page: PageContext;
  readonly people: readonly Person[];
  readonly mayPropose?: boolean | undefined;
};

/** `GET /officer/people`; an administrator's form posts there. */
export function PeoplePage(view: PeopleView) {
  const { page, people } = view;
  const t = officeText[page.language];
  const w = peopleText[page.language];
  return (
    <OfficerFrame page={page} title={t.peopleTitle} section="people" width="wide">
      <h1>{t.peopleTitle}</h1>
      <p>{t.peopleLead}</p>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Table caption={t.peopleTitle} quiet rows={people} columns={columns(page)} />
      <p>
        <CsvButton page={page} href={`${path.people}.csv`} />
      </p>
      {view.mayPropose && (
        <section>
          <h2>{w.appointTitle}</h2>
          <p>{w.appointLead}</p>
          <p class="soft small">{w.minimum}</p>
          <WishForm page={page} said={view} kind="appoint" action={path.people} submit={w.appoint} />
        </section>
      )}
    </OfficerFrame>
  );
}

export type PersonView = PeopleSaid & {
  readonly page: PageContext;
  readonly person: Person;
  /** an administrator looks at somebody else */
  readonly mayPropose: boolean;
  readonly isYou: boolean;
  /** numbers of proposals that wait */
  readonly open: readonly string[];
  readonly events: readonly TimelineEvent[];
};

/** `GET /officer/people/{id}`; the forms post there. */
export function PersonPage(view: PersonView) {
  const { page, person } = view;
  const { language } = page;
  const t = officeText[language];
  const w = peopleText[language];
  const action = personPath(person.id);
  return (
    <OfficerFrame
      page={page}
      title={person.name}
      section="people"
      breadcrumbs={[{ label: t.peopleTitle, href: path.people }]}
    >
      <h1>
        {person.name} <Badge tone={person.state === 'serving' ? 'good' : 'plain'}>{t[person.state]}</Badge>
      </h1>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Facts
        items={[
          { term: t.roles, value: rolesOf(person.roles, page) },
          { term: t.personCard, value: <Card number={person.cardNumber} none={t.noCardYet} /> },
          { term: t.appointedAt, value: <Day at={person.appointedAt} language={language} /> },
          ...view.open.map((number) => ({
            term: w.open,
            value: <a href={proposalPath(number)}>{number}</a>,
          })),
        ]}
      />
      {view.isYou && <Notice language={language} kind="info" title={w.own} />}
      {view.mayPropose && person.state === 'serving' && view.open.length === 0 && (
        <>
          <section>
            <h2>{w.rolesTitle}</h2>
            <WishForm
              page={page}
              said={view.kind === 'roles' ? view : { roles: person.roles }}
              kind="roles"
              action={action}
              submit={w.change}
            />
          </section>
          <section>
            <h2>{w.cardTitle}</h2>
            <WishForm page={page} said={view} kind="card" action={action} submit={w.change} />
          </section>
          <section>
            <h2>{w.dismissTitle}</h2>
            <p>{w.dismissLead}</p>
            <WishForm page={page} said={view} kind="dismiss" action={action} submit={w.dismiss} />
          </section>
        </>
      )}
      <section>
        <h2>{w.activity}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}

type WishKind = 'appoint' | 'roles' | 'card' | 'dismiss';

function WishForm(props: {
  readonly page: PageContext;
  readonly said: PeopleSaid;
  readonly kind: WishKind;
  readonly action: string;
  readonly submit: string;
}) {
  const { page, said, kind } = props;
  const { language } = page;
  const t = proposalText[language];
  const isHere = said.kind === undefined || said.kind === kind;
  const values = isHere ? (said.values ?? {}) : {};
  // Ids are one of a kind on a page with several forms.
  const name = (field: string) => `${kind}-${field}`;
  const labels = { [name('cardNumber')]: t.card, [name('roles')]: t.roles, [name('grounds')]: t.grounds };
  const codes = Object.fromEntries(
    Object.entries(isHere ? (said.errors ?? {}) : {}).map(([field, code]) => [name(field), code]),
  );
  const errors = fieldErrors(codes, labels, { language, required: t.required });
  return (
    <Form language={language} action={props.action} errors={errors}>
      <input type="hidden" name="kind" value={kind} />
      {(kind === 'appoint' || kind === 'card') && (
        <TextField
          language={language}
          name={name('cardNumber')}
          label={kind === 'card' ? peopleText[language].newCard : t.card}
          value={values.cardNumber}
          error={errors[name('cardNumber')]}
          maxlength={16}
          width="medium"
          numeric
        />
      )}
      {(kind === 'appoint' || kind === 'roles') && (
        <Roles
          page={page}
          name={name('roles')}
          chosen={isHere ? (said.roles ?? []) : []}
          error={errors[name('roles')]}
        />
      )}
      <TextArea
        language={language}
        name={name('grounds')}
        label={t.grounds}
        value={values.grounds}
        error={errors[name('grounds')]}
        rows={2}
        maxlength={1000}
      />
      <Actions>
        <Submit look={kind === 'dismiss' ? 'danger' : 'main'}>{props.submit}</Submit>
      </Actions>
    </Form>
  );
}

function Roles(props: {
  readonly page: PageContext;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly error: string | undefined;
}) {
  const { page, name, chosen, error } = props;
  const { language } = page;
  const t = proposalText[language];
  return (
    <fieldset class={error === undefined ? 'field' : 'field wrong'} id={name}>
      <legend>{t.roles}</legend>
      <Explained language={language} name={name} hint={t.rolesHint} error={error} />
      <div class="options two">
        {allRoles.map((role) => (
          <label class="option">
            <input type="checkbox" name={`role-${role}`} value="yes" checked={chosen.includes(role)} />
            <span class="option-text">{roleText[language][role]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Card({ number, none }: { readonly number: string | null; readonly none: string }) {
  if (number === null) return <>{none}</>;
  return (
    <a class="plain num" href={cardPath(number)}>
      {number}
    </a>
  );
}

function columns(page: PageContext): readonly Column<Person>[] {
  const { language } = page;
  const t = officeText[language];
  return [
    { label: t.personName, head: true, cell: (row) => <a href={personPath(row.id)}>{row.name}</a> },
    { label: t.roles, cell: (row) => rolesOf(row.roles, page) },
    { label: t.personCard, cell: (row) => <Card number={row.cardNumber} none={t.noCardYet} /> },
    { label: t.appointedAt, cell: (row) => <Day at={row.appointedAt} language={language} short /> },
    {
      label: t.state,
      cell: (row) => <Badge tone={row.state === 'serving' ? 'good' : 'plain'}>{t[row.state]}</Badge>,
    },
  ];
}
