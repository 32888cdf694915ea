import { LinkButton, Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Pagination } from '@kaika/look/pagination';
import { Table } from '@kaika/look/table';
import type { PageContext } from './context.ts';
import { HolderFrame } from './frame.tsx';
import { CsvButton, holdingColumns, type ShownHolding, VisitLine } from './holdings.tsx';
import { path } from './path.ts';
import { ProofPlace } from './proof.tsx';
import { allText } from './text/all.ts';

/** `GET /all`, 線上查詢組織團體所有憑證, before card and PIN. */
export function AllIntroPage({ page }: { readonly page: PageContext }) {
  const t = allText[page.language];
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="all">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.notesTitle}</h2>
      <ul class="prose">
        {t.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <ProofPlace page={page} acts={[{ operation: 'all', label: t.prove }]} done={t.done} />
    </HolderFrame>
  );
}

export type AllSort = 'card' | 'until' | 'status';

export type AllView = {
  readonly page: PageContext;
  readonly organisation: string;
  readonly visit: { readonly expiresAt: Date; readonly receipt: string };
  readonly q: string;
  readonly sort: AllSort;
  readonly rows: readonly ShownHolding[];
  readonly cards: number;
  readonly certificates: number;
  readonly pageNumber: number;
  readonly pages: number;
};

/** `GET /all` after card and PIN. `?q=&sort=&page=` */
export function AllPage(view: AllView) {
  const { page, q, sort } = view;
  const { language } = page;
  const t = allText[language];
  const at = (more: Readonly<Record<string, string>>) => new URLSearchParams({ q, sort, ...more }).toString();
  return (
    <HolderFrame page={page} title={t.title} section="operations" operation="all" width="wide" unlisted>
      <h1>{t.title}</h1>
      <p class="lead">{view.organisation}</p>
      <VisitLine page={page} visit={view.visit} end={`${path.all}/end`} />
      <Form language={language} action={path.all} method="get">
        <TextField
          language={language}
          name="q"
          label={t.q}
          hint={t.qHint}
          value={q}
          type="search"
          required={false}
        />
        <Select
          language={language}
          name="sort"
          label={t.sort}
          value={sort}
          width="medium"
          options={(['card', 'until', 'status'] as const).map((value) => ({ value, label: t.sorts[value] }))}
        />
        <Actions>
          <Submit look="second">{t.search}</Submit>
        </Actions>
      </Form>
      <section>
        <p>
          {t.count(view.cards, view.certificates)}{' '}
          <CsvButton page={page} href={`${path.all}.csv?${at({})}`} />
        </p>
        {view.rows.length === 0 ? (
          <Empty title={t.emptyTitle} sentence={t.empty}>
            <LinkButton href={path.all} look="second">
              {t.clear}
            </LinkButton>
          </Empty>
        ) : (
          <Table caption={t.caption} quiet rows={view.rows} columns={holdingColumns(page)} />
        )}
        <Pagination
          language={language}
          page={view.pageNumber}
          pages={view.pages}
          href={(n) => `${path.all}?${at({ page: String(n) })}`}
        />
      </section>
    </HolderFrame>
  );
}
