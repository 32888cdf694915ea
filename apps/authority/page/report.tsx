import { Submit } from '@kaika/look/button';
import { shortDate } from '@kaika/look/date';
import { Empty } from '@kaika/look/empty';
import { TextField } from '@kaika/look/field';
import { Actions } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { count } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import { startOf } from '@kaika/registry/day';
import { type Bar, BarChart, RowChart } from './chart.tsx';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { path } from './path.ts';
import { reportText } from './text/report.ts';

export const reportKinds = ['issued', 'activated', 'days', 'expiring', 'revoked'] as const;
export type ReportKind = (typeof reportKinds)[number];

export type Report = {
  readonly kind: ReportKind;
  /** label: already in the page's language */
  readonly bars: readonly Bar[];
  readonly total: number;
  /** of `days` */
  readonly median: number | null;
};

export type ReportsView = {
  readonly page: PageContext;
  /** `YYYY-MM-DD`, both ends included */
  readonly from: string;
  readonly until: string;
  /** what was typed made no sense */
  readonly wrong: boolean;
  /** the last 30 days, the last 12 months */
  readonly ranges: Readonly<Record<'month' | 'year', { readonly from: string; readonly until: string }>>;
  readonly reports: readonly Report[];
};

/** `GET /officer/reports?from=&until=` */
export function ReportsPage(view: ReportsView) {
  const { page, from, until } = view;
  const { language } = page;
  const t = reportText[language];
  return (
    <OfficerFrame page={page} title={t.title} section="reports" width="wide">
      <h1>{t.title}</h1>
      {view.wrong && <Notice language={language} kind="warning" title={t.badRange} />}
      <nav aria-label={t.range}>
        <ul class="filters">
          {(['month', 'year'] as const).map((name) => {
            const range = view.ranges[name];
            const here = range.from === from && range.until === until;
            return (
              <li>
                <a
                  href={`${path.reports}?${new URLSearchParams(range)}`}
                  aria-current={here ? 'true' : undefined}
                >
                  {t.ranges[name]}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <form class="filter" action={path.reports} method="get">
        <TextField language={language} name="from" label={t.from} type="date" value={from} />
        <TextField language={language} name="until" label={t.until} type="date" value={until} />
        <Actions>
          <Submit look="second">{t.show}</Submit>
        </Actions>
      </form>
      {view.reports.map((report) => (
        <Section page={page} report={report} query={new URLSearchParams({ from, until }).toString()} />
      ))}
    </OfficerFrame>
  );
}

function Section(props: { readonly page: PageContext; readonly report: Report; readonly query: string }) {
  const { page, report, query } = props;
  const { language } = page;
  const t = reportText[language];
  const { kind, bars, total } = report;
  const title = t.sections[kind];
  const Chart = kind === 'revoked' ? RowChart : BarChart;
  return (
    <section aria-labelledby={`report-${kind}`}>
      <h2 id={`report-${kind}`}>{title}</h2>
      <p>
        {t.leads[kind]} <strong>{t.total(count(total))}</strong>
        {report.median !== null && <> · {t.median(count(report.median))}</>}
      </p>
      {total === 0 ? (
        <Empty title={t.emptyTitle} sentence={t.empty} />
      ) : (
        <>
          <Chart bars={bars} title={sentenceOf(title, report, page)} />
          <details>
            <summary>{t.table}</summary>
            <Table
              caption={title}
              quiet
              rows={bars}
              columns={[
                { label: t.labels[kind], head: true, cell: (bar) => bar.label },
                { label: t.cards, numeric: true, cell: (bar) => count(bar.count) },
              ]}
            />
          </details>
          <p>
            <CsvButton page={page} href={`${path.reports}/${kind}.csv?${query}`} />
          </p>
        </>
      )}
    </section>
  );
}

function sentenceOf(title: string, { bars, total }: Report, { language }: PageContext): string {
  const t = reportText[language];
  const most = bars.reduce((left, right) => (right.count > left.count ? right : left));
  const parts = [title, t.total(count(total)), t.most(most.label, count(most.count))];
  return language === 'en' ? parts.join('; ') : parts.join('，');
}

/** How a day or month of a report is written: `2026-11-21` and `2026-11` in English, 115/11/21 and 115/11 in Chinese. */
export function spanLabel(label: string, { language }: PageContext): string {
  if (language === 'en') return label;
  const whole = shortDate(startOf(label.length === 7 ? `${label}-01` : label), language);
  return label.length === 7 ? whole.slice(0, -3) : whole;
}
