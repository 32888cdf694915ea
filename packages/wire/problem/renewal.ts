/** Failures of renewing a card and of replacing one that is lost or damaged. */
export const renewalProblems = {
  'renewal.too-early': {
    status: 409,
    zh: [
      '這張卡片的憑證有效至 {notAfter}，尚未到可換發的期間。',
      '請於 {from} 起辦理換發；卡片毀損或遺失時，請改辦補發。',
    ],
    en: [
      'The certificates of this card are valid until {notAfter}; it is too early to renew.',
      'Renew from {from} on. A card that is damaged or lost is replaced instead.',
    ],
  },
  'renewal.open': {
    status: 409,
    zh: ['這張卡片已有辦理中的申請案（{number}）。', '請以申請案號與統一編號查詢進度，不需重複申請。'],
    en: [
      'There is an application for this card already ({number}).',
      'Look up its progress with its number and the Unified Business Number; there is no need to apply again.',
    ],
  },
  'replacement.reason-missing': {
    status: 422,
    zh: ['尚未選擇補發原因。', '請選擇卡片遺失或毀損後再繼續。'],
    en: [
      'No reason for the replacement was chosen.',
      'Choose whether the card is lost or damaged, and go on.',
    ],
  },
} as const;
