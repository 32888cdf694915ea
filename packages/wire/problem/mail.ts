/** Failures of writing a mail address into the certificates of a card. */
export const mailProblems = {
  'mail.same': {
    status: 422,
    zh: ['憑證內已經是這個電子郵件信箱。', '不需再寫入；要更換時，請填寫其他信箱。'],
    en: [
      'The certificates bear this mail address already.',
      'Nothing is left to do; to change it, enter another address.',
    ],
  },
  'mail.too-many': {
    status: 429,
    zh: ['這張卡片今天申請寫入信箱的次數過多。', '請使用已收到的確認信，或於24小時後再申請。'],
    en: [
      'Too many addresses were asked for with this card today.',
      'Use a mail you have received already, or ask again after 24 hours.',
    ],
  },
  'mail.not-confirmed': {
    status: 409,
    zh: ['電子郵件信箱尚未確認，不能寫入憑證。', '請開啟寄到該信箱的確認信，按下連結頁面上的「確認信箱」。'],
    en: [
      'The mail address has not been confirmed, so it cannot be written.',
      'Open the mail sent to that address and press “Confirm the address” on the page of its link.',
    ],
  },
  'card.not-writable': {
    status: 409,
    zh: [
      '憑證管理中心無法寫入這張卡片，卡片內容沒有變更。',
      '卡片的管理金鑰可能已被其他程式更改；卡片仍可使用，要寫入信箱請先申請換發。',
    ],
    en: [
      'The authority cannot write to this card; nothing on it was changed.',
      'Another program may have changed its management key. The card goes on working; to write an address, apply for a replacement.',
    ],
  },
  'card.altered': {
    status: 409,
    zh: [
      '寫入後的卡片內容與憑證管理中心的紀錄不符，卡片的憑證已先行停用。',
      '請勿再於這台電腦使用卡片，並與憑證管理中心聯絡；確認無誤後可辦理復用，否則請申請補發。',
    ],
    en: [
      'After writing, the card does not hold what the authority recorded; its certificates were suspended.',
      'Do not use the card on this computer, and tell the authority. Once it is cleared up the card can be resumed; otherwise have it replaced.',
    ],
  },
} as const;
