import { isoTaipei } from '@kaika/look/date';
import type { Language } from '@kaika/look/language';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { expiryDays } from '@kaika/registry/subscription';
import { csvOf } from '../operation/csv.ts';
import type { ShownHolding } from '../page/holdings.tsx';
import { holdingsText } from '../page/text/holdings.ts';
import { statusText } from '../page/text/status.ts';
import type { Holding } from '../store/inventory.ts';
import type { Asked } from './env.ts';

/** A certificate as the lists show it. */
export function shownHolding(holding: Holding, now: Date): ShownHolding {
  const { serial, use, since, reason, notBefore, notAfter, cardNumber, cardState, holder } = holding;
  const status = certificateStatusOf(holding, now);
  return { serial, use, status, since, reason, notBefore, notAfter, cardNumber, cardState, holder };
}

/** Answers the list as a CSV file, with its heads in the reader's language and its days in ISO 8601. */
export function sendCsv(c: Asked, rows: readonly ShownHolding[], name: string): Response {
  const language = c.get('language');
  const body = csvOf([headsOf(language), ...rows.map((row) => cellsOf(row, language))]);
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  });
}

/** The days asked for by `?days=`; 90 where they are not offered. */
export function daysOf(c: Asked): number {
  const asked = Number(c.req.query('days'));
  return expiryDays.find((days) => days === asked) ?? 90;
}

function headsOf(language: Language): readonly string[] {
  const t = holdingsText[language];
  return [t.card, t.holder, t.cardState, t.use, t.status, t.since, t.reason, t.from, t.until, t.serial];
}

function cellsOf(row: ShownHolding, language: Language): readonly string[] {
  const words = statusText[language];
  const day = (at: Date) => isoTaipei(at).slice(0, 10);
  return [
    row.cardNumber,
    row.holder,
    row.cardState === null ? '' : words.card[row.cardState],
    words.use[row.use],
    row.use === 'software' && row.status === 'hold' ? words.unaccepted : words.certificate[row.status],
    isoTaipei(row.since),
    row.reason === null ? '' : (words.reason[row.reason] ?? row.reason),
    day(row.notBefore),
    day(row.notAfter),
    row.serial,
  ];
}
