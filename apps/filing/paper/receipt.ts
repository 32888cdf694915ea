import type { Fonts } from '@kaika/document/font';
import { closeSheet, openSheet } from '@kaika/document/sheet';
import { facts } from '@kaika/document/table';
import { heading, notice, paragraph, title } from '@kaika/document/text';
import { longDateTime } from '@kaika/look/date';
import type { Case } from '../rule/case.ts';
import { nouns } from '../word/noun.ts';
import { reportWords } from '../word/report.ts';

/** The receipt of a case handed in, as PDF before it is sealed. `stamped`: a time stamp will be in the seal. */
export async function writeReceipt(
  held: Case,
  made: { readonly fonts: Fonts; readonly now: Date; readonly stamped: boolean },
): Promise<Uint8Array> {
  const words = reportWords('zh-TW');
  const number = held.number ?? held.id;
  const sheet = openSheet({
    fonts: made.fonts,
    title: `${words.receipt.title} ${number}`,
    subject: words.receipt.subject,
    author: words.footer,
    language: 'zh-TW',
    createdAt: made.now,
    footer: { text: `${words.footer}　${number}`, page: words.page },
  });
  title(sheet, words.receipt.title, words.footer);
  paragraph(sheet, words.receipt.lead);
  facts(sheet, receiptFacts(held, number, made.now));
  heading(sheet, words.receipt.seal);
  notice(sheet, words.footer, words.receipt.sealText(made.stamped));
  return closeSheet(sheet);
}

function receiptFacts(held: Case, number: string, now: Date): readonly (readonly [string, string])[] {
  const words = reportWords('zh-TW');
  const { company, kind, attachments } = held.content;
  return [
    [words.receipt.number, number],
    [words.firm, held.firm.name],
    [words.company, company.name],
    company.ubn === '' ? [words.precheck, company.precheck] : [words.ubn, company.ubn],
    [words.kind, nouns('zh-TW').kind[kind]],
    [words.receipt.submittedAt, longDateTime(held.submittedAt ?? now, 'zh-TW')],
    [words.receipt.receivedAt, longDateTime(now, 'zh-TW')],
    [words.receipt.report, held.report?.sha256 ?? ''],
    [words.receipt.signer, held.report?.signer ?? ''],
    [words.receipt.serial, held.report?.serialNumber ?? ''],
    [words.receipt.attachments, String(attachments.length)],
  ];
}
