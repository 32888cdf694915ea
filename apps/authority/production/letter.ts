import { readFileSync } from 'node:fs';
import { fontFiles } from '@kaika/document/font';
import { closeSheet, openSheet, type Sheet, space } from '@kaika/document/sheet';
import { facts } from '@kaika/document/table';
import { heading, notice, paragraph, points, title } from '@kaika/document/text';
import { longDate } from '@kaika/look/date';
import type { Application } from '@kaika/registry/application';
import type { Card } from '@kaika/registry/card';
import { startOf } from '@kaika/registry/day';
import type { Context } from '../context.ts';

/** Whom the letter goes to, and for which application. */
export type Addressee = Pick<Application, 'number' | 'name' | 'address' | 'contactName'>;

/**
 * The posting letter of a produced card (開卡通知函; PDF, A4, Chinese, the essentials in English below): number, holder, date of issue, deadline,
 * where to activate. It holds no secret: the user code was chosen by the applicant.
 */
export async function postingLetter(
  { config }: { readonly config: Pick<Context['config'], 'origins'> },
  { card, application }: { readonly card: Card; readonly application: Addressee },
): Promise<Uint8Array> {
  const sheet = openSheet({
    fonts: loadFonts(),
    title: `開卡通知函 ${card.number}`,
    author: '開卡憑證管理中心',
    language: 'zh-TW',
    createdAt: card.since,
    footer: { text: card.number, page: (page, pages) => `${page}／${pages}` },
  });
  setLetter(sheet, `${config.origins.authority}/activate`, { card, application });
  return closeSheet(sheet);
}

/** Sets one letter from where the sheet stands. `where`: the address of the activation page. */
export function setLetter(
  sheet: Sheet,
  where: string,
  { card, application }: { readonly card: Card; readonly application: Addressee },
): void {
  const issuedOn = card.issuedOn ?? '';
  const deadline = card.activationDeadline ?? '';
  title(sheet, '開卡通知函');
  paragraph(sheet, application.address);
  paragraph(sheet, `${application.name}　${application.contactName} 君　收`);
  space(sheet, 12);
  paragraph(sheet, '隨函檢附貴單位申請之憑證IC卡乙張。為避免卡片遭冒用，收到後請先完成開卡，卡片方可使用。');
  facts(sheet, [
    ['卡號', card.number],
    ['卡片持有者', card.holder],
    ['發卡日期', `${inMinguo(issuedOn)}（${issuedOn}）`],
    ['開卡期限', `${inMinguo(deadline)}（${deadline}）`],
    ['申請案號', application.number],
    ['開卡網址', where],
  ]);
  space(sheet, 8);
  notice(
    sheet,
    '逾期未開卡，憑證將自動廢止',
    `請於${inMinguo(deadline)}（含當日）前完成開卡；逾期須重新申請。`,
  );
  points(sheet, [
    '開卡時請準備讀卡機、本卡，以及申請憑證時所設定的用戶代碼（英文字母有大小寫區別）。',
    'PIN碼於開卡時由您自行設定，本中心不會以任何方式索取您的PIN碼或用戶代碼。',
    '用戶代碼連續輸入錯誤三次即鎖定；忘記時請使用「用戶代碼重設」。',
    '請勿以其他軟體解鎖卡片，以免卡片永久鎖死。',
  ]);
  inEnglish(sheet, card, where);
}

function inEnglish(sheet: Sheet, card: Card, where: string): void {
  heading(sheet, 'In English');
  facts(sheet, [
    ['Card number', card.number],
    ['Date of issue', card.issuedOn ?? ''],
    ['Activate by', `${card.activationDeadline ?? ''}; afterwards the certificates are revoked`],
    ['Where', where],
    ['You need', 'the card, a reader, and the user code chosen with the application'],
  ]);
}

/** 中華民國115年11月21日 */
function inMinguo(day: string): string {
  return longDate(startOf(day), 'zh-TW');
}

let fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array } | undefined;

/** Eleven megabytes that never change: read once, when the first paper is made. */
export function loadFonts() {
  fonts ??= {
    regular: readFileSync(new URL(fontFiles.regular)),
    bold: readFileSync(new URL(fontFiles.bold)),
  };
  return fonts;
}
