import { Empty } from '@kaika/look/empty';
import { Facts } from '@kaika/look/facts';
import { Pagination } from '@kaika/look/pagination';
import { Table } from '@kaika/look/table';
import { Day } from '@kaika/look/time';
import type { OrganisationKind } from '@kaika/wire/cardstatus';
import type { FoundRows } from '../store/search.ts';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { organisationPath, path } from './path.ts';
import { cardColumns } from './search.tsx';
import { kindText } from './text/kind.ts';
import { officeText } from './text/office.ts';
import { searchText } from './text/search.ts';
import { Timeline, type TimelineEvent } from './timeline.tsx';

export type OrganisationView = {
  readonly page: PageContext;
  readonly organisation: {
    readonly oid: string;
    readonly name: string;
    readonly kind: OrganisationKind;
    readonly ubn: string | null;
    readonly address: string;
    readonly registeredAt: Date;
  };
  readonly cards: readonly FoundRows['card'][number][];
  readonly pageNumber: number;
  readonly pages: number;
  readonly events: readonly TimelineEvent[];
};

/** `GET /officer/organisations/{oid}` */
export function OrganisationPage(view: OrganisationView) {
  const { page, organisation } = view;
  const { language } = page;
  const t = searchText[language];
  const here = organisationPath(organisation.oid);
  return (
    <OfficerFrame
      page={page}
      title={organisation.name}
      width="wide"
      breadcrumbs={[{ label: t.title, href: path.search }]}
    >
      <h1>{organisation.name}</h1>
      <Facts
        items={[
          { term: t.kind, value: kindText[language][organisation.kind] },
          { term: t.ubn, value: <span class="num">{organisation.ubn ?? '—'}</span> },
          { term: t.oid, value: <code>{organisation.oid}</code> },
          { term: t.address, value: organisation.address },
          { term: t.registered, value: <Day at={organisation.registeredAt} language={language} /> },
        ]}
      />
      <section>
        <div class="list-head">
          <h2>{t.cards}</h2>
          <CsvButton page={page} href={`${here}/cards.csv`} />
        </div>
        {view.cards.length === 0 ? (
          <Empty title={t.noCards} sentence={t.noCardsText} />
        ) : (
          <Table caption={t.cards} quiet rows={view.cards} columns={cardColumns(page)} />
        )}
        <Pagination
          language={language}
          page={view.pageNumber}
          pages={view.pages}
          href={(n) => `${here}?page=${n}`}
        />
      </section>
      <section>
        <h2>{officeText[language].timeline}</h2>
        <Timeline language={language} events={view.events} />
      </section>
    </OfficerFrame>
  );
}
