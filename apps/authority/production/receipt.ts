import { closeSheet, openSheet } from '@kaika/document/sheet';
import { facts } from '@kaika/document/table';
import { paragraph, title } from '@kaika/document/text';
import { longDateTime } from '@kaika/look/date';
import type { Receipt } from '@kaika/registry/receipt';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { claimsOf } from '../key/jws.ts';
import { loadFonts } from './letter.ts';

const acts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'card.activated': ['開卡成功', 'Card activated'],
  'card.unlocked': ['PIN碼已重設', 'PIN reset'],
  'code.reset': ['用戶代碼已重設', 'User code reset'],
  'contact.changed': ['聯絡人已變更', 'Contact changed'],
  'organisation.listed': ['已查詢組織團體憑證', 'Certificates of the organisation listed'],
  'card.pin-changed': ['PIN碼已更改', 'PIN changed'],
  'card.suspended': ['憑證已停用', 'Certificates suspended'],
  'card.resumed': ['憑證已復用', 'Certificates resumed'],
  'card.revoked': ['憑證已廢止', 'Certificates revoked'],
  'certificate.accepted': ['憑證已接受', 'Certificate accepted'],
  'certificate.rejected': ['憑證未接受', 'Certificate rejected'],
  'certificate.suspended': ['憑證已停用', 'Certificate suspended'],
  'certificate.resumed': ['憑證已復用', 'Certificate resumed'],
  'certificate.revoked': ['憑證已廢止', 'Certificate revoked'],
  'card.mail-written': ['信箱已寫入憑證', 'Mail address written into the certificates'],
  'card.lost': ['已登記遺失並申請補發', 'Loss recorded, new card applied for'],
  'card.destroyed': ['已登記毀損並申請補發', 'Damage recorded, new card applied for'],
  'renewal.asked': ['已申請換發新卡', 'Renewal applied for'],
  'replacement.asked': ['已申請補發新卡', 'Replacement applied for'],
};

/** A receipt on paper (PDF, A4). What counts is the signed file; this says where it is. */
export async function receiptPaper(
  { config }: Pick<Context, 'config'>,
  receipt: Receipt,
): Promise<Uint8Array> {
  const [zh, en] = acts[receipt.what] ?? [receipt.what, receipt.what];
  const application = applicationOf(receipt);
  const sheet = openSheet({
    fonts: loadFonts(),
    title: `${zh} ${receipt.number}`,
    author: '開卡憑證管理中心',
    language: 'zh-TW',
    createdAt: receipt.at,
    footer: { text: receipt.number, page: (page, pages) => `${page}／${pages}` },
  });
  title(sheet, `收據：${zh}`, `Receipt: ${en}`);
  facts(sheet, [
    ['收據編號 Receipt', receipt.number],
    ['時間 Time', longDateTime(receipt.at, 'zh-TW')],
    ...(receipt.cardNumber === null ? [] : [['卡號 Card number', receipt.cardNumber] as const]),
    ['卡片持有者 Holder', receipt.holder],
    ...(application === undefined ? [] : [['新卡申請案號 Application', application] as const]),
    ['查驗 Verify', `${config.origins.authority}/receipt/${receipt.number}`],
  ]);
  paragraph(sheet, '本收據由憑證管理中心簽章，簽章檔可於上列網址下載查驗。');
  return closeSheet(sheet);
}

const applied = z.object({ application: z.string().optional() });

/** The application for a new card that a receipt speaks of. */
export function applicationOf({ jws }: Pick<Receipt, 'jws'>): string | undefined {
  return applied.parse(claimsOf(jws)).application;
}
