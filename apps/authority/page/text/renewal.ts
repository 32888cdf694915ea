const zh = {
  title: '憑證IC卡到期換發',
  lead: (days: number) => `憑證到期前${days}天內，可用原卡申請換發新卡，不必重新填寫申請資料。`,
  howTitle: '辦理方式',
  how: [
    '以原卡及PIN碼驗證，系統即以登記的組織團體、聯絡人資料及原用戶代碼送出新卡的申請。',
    '申請經初審、複審後製作新卡並郵寄；新卡有新的卡號與金鑰，須以用戶代碼開卡。',
    '原卡可使用至憑證到期為止，新舊卡可同時使用。以原卡加密的資料，請於原卡到期前解密。',
    '組織團體名稱或類別有變更者，請改以「申請憑證IC卡」重新申請。',
  ],
  withCard: '以原卡申請',
  prove: '以卡片驗證並申請換發',
  done: '已申請，正在開啟收執聯……',
  lostTitle: '卡片遺失或毀損？',
  lostText: '無法使用原卡時，請辦理補發，不受到期日限制。',
  lostLink: '遺失或毀損補發',
};

const en: typeof zh = {
  title: 'Renew a card that expires',
  lead: (days) =>
    `In the last ${days} days before its certificates expire, a card applies for the next one; nothing is typed again.`,
  howTitle: 'How it is done',
  how: [
    'Prove yourself with the present card and its PIN. The application is made from the registered organisation and contact, and the user code stays the same.',
    'After first review and approval the new card is produced and posted. It has a number and keys of its own and is activated with the user code.',
    'The present card can be used until its certificates expire, beside the new one. Decrypt what was encrypted for it before that.',
    'If the name or the kind of the organisation has changed, apply for a card anew instead.',
  ],
  withCard: 'Apply with the present card',
  prove: 'Prove with the card and renew',
  done: 'Applied for. Opening the receipt…',
  lostTitle: 'Card lost or damaged?',
  lostText: 'When the present card cannot be used, have it replaced; that is possible at any time.',
  lostLink: 'Replace a lost or damaged card',
};

export const renewalText = { 'zh-TW': zh, en };
