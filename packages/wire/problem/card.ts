/** Failures of a card, its PIN, its user code and the conversation with the authority. */
export const cardProblems = {
  'card.none': {
    status: 404,
    zh: ['讀卡機中沒有卡片。', '請將憑證IC卡按正確方向插入讀卡機，再試一次。'],
    en: ['There is no card in the reader.', 'Insert the certificate card the right way round and try again.'],
  },
  'card.removed': {
    status: 409,
    zh: ['作業途中卡片被抽離。', '資料沒有遺失。請重新插入同一張卡片，再做一次即可完成。'],
    en: [
      'The card was removed half-way.',
      'Nothing is lost. Insert the same card and run the operation again to finish it.',
    ],
  },
  'card.unreadable': {
    status: 422,
    zh: ['無法讀取這張卡片。', '請擦拭晶片後重新插入；若仍無法讀取，請申請補發。'],
    en: [
      'This card cannot be read.',
      'Clean the chip and insert it again; if it still fails, apply for a replacement.',
    ],
  },
  'card.not-ours': {
    status: 422,
    zh: ['這張卡片不是由本憑證管理中心簽發。', '請改用本中心簽發的憑證IC卡。'],
    en: ['This card was not issued by this authority.', 'Use a card issued by this authority.'],
  },
  'card.unknown': {
    status: 404,
    zh: ['查無此卡號。', '請確認卡號（XC 加 14 位數字）是否正確。'],
    en: ['No card with this number.', 'Check the card number: XC and 14 digits.'],
  },
  'card.not-active': {
    status: 409,
    zh: ['這張卡片尚未開卡。', '請先到憑證管理中心完成開卡作業，再使用卡片。'],
    en: ['This card has not been activated.', 'Activate the card at the certification authority first.'],
  },
  'card.already-active': {
    status: 409,
    zh: ['這張卡片已經開卡。', '不需再開卡；若忘記PIN碼，請使用「鎖卡解碼／重設PIN碼」。'],
    en: [
      'This card is already active.',
      'No need to activate it again. If you forgot the PIN, use “Unlock / reset PIN”.',
    ],
  },
  'card.suspended': {
    status: 409,
    zh: ['這張卡片的憑證已停用。', '請以「憑證停用／復用」辦理復用。'],
    en: ['The certificates of this card are suspended.', 'Use “Suspend / resume” to resume them.'],
  },
  'card.revoked': {
    status: 409,
    zh: ['這張卡片的憑證已廢止。', '請重新申請憑證IC卡。'],
    en: ['The certificates of this card are revoked.', 'Apply for a new card.'],
  },
  'card.expired': {
    status: 409,
    zh: ['這張卡片的憑證已到期。', '請重新申請憑證IC卡。'],
    en: ['The certificates of this card have expired.', 'Apply for a new card.'],
  },
  'card.activation-overdue': {
    status: 409,
    zh: ['已超過開卡期限（{deadline}），憑證已自動廢止。', '請重新申請憑證IC卡。'],
    en: [
      'The activation deadline ({deadline}) has passed and the certificates were revoked.',
      'Apply for a new card.',
    ],
  },
  'card.incomplete': {
    status: 409,
    zh: ['這張卡片尚未製作完成。', '請將卡片寄回憑證管理中心。'],
    en: ['The production of this card was not completed.', 'Send the card back to the authority.'],
  },
  'card.not-blank': {
    status: 409,
    zh: ['這張卡片不是空白卡。', '請放入空白卡；使用中的卡片不會被覆寫。'],
    en: ['This card is not blank.', 'Insert a blank card; a card in use is never overwritten.'],
  },
  'card.attestation-failed': {
    status: 422,
    zh: ['無法證明金鑰是在卡片內產生。', '請改用受信任廠牌的空白卡，並通知管理人員。'],
    en: [
      'The card could not prove that its keys were made on it.',
      'Use a blank card of a trusted make and tell the administrator.',
    ],
  },
  'card.presence-failed': {
    status: 422,
    zh: ['無法確認卡片在場。', '請重新插入卡片，再做一次。'],
    en: ['The presence of the card could not be proven.', 'Insert the card again and retry.'],
  },
  'card.puk-blocked': {
    status: 409,
    zh: ['這張卡片的解鎖功能已被其他程式鎖死。', '卡片無法再解鎖，請申請補發。'],
    en: [
      'Another program has blocked the unlock function of this card.',
      'It can no longer be unlocked. Apply for a replacement card.',
    ],
  },
  'pin.wrong': {
    status: 403,
    zh: ['PIN碼錯誤，還可再試 {n} 次。', '請重新輸入PIN碼；忘記時請勿再試，改用「鎖卡解碼／重設PIN碼」。'],
    en: [
      'Wrong PIN. Tries left: {n}.',
      'Enter the PIN again. If you forgot it, stop and use “Unlock / reset PIN”.',
    ],
  },
  'pin.length': {
    status: 422,
    zh: ['PIN碼的長度不對，沒有扣除嘗試次數。', '請輸入 6～8 碼的PIN碼。'],
    en: ['The length of the PIN is not right; no try was spent.', 'Enter a PIN of 6 to 8 characters.'],
  },
  'pin.blocked': {
    status: 409,
    zh: [
      'PIN碼已鎖定。',
      '請到憑證管理中心使用「鎖卡解碼／重設PIN碼」。請勿使用其他軟體的 Unlock PIN 功能，以免卡片永久鎖死。',
    ],
    en: [
      'The PIN is blocked.',
      'Use “Unlock / reset PIN” at the authority. Do not unlock with any other program: it may block the card for good.',
    ],
  },
  'pin.rule': {
    status: 422,
    zh: ['新的PIN碼不符合規則。', '請輸入 6～8 碼，且避免連號、同號、卡號或統一編號。'],
    en: [
      'The new PIN breaks the rules.',
      'Use 6 to 8 characters, and no runs, repeats, card number or business number.',
    ],
  },
  'pin.mismatch': {
    status: 422,
    zh: ['兩次輸入的PIN碼不同。', '請重新輸入。'],
    en: ['The two PINs are not the same.', 'Type them again.'],
  },
  'pin.same': {
    status: 422,
    zh: ['新的PIN碼與原PIN碼相同。', '請輸入不同的PIN碼。'],
    en: ['The new PIN is the same as the old one.', 'Choose a different PIN.'],
  },
  'code.wrong': {
    status: 403,
    zh: ['用戶代碼錯誤，還可再試 {n} 次。', '請確認英文字母大小寫；忘記時請使用「用戶代碼重設」。'],
    en: [
      'Wrong user code. Tries left: {n}.',
      'Capital and small letters differ. If you forgot it, use “Reset user code”.',
    ],
  },
  'code.locked': {
    status: 409,
    zh: ['用戶代碼已鎖定。', '請使用「用戶代碼重設」取得新的用戶代碼。'],
    en: ['The user code is locked.', 'Use “Reset user code” to get a new one.'],
  },
  'code.rule': {
    status: 422,
    zh: ['用戶代碼不符合規則。', '請輸入 6～10 碼英文字母、數字或符號，不含空白，英文字母有大小寫區別。'],
    en: [
      'The user code breaks the rules.',
      'Use 6 to 10 letters, digits or signs without spaces; capital and small letters differ.',
    ],
  },
  'code.mismatch': {
    status: 422,
    zh: ['兩次輸入的用戶代碼不同。', '請重新輸入。'],
    en: ['The two user codes are not the same.', 'Type them again.'],
  },
  'task.expired': {
    status: 410,
    zh: ['這次作業已逾時。', '請回到網頁重新開始。'],
    en: ['This operation has expired.', 'Go back to the page and start again.'],
  },
  'task.superseded': {
    status: 409,
    zh: ['同一張卡片已在另一個視窗開始新的作業。', '請在新的視窗繼續，或重新開始。'],
    en: ['A newer operation was started for this card.', 'Continue in the newer window, or start again.'],
  },
  'task.unknown': {
    status: 404,
    zh: ['查無這次作業。', '請回到網頁重新開始。'],
    en: ['This operation is unknown.', 'Go back to the page and start again.'],
  },
  'task.not-authentic': {
    status: 403,
    zh: ['無法確認這項作業來自憑證管理中心。', '請勿輸入任何密碼，並通知憑證管理中心。'],
    en: ['This operation does not come from a known authority.', 'Type no secrets, and tell the authority.'],
  },
  'task.mismatch': {
    status: 409,
    zh: ['讀卡機中的卡片與這次作業的卡號不同。', '請插入正確的卡片，再重新開始。'],
    en: [
      'The card in the reader is not the card of this operation.',
      'Insert the right card and start again.',
    ],
  },
  'task.used': {
    status: 409,
    zh: ['這次作業已使用過。', '請回到網頁重新開始。'],
    en: ['This operation was used already.', 'Go back to the page and start again.'],
  },
  'task.half-way': {
    status: 409,
    zh: ['作業進行到一半，結果尚未確認。', '請重新插入同一張卡片，再做一次即可完成。'],
    en: [
      'The operation was left half-way; its result is not confirmed yet.',
      'Insert the same card and run the operation again to finish it.',
    ],
  },
  'pin.half-way': {
    status: 409,
    zh: [
      '更改PIN碼進行到一半，結果尚未確認。',
      '請先以新的PIN碼使用卡片；若PIN碼錯誤，再以原PIN碼重新更改。',
    ],
    en: [
      'The change of the PIN was left half-way; its result is not confirmed yet.',
      'Try the new PIN first; if it is wrong, change the PIN again with the old one.',
    ],
  },
  'task.confirm-failed': {
    status: 422,
    zh: ['無法確認卡片已完成變更。', '請再做一次；已設定的PIN碼不受影響。'],
    en: [
      'The card\u2019s confirmation could not be verified.',
      'Run the operation again; a PIN already set is kept.',
    ],
  },
} as const;
