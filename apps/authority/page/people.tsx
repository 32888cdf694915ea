import { Badge } from '@kaika/look/badge';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import type { OfficerRole, PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { cardPath } from './path.ts';
import { officeText } from './text/office.ts';
import { roleText } from './text/role.ts';

export type Person = {
  readonly name: string;
  readonly roles: readonly OfficerRole[];
  readonly cardNumber: string | null;
  readonly state: 'serving' | 'left';
  readonly appointedAt: Date;
};

export type PeopleView = { readonly page: PageContext; readonly people: readonly Person[] };

/** `GET /officer/people` */
export function PeoplePage({ page, people }: PeopleView) {
  const t = officeText[page.language];
  return (
    <OfficerFrame page={page} title={t.peopleTitle} section="people">
      <h1>{t.peopleTitle}</h1>
      <p>{t.peopleLead}</p>
      <Table caption={t.peopleTitle} quiet rows={people} columns={columns(page)} />
    </OfficerFrame>
  );
}

function columns({ language }: PageContext): readonly Column<Person>[] {
  const t = officeText[language];
  return [
    { label: t.personName, head: true, cell: (row) => row.name },
    {
      label: t.roles,
      cell: (row) => row.roles.map((role) => roleText[language][role]).join(language === 'en' ? ', ' : '、'),
    },
    {
      label: t.personCard,
      cell: (row) =>
        row.cardNumber === null ? (
          t.noCardYet
        ) : (
          <a class="plain num" href={cardPath(row.cardNumber)}>
            {row.cardNumber}
          </a>
        ),
    },
    { label: t.appointedAt, cell: (row) => <Day at={row.appointedAt} language={language} short /> },
    {
      label: t.state,
      cell: (row) => <Badge tone={row.state === 'serving' ? 'good' : 'plain'}>{t[row.state]}</Badge>,
    },
  ];
}
