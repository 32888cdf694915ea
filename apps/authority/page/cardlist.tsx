import { Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { TextField } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import { Pagination } from '@kaika/look/pagination';
import { type Column, Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import type { CardState } from '@kaika/wire/cardstatus';
import type { CardRow } from './card.tsx';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { cardPath, path } from './path.ts';
import { CardBadge } from './status.tsx';
import { listText } from './text/list.ts';
import { officeText } from './text/office.ts';
import { statusText } from './text/status.ts';

export const cardStates: readonly CardState[] = [
  'produced',
  'shipped',
  'active',
  'suspended',
  'revoked',
  'expired',
  'incomplete',
  'lost',
  'destroyed',
  'replaced',
];

/** A state, or `due`: to be activated within seven days. */
export type CardListState = CardState | 'due';

export type CardsView = {
  readonly page: PageContext;
  readonly q?: string | undefined;
  readonly state?: CardListState | undefined;
  readonly rows: readonly CardRow[];
  readonly pageNumber: number;
  readonly pages: number;
};

/** `GET /officer/cards?q=&state=&page=` */
export function CardsPage({ page, q, state, rows, pageNumber, pages }: CardsView) {
  const { language } = page;
  const t = officeText[language];
  const w = listText[language];
  const query = (more: Readonly<Record<string, string>>) =>
    new URLSearchParams({ ...(q ? { q } : {}), ...(state ? { state } : {}), ...more }).toString();
  return (
    <OfficerFrame page={page} title={t.cardsTitle} section="cards" width="wide">
      <h1>{t.cardsTitle}</h1>
      <form class="filter" action={path.cards} method="get">
        <TextField
          language={language}
          name="q"
          label={w.contains}
          value={q}
          type="search"
          required={false}
          conditional
          maxlength={100}
        />
        <Select
          language={language}
          name="state"
          label={t.state}
          value={state}
          empty={w.any}
          required={false}
          conditional
          options={[
            ...cardStates.map((value) => ({ value, label: statusText[language].card[value] })),
            { value: 'due', label: w.due },
          ]}
        />
        <Actions>
          <Submit look="second">{t.search}</Submit>
        </Actions>
      </form>
      <section>
        {rows.length === 0 ? (
          <Empty title={t.cardsEmptyTitle} sentence={t.cardsEmpty} />
        ) : (
          <>
            <Table caption={t.cardsTitle} quiet rows={rows} columns={columns(page)} />
            <p>
              <CsvButton page={page} href={`${path.cards}.csv?${query({})}`} />
            </p>
          </>
        )}
        <Pagination
          language={language}
          page={pageNumber}
          pages={pages}
          href={(n) => `${path.cards}?${query({ page: String(n) })}`}
        />
      </section>
    </OfficerFrame>
  );
}

function columns({ language }: PageContext): readonly Column<CardRow>[] {
  const t = officeText[language];
  const day = (at: Date | null) => (at === null ? '—' : <Day at={at} language={language} short />);
  return [
    {
      label: t.cardNumber,
      head: true,
      cell: (row) => (
        <a class="plain num" href={cardPath(row.number)}>
          {row.number}
        </a>
      ),
    },
    { label: t.holder, cell: (row) => row.holder },
    { label: t.issuedOn, cell: (row) => day(row.issuedOn) },
    { label: t.deadline, cell: (row) => day(row.activationDeadline) },
    { label: t.state, cell: (row) => <CardBadge state={row.state} language={language} /> },
  ];
}
