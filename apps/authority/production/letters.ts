import { breakPage, closeSheet, openSheet, type Sheet } from '@kaika/document/sheet';
import { table } from '@kaika/document/table';
import { paragraph, title } from '@kaika/document/text';
import { longDateTime } from '@kaika/look/date';
import type { Card } from '@kaika/registry/card';
import type { Context } from '../context.ts';
import { byAddress } from '../operation/address.ts';
import { type Addressee, loadFonts, setLetter } from './letter.ts';

/** One letter: the card it goes with, and to whom. */
export type Letter = { readonly card: Card; readonly application: Addressee };

/** What the sheet says of itself. `copy` counts from 1; from 2 on it is a reprint, and its foot says so. */
export type LettersAbout = { readonly batch: string; readonly copy: number; readonly now: Date };

/**
 * The posting letters of a batch as one PDF (A4): a sheet of addresses first, then each letter on a page of its own, both in the order
 * of the post. Cards and envelopes are put together by that sheet.
 */
export async function batchLetters(
  { config }: { readonly config: Pick<Context['config'], 'origins'> },
  letters: readonly Letter[],
  { batch, copy, now }: LettersAbout,
): Promise<Uint8Array> {
  const sorted = letters.toSorted((left, right) => byAddress(left.application, right.application));
  const again = copy === 1 ? '' : `　重印（第 ${copy} 次）`;
  const sheet = openSheet({
    fonts: loadFonts(),
    title: `開卡通知函 ${batch}`,
    author: '開卡憑證管理中心',
    language: 'zh-TW',
    createdAt: now,
    footer: { text: `${batch}${again}`, page: (page, pages) => `${page}／${pages}` },
  });
  setAddresses(sheet, sorted, { batch, copy, now });
  for (const letter of sorted) {
    breakPage(sheet);
    setLetter(sheet, `${config.origins.authority}/activate`, letter);
  }
  return closeSheet(sheet);
}

function setAddresses(sheet: Sheet, letters: readonly Letter[], { batch, copy, now }: LettersAbout): void {
  title(sheet, '寄件地址清單', 'Sheet of addresses');
  const made = longDateTime(now, 'zh-TW');
  const reprint = copy === 1 ? '' : `本清單為第 ${copy} 次列印。`;
  paragraph(sheet, `批次 ${batch}，共 ${letters.length} 件，${made}產製。${reprint}次序與後附通知函相同。`);
  table(sheet, {
    columns: [
      { title: '序', share: 5, align: 'right' },
      { title: '地址', share: 34 },
      { title: '收件人', share: 33 },
      { title: '卡號', share: 28 },
    ],
    rows: letters.map(({ card, application: { address, name, contactName } }, index) => [
      String(index + 1),
      address,
      `${name} ${contactName}`,
      card.number,
    ]),
  });
}
