import type { MailedOperation } from '@kaika/registry/mailcode';

type ByOperation = Readonly<Record<MailedOperation, string>>;
type StepNames = Readonly<Record<'suspend' | 'revoke' | 'replace', readonly string[]>>;

const zhTitles: ByOperation = {
  suspend: '憑證停用',
  resume: '憑證復用',
  revoke: '憑證廢止',
  replace: '遺失或毀損補發',
};
const zhConfirm: ByOperation = {
  suspend: '確認停用',
  resume: '確認復用',
  revoke: '先行停用並繼續',
  replace: '廢止原卡並申請補發',
};
const zhSteps: StepNames = {
  suspend: ['填寫卡號', '輸入驗證碼', '完成'],
  revoke: ['填寫卡號', '輸入驗證碼', '確認廢止', '完成'],
  replace: ['填寫原因與卡號', '輸入驗證碼', '完成'],
};

const zh = {
  titles: zhTitles,
  confirm: zhConfirm,
  stepNames: zhSteps,
  steps: '辦理步驟',
  withoutCard: '手邊沒有卡片，或憑證不在卡片上',
  withoutCardHow: '憑證管理中心會寄送驗證碼到卡片登記的聯絡信箱；連同用戶代碼輸入後即可辦理，不需要讀卡機。',
  cardNumber: '卡號或申請案號',
  cardNumberHint: '卡號為 XC 加 14 位數字，印在卡片與開卡通知函上；非IC卡類憑證請填 A 開頭的申請案號',
  send: '寄送驗證碼',
  required: (label: string) => `請填寫「${label}」。`,
  sent: '請查看聯絡信箱',
  sentText: '號碼若正確，驗證碼已寄到登記的聯絡信箱，15分鐘內有效。基於保密，本頁不顯示卡片與信箱資料。',
  code: '驗證碼',
  codeHint: '郵件中的8位數字',
  userCode: '用戶代碼',
  userCodeHint: '申請憑證時設定，6至10碼，英文字母有大小寫區別',
  replaces: '按下後，原卡的憑證立即永久廢止，不能恢復；同時送出新卡的申請。',
  again: '重新填寫卡號',
};

const enTitles: ByOperation = {
  suspend: 'Suspend certificates',
  resume: 'Resume certificates',
  revoke: 'Revoke certificates',
  replace: 'Replace a lost or damaged card',
};
const enConfirm: ByOperation = {
  suspend: 'Suspend',
  resume: 'Resume',
  revoke: 'Suspend and go on',
  replace: 'Revoke the card and apply for a new one',
};
const enSteps: StepNames = {
  suspend: ['Card number', 'Mailed code', 'Done'],
  revoke: ['Card number', 'Mailed code', 'Confirmation', 'Done'],
  replace: ['Reason and card number', 'Mailed code', 'Done'],
};

const en: typeof zh = {
  titles: enTitles,
  confirm: enConfirm,
  stepNames: enSteps,
  steps: 'Steps',
  withoutCard: 'Without the card, or for a certificate on no card',
  withoutCardHow:
    'The authority mails a code to the contact of the card. Together with the user code it is all you need; no reader is used.',
  cardNumber: 'Card or application number',
  cardNumberHint:
    'A card: XC and 14 digits, printed on the card and in the letter. A non-card certificate: the application number, which begins with A.',
  send: 'Mail me a code',
  required: (label) => `Fill in “${label}”.`,
  sent: 'Look at the mail of the contact',
  sentText:
    'If the number is right, a code was mailed to the registered contact; it is good for 15 minutes. This page tells nothing about the card or the address.',
  code: 'Code from the mail',
  codeHint: 'Eight digits',
  userCode: 'User code',
  userCodeHint: 'Chosen at application, 6 to 10 characters, capital and small letters differ',
  replaces:
    'When you press the button the certificates of the card are revoked at once, for good, and a new card is applied for.',
  again: 'Another card number',
};

export const mailCodeText = { 'zh-TW': zh, en };
