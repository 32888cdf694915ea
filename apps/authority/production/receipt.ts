import { closeSheet, openSheet } from '@kaika/document/sheet';
import { facts } from '@kaika/document/table';
import { paragraph, title } from '@kaika/document/text';
import { longDateTime } from '@kaika/look/date';
import type { Language } from '@kaika/look/language';
import type { Receipt } from '@kaika/registry/receipt';
import { z } from 'zod';
import { claimsOf } from '../key/jws.ts';
import { receiptText } from '../page/text/receipt.ts';
import { loadFonts } from './letter.ts';

/** A receipt on paper (PDF, A4), in the language of the page it is taken from. What counts is the signed file; this says where it is. */
export async function receiptPaper(
  receipt: Receipt,
  { origin, language }: { readonly origin: string; readonly language: Language },
): Promise<Uint8Array> {
  const words = receiptText[language];
  const act = words.titles[receipt.what] ?? words.other;
  const application = applicationOf(receipt);
  const sheet = openSheet({
    fonts: loadFonts(),
    title: `${act} ${receipt.number}`,
    author: words.issuer,
    language,
    createdAt: receipt.at,
    footer: { text: receipt.number, page: (page, pages) => `${page}／${pages}` },
  });
  title(sheet, act, words.receipt(words.acts[receipt.what] ?? words.other));
  facts(sheet, [
    [words.number, receipt.number],
    [words.at, longDateTime(receipt.at, language)],
    ...(receipt.cardNumber === null ? [] : [[words.cardNumber, receipt.cardNumber] as const]),
    [words.holder, receipt.holder],
    ...(application === undefined ? [] : [[words.application, application] as const]),
    [words.verify, `${origin}/receipt/${receipt.number}`],
  ]);
  paragraph(sheet, words.signedPaper);
  return closeSheet(sheet);
}

const applied = z.object({
  what: z.string(),
  application: z.string().optional(),
  certificates: z.array(z.string()).default([]),
});

/** The certificate on no card that a receipt speaks of: its serial number. */
export function serialOf({ jws }: Pick<Receipt, 'jws'>): string | undefined {
  const { what, certificates } = applied.parse(claimsOf(jws));
  return what.startsWith('certificate.') ? certificates[0] : undefined;
}

/** The application that a receipt speaks of: for a new card, or of a certificate on no card. */
export function applicationOf({ jws }: Pick<Receipt, 'jws'>): string | undefined {
  return applied.parse(claimsOf(jws)).application;
}
