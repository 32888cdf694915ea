import type { Mail, MailName } from './mail.ts';

/** A mail as it is sent: both languages, Chinese first; the reader's choice is not known. */
export function letterOf({ about, values }: Mail): { readonly subject: string; readonly text: string } {
  const { subject, zh, en } = letters[about];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { subject: fill(subject), text: `${fill(zh)}\n\n--\n\n${fill(en)}\n` };
}

type Letter = { readonly subject: string; readonly zh: string; readonly en: string };

const letters: Readonly<Record<MailName, Letter>> = {
  'application-submitted': {
    subject: '憑證申請已收件 {number} / Application received',
    zh: '{name} 您好：\n\n我們已收到貴單位的憑證申請，申請案號為 {number}。\n查詢進度：{href}',
    en: 'We have received your certificate application {number}.\nProgress: {href}',
  },
  'application-approved': {
    subject: '憑證申請已核可 {number} / Application approved',
    zh: '{name} 您好：\n\n申請案 {number} 已核可，接著將製作並寄送憑證IC卡。',
    en: 'Your application {number} is approved. The certificate card will be produced and posted next.',
  },
  'application-returned': {
    subject: '憑證申請請補正 {number} / Please correct your application',
    zh: '{name} 您好：\n\n申請案 {number} 需要補正：\n{reason}\n\n請依上述說明修正後重新送件：{href}',
    en: 'Your application {number} needs a correction:\n{reason}\n\nCorrect it and send it again: {href}',
  },
  'application-refused': {
    subject: '憑證申請未核准 {number} / Application refused',
    zh: '{name} 您好：\n\n申請案 {number} 未獲核准，理由如下：\n{reason}',
    en: 'Your application {number} was refused for this reason:\n{reason}',
  },
  'card-shipped': {
    subject: '憑證IC卡已寄出 {cardNumber} / Your card is on its way',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已寄出。請於 {deadline} 前完成開卡，逾期憑證將自動廢止。\n開卡：{href}',
    en: 'The certificate card {cardNumber} was posted. Activate it by {deadline}; after that its certificates are revoked.\nActivate: {href}',
  },
  'card-activated': {
    subject: '開卡成功 {cardNumber} / Card activated',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 開卡。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificate card {cardNumber} was activated at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-unlocked': {
    subject: 'PIN碼已重設 {cardNumber} / PIN reset',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 重設PIN碼。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The PIN of the certificate card {cardNumber} was reset at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-due': {
    subject: '請於 {deadline} 前開卡 {cardNumber} / Please activate your card',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 尚未開卡。{deadline} 為最後一天，逾期憑證將自動廢止。\n開卡：{href}',
    en: 'The certificate card {cardNumber} has not been activated. {deadline} is the last day; after that its certificates are revoked.\nActivate: {href}',
  },
  'card-overdue': {
    subject: '逾期未開卡，憑證已廢止 {cardNumber} / Certificates revoked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 未於 {deadline} 前開卡，憑證已自動廢止。如仍需要，請重新申請。',
    en: 'The certificate card {cardNumber} was not activated by {deadline}; its certificates were revoked. Apply again if you still need a card.',
  },
  'code-locked': {
    subject: '用戶代碼已鎖定 {cardNumber} / User code locked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的用戶代碼因連續輸入錯誤，已於 {at} 鎖定。請使用「用戶代碼重設」。',
    en: 'The user code of the certificate card {cardNumber} was locked at {at} after wrong entries. Use “Reset user code”.',
  },
  'puk-unconfirmed': {
    subject: '卡片作業未完成 {cardNumber} / An operation was not finished',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的開卡或重設PIN碼作業已開始但未完成。請再做一次即可完成；若非您本人操作，請與我們聯絡。',
    en: 'An activation or PIN reset of the certificate card {cardNumber} was begun and not finished. Run it again to finish it; if it was not you, tell us.',
  },
};
