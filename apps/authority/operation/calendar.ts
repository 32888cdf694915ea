import type { Holding } from '../store/inventory.ts';

/** An event of a calendar: one card's certificates that end on one day. */
type Ending = {
  readonly cardNumber: string;
  readonly holder: string;
  readonly at: Date;
  readonly count: number;
};

/**
 * Expiring certificates as iCalendar (RFC 5545): an all-day event for each card and day, with an alarm as many days before as
 * the subscription says. Lines are folded at 75 octets.
 */
export function calendarOf(
  holdings: readonly Holding[],
  about: { readonly days: number; readonly name: string; readonly host: string; readonly now: Date },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//kaika//certificates expiring//ZH',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(about.name)}`,
    ...endings(holdings).flatMap((ending) => eventOf(ending, about)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function endings(holdings: readonly Holding[]): readonly Ending[] {
  const found = new Map<string, Ending>();
  for (const { cardNumber, holder, notAfter: at } of holdings) {
    const key = `${cardNumber}-${dateOf(at)}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { cardNumber, holder, at, count });
  }
  return [...found.values()];
}

function eventOf(
  { cardNumber, holder, at, count }: Ending,
  { days, host, now }: { readonly days: number; readonly host: string; readonly now: Date },
): readonly string[] {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return [
    'BEGIN:VEVENT',
    `UID:${cardNumber}-${dateOf(at)}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dateOf(at)}`,
    `SUMMARY:${escaped(`憑證到期 ${holder} ${cardNumber}（${count} 張）`)}`,
    `DESCRIPTION:${escaped(`Certificates expire: ${cardNumber} (${count})`)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-P${days}D`,
    `DESCRIPTION:${escaped(`憑證將於 ${days} 日後到期 ${cardNumber}`)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** The day in Taipei, `YYYYMMDD`. */
function dateOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** RFC 5545 §3.3.11 */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** RFC 5545 §3.1: no line over 75 octets, and no character torn. */
function folded(line: string): string {
  let length = 0;
  return [...line].reduce((text, sign) => {
    const octets = Buffer.byteLength(sign);
    const breaks = length + octets > 75;
    length = breaks ? 1 + octets : length + octets;
    return `${text}${breaks ? '\r\n ' : ''}${sign}`;
  }, '');
}
