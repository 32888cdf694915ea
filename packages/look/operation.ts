import type { Language } from './language.ts';

/** The thirteen operations of a certificate card, in the order and words of the holders' menu. */
export type Operation = {
  readonly id: string;
  /** path on the authority's site */
  readonly path: string;
  readonly label: string;
};

export const operationsTitle = { 'zh-TW': '憑證IC卡相關作業', en: 'Certificate card services' } as const;

export function operations(language: Language): readonly Operation[] {
  return table.map(([id, zh, en]) => ({
    id,
    path: `/${id}`,
    label: language === 'en' ? en : zh,
  }));
}

const table: readonly (readonly [id: string, zh: string, en: string])[] = [
  ['activate', '開卡作業', 'Activate a card'],
  ['accept', '非IC卡類憑證接受', 'Accept a non-card certificate'],
  ['unlock', '鎖卡解碼／重設PIN碼', 'Unlock or reset PIN'],
  ['change-pin', '更改PIN碼', 'Change PIN'],
  ['reset-code', '用戶代碼重設', 'Reset user code'],
  ['certificate', '憑證查詢及下載', 'Find and download certificates'],
  ['revoke', '憑證廢止', 'Revoke certificates'],
  ['suspend', '憑證停用／復用', 'Suspend or resume'],
  ['contact', '憑證IC卡聯絡人修改', 'Change the card contact'],
  ['view', '檢視憑證IC卡資訊', 'View card information'],
  ['all', '線上查詢組織團體所有憑證', 'All certificates of an organisation'],
  ['expiring', '組織團體快過期憑證清單查詢', 'Certificates expiring soon'],
  ['mail', '寫入憑證內安全電子郵件信箱', 'Write a mail address into certificates'],
];
