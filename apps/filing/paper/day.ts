import { longDate, shortDate } from '@kaika/look/date';
import type { Language } from '@kaika/look/language';

/** An ISO day of a case in words: 中華民國115年11月21日 or 2026-11-21; empty for an empty one. */
export function dayOf(day: string, language: Language, length: 'long' | 'short' = 'long'): string {
  if (day === '') return '';
  // Noon in Taipei: the same day whatever the machine's zone.
  const at = new Date(`${day}T12:00:00+08:00`);
  return length === 'long' ? longDate(at, language) : shortDate(at, language);
}

/** Today in Taipei as an ISO day. */
export function todayOf(now: Date): string {
  return longDate(now, 'en');
}

/** The 民國 year of a moment in Taipei. */
export function eraYearOf(now: Date): number {
  return Number(todayOf(now).slice(0, 4)) - 1911;
}

/** A price in cents as people write it: 1250 is 12.5, 1000 is 10. */
export function priceOf(cents: number): string {
  const whole = Math.floor(cents / 100).toLocaleString('en-US');
  const rest = String(cents % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${rest}`;
}
