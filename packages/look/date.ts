import type { Language } from './language.ts';

/**
 * Dates as people of Taiwan read them: the 民國 calendar in zh-TW, ISO 8601 in English, always in
 * Asia/Taipei whatever the zone of the machine.
 */

/** 中華民國115年11月21日, or 2026-11-21. */
export function longDate(at: Date, language: Language): string {
  const p = taipei(at);
  if (language === 'en') return `${p.year}-${p.month}-${p.day}`;
  return `${eraYear(p)}年${Number(p.month)}月${Number(p.day)}日`;
}

/** 115/11/21 (民國前 written 前1/12/31), or 2026-11-21. */
export function shortDate(at: Date, language: Language): string {
  const p = taipei(at);
  if (language === 'en') return `${p.year}-${p.month}-${p.day}`;
  const year = Number(p.year) - 1911;
  return `${year > 0 ? year : `前${1 - year}`}/${p.month}/${p.day}`;
}

/** 中華民國115年11月21日 14:05, or 2026-11-21 14:05. */
export function longDateTime(at: Date, language: Language): string {
  return `${longDate(at, language)} ${timeOfDay(at)}`;
}

/** 115/11/21 14:05, or 2026-11-21 14:05. */
export function shortDateTime(at: Date, language: Language): string {
  return `${shortDate(at, language)} ${timeOfDay(at)}`;
}

/** 14:05, 24 hours. */
export function timeOfDay(at: Date): string {
  const p = taipei(at);
  return `${p.hour}:${p.minute}`;
}

/** 自…至…, or "… to …": the validity of a certificate. */
export function dateRange(from: Date, to: Date, language: Language): string {
  if (language === 'en') return `${longDate(from, language)} to ${longDate(to, language)}`;
  return `自${longDate(from, language)}至${longDate(to, language)}`;
}

/** ISO 8601 with Taipei's offset, for the `datetime` attribute: 2026-11-21T14:05:09+08:00. */
export function isoTaipei(at: Date): string {
  const p = taipei(at);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}+08:00`;
}

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>>;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Taipei',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function taipei(at: Date): Parts {
  const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of clock.formatToParts(at)) {
    if (type in parts) Object.assign(parts, { [type]: value });
  }
  return parts;
}

function eraYear(p: Parts): string {
  const year = Number(p.year) - 1911;
  return year > 0 ? `中華民國${year}` : `民國前${1 - year}`;
}
