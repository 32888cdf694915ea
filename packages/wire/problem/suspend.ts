/** Failures of suspending, resuming and revoking without the card at hand, and of confirming a revocation. */
export const suspendProblems = {
  'mailcode.wrong': {
    status: 403,
    zh: ['驗證碼或用戶代碼錯誤，還可再試 {n} 次。', '請核對郵件中的驗證碼，並確認用戶代碼的英文字母大小寫。'],
    en: [
      'The mailed code or the user code is wrong. Tries left: {n}.',
      'Compare the code in the mail, and mind capital and small letters of the user code.',
    ],
  },
  'mailcode.used-up': {
    status: 409,
    zh: ['這組驗證碼已不能再使用。', '請重新申請驗證碼。卡片的用戶代碼沒有因此鎖定。'],
    en: [
      'This mailed code can no longer be used.',
      'Ask for a new one. The user code of the card is not locked by this.',
    ],
  },
  'mailcode.expired': {
    status: 410,
    zh: ['驗證碼已逾時。', '請重新申請驗證碼，並於15分鐘內輸入。'],
    en: ['The mailed code has expired.', 'Ask for a new one and enter it within 15 minutes.'],
  },
  'mailcode.too-many': {
    status: 429,
    zh: [
      '這個卡號申請驗證碼的次數過多。',
      '請使用最近一次收到的驗證碼，或一小時後再申請；有卡片者請改用卡片辦理。',
    ],
    en: [
      'Too many codes were asked for this card number.',
      'Use the last code you received, or ask again in an hour; with the card at hand, use the card.',
    ],
  },
  'card.number-malformed': {
    status: 422,
    zh: ['卡號格式不正確。', '卡號為 XC 加 14 位數字，印在卡片與開卡通知函上。'],
    en: ['This is no card number.', 'It is XC and 14 digits, printed on the card and in the letter.'],
  },
  'revocation.reason-missing': {
    status: 422,
    zh: ['尚未選擇廢止原因。', '請選擇廢止原因後再繼續。'],
    en: ['No reason for the revocation was chosen.', 'Choose the reason and go on.'],
  },
  'revocation.over': {
    status: 410,
    zh: ['這次廢止作業已結束或已逾時。', '卡片維持目前狀態。如仍要廢止，請重新辦理。'],
    en: [
      'This revocation is finished or has expired.',
      'The card stays as it is. To revoke it, start again.',
    ],
  },
  'revocation.unknown': {
    status: 404,
    zh: ['查無這次廢止作業。', '請在原來的瀏覽器操作，或重新辦理。'],
    en: ['This revocation is unknown here.', 'Use the browser you started with, or start again.'],
  },
} as const;
