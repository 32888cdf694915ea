import type { ReplacementReason } from '@kaika/registry/renewal';

type Reasons = Readonly<Record<ReplacementReason, string>>;
const zhReasons: Reasons = {
  lost: '卡片遺失或遭竊',
  damaged: '卡片毀損、無法讀取或已永久鎖死',
};
const enReasons: Reasons = {
  lost: 'The card is lost or stolen',
  damaged: 'The card is damaged, cannot be read, or is blocked for good',
};

const zh = {
  title: '憑證IC卡遺失或毀損補發',
  lead: '補發新卡時，以登記的組織團體、聯絡人資料及原用戶代碼送出申請，不必重新填寫。',
  final: '原卡遺失或無法使用時，憑證立即永久廢止',
  finalText: '廢止後不能恢復；日後尋獲的卡片也不能再使用。只是暫時找不到卡片時，請先辦理停用。',
  suspendInstead: '改辦憑證停用',
  withoutCard: '卡片遺失，或已無法使用',
  withoutCardHow:
    '憑證管理中心會寄送驗證碼到卡片登記的聯絡信箱。輸入驗證碼與用戶代碼後，原卡憑證立即廢止（遺失：金鑰有外洩之虞；毀損：已由新憑證取代），並送出新卡的申請。尚未開卡的卡片於寄送途中遺失時，也以此方式辦理。',
  reason: '補發原因',
  reasons: zhReasons,
  cardNumber: '卡號',
  cardNumberHint: 'XC 加 14 位數字，印在卡片與開卡通知函上；不記得時，可由憑證管理中心寄給您的郵件查得',
  send: '寄送驗證碼',
  required: (label: string) => `請填寫「${label}」。`,
  withCard: '卡片毀損，但仍可讀取並輸入PIN碼',
  withCardHow: '以卡片及PIN碼驗證後送出新卡的申請。原卡可使用至新卡開卡為止，屆時原卡憑證自動廢止。',
  prove: '以卡片驗證並申請補發',
  done: '已申請，正在開啟收執聯……',
};

const en: typeof zh = {
  title: 'Replace a lost or damaged card',
  lead: 'The application for the new card is made from the registered organisation and contact, and the user code stays the same; nothing is typed again.',
  final: 'A card that is lost or cannot be used is revoked for good at once',
  finalText:
    'That cannot be undone, even if the card turns up again. If it is only mislaid, suspend it first.',
  suspendInstead: 'Suspend it instead',
  withoutCard: 'The card is lost, or no longer works',
  withoutCardHow:
    'The authority mails a code to the contact of the card. With that code and the user code its certificates are revoked at once (lost: the keys are in danger; damaged: superseded) and a new card is applied for. A card lost in the post before its activation is replaced in the same way.',
  reason: 'Why it is replaced',
  reasons: enReasons,
  cardNumber: 'Card number',
  cardNumberHint:
    'XC and 14 digits, printed on the card and in the letter, and named in every mail of the authority',
  send: 'Mail me a code',
  required: (label) => `Fill in “${label}”.`,
  withCard: 'The card is damaged, but can be read and takes its PIN',
  withCardHow:
    'Prove yourself with card and PIN to apply for a new card. The present one can be used until the new one is activated; its certificates are revoked then.',
  prove: 'Prove with the card and replace it',
  done: 'Applied for. Opening the receipt…',
};

export const replaceText = { 'zh-TW': zh, en };
