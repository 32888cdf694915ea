import { cacheSeconds } from '@kaika/ca/ocsp';
import type { OcspReply } from './ocsp.ts';

/** The HTTP headers of an answer: RFC 5019 §6.2. No cache may keep it past its nextUpdate, nor longer than a minute. */
export function headersOf({ life }: OcspReply, now: Date): Readonly<Record<string, string>> {
  const type = { 'content-type': 'application/ocsp-response' };
  if (!life) return { ...type, 'cache-control': 'no-store' };
  const left = Math.floor((life.nextUpdate.getTime() - now.getTime()) / 1000);
  const maxAge = Math.max(0, Math.min(cacheSeconds, left));
  return {
    ...type,
    etag: life.etag,
    'cache-control': `max-age=${maxAge}, public, no-transform, must-revalidate`,
    'last-modified': httpDate(life.thisUpdate),
    expires: httpDate(life.nextUpdate),
  };
}

/** IMF-fixdate (RFC 9110 §5.6.7). All answers of one second bear the same few. */
export function httpDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  const known = dates.get(second);
  if (known !== undefined) return known;
  const text = date.toUTCString();
  if (dates.size >= 8) dates.clear();
  dates.set(second, text);
  return text;
}

const dates = new Map<number, string>();
