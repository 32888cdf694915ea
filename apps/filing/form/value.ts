import type { ProblemCode } from '@kaika/wire/problem';
import { z } from 'zod';

/** What a browser sent: names and texts; a file is left out here. */
export type Body = Readonly<Record<string, unknown>>;

/** A form read well, or the code of each field that was not. Messages of the schemas are problem codes. */
export type Parsed<T> =
  | { readonly value: T; readonly errors?: undefined }
  | { readonly value?: undefined; readonly errors: Readonly<Record<string, ProblemCode>> };

/** Reads a form by its schema. Drafts may be incomplete: an empty field is no error, a malformed one is. */
export function parseForm<T>(schema: z.ZodType<T>, body: Body): Parsed<T> {
  const result = schema.safeParse(body);
  if (result.success) return { value: result.data };
  const errors: Record<string, ProblemCode> = {};
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '');
    // Every schema of this folder writes codes as messages; what zod words itself is a choice not on the list.
    errors[name] ??= /^[a-z]+\.[a-z-]+$/.test(issue.message)
      ? (issue.message as ProblemCode)
      : 'choice.unknown';
  }
  return { errors };
}

/** A person's text, trimmed and in NFC, without control or bidirectional override characters; may be empty. */
export function line(max: number) {
  return z
    .string()
    .default('')
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(max, 'field.too-long')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
        .regex(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/, 'field.characters'),
    );
}

/** As {@link line}, with line feeds. */
export function lines(max: number) {
  return z
    .string()
    .default('')
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(max, 'field.too-long')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
        .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/, 'field.characters'),
    );
}

/** A whole number from 0, with or without thousands separators, half or full width; empty is 0. */
export const amount = z
  .string()
  .default('')
  .transform((text) => text.normalize('NFKC').replace(/[\s,]/g, ''))
  .pipe(z.string().regex(/^\d{0,12}$/, 'amount.malformed'))
  .transform(Number);

/** A price with at most two decimals, as cents; empty is 0. */
export const price = z
  .string()
  .default('')
  .transform((text) => text.normalize('NFKC').replace(/[\s,]/g, ''))
  .pipe(z.string().regex(/^(\d{1,9}(\.\d{1,2})?)?$/, 'price.malformed'))
  .transform((text) => {
    const [whole = '0', rest = ''] = text.split('.');
    return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
  });

/** A day as ISO text, from `2026-11-21`, `2026/11/21` or 民國 `115/11/21` (`115.11.21`); empty stays empty. */
export const day = z
  .string()
  .default('')
  .transform((text) => toDay(text.normalize('NFKC').trim()))
  .pipe(z.string('date.malformed'));

function toDay(text: string): string | undefined {
  if (text === '') return '';
  const [, year = '', month = '', date = ''] = /^(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  const western = year.length === 4 ? year : String(Number(year) + 1911);
  const iso = `${western}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  // A day that does not exist rolls over, and then reads otherwise.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? undefined : iso;
}
