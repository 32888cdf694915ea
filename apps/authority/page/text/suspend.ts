const zh = {
  title: '憑證停用／復用',
  intro:
    '暫時不使用憑證，或懷疑卡片遭他人使用時，可將卡片的所有憑證停用；停用後數秒內即不能登入或簽章。日後可辦理復用，恢復憑證效力。',
  notesTitle: '注意事項',
  notes: [
    '停用期間以這張卡片所作的簽章，他人查驗時會顯示憑證停用。',
    '卡片遺失且不打算再使用，或金鑰有外洩之虞時，請辦理「憑證廢止」。',
    '已廢止或已到期的憑證不能停用或復用；尚未開卡的卡片原本就不能使用，不需要停用。',
    '辦理完成後，會寄送通知至登記的聯絡信箱。',
  ],
  withCard: '手邊有卡片',
  withCardHow: '將卡片插入讀卡機，在元件視窗選擇卡片並輸入PIN碼，立即生效。',
  operation: '辦理項目',
  suspend: '停用',
  suspendHint: '憑證自完成時起不能使用',
  resume: '復用',
  resumeHint: '恢復已停用的憑證',
  done: '已完成，正在開啟收執聯……',
};

const en: typeof zh = {
  title: 'Suspend or resume',
  intro:
    'When you will not use the certificates for a while, or fear that somebody else does, suspend all certificates of the card; within seconds it no longer signs in or signs. Later you can resume them.',
  notesTitle: 'Please note',
  notes: [
    'Whoever checks a signature made while the card is suspended will see that.',
    'If the card is lost for good or its keys are in danger, use “Revoke certificates”.',
    'Revoked and expired certificates can be neither suspended nor resumed. A card not yet activated cannot be used anyway.',
    'The contact is told by mail when it is done.',
  ],
  withCard: 'With the card at hand',
  withCardHow: 'Insert the card, choose it in the agent window and type the PIN. It takes effect at once.',
  operation: 'What to do',
  suspend: 'Suspend',
  suspendHint: 'The certificates cannot be used from then on',
  resume: 'Resume',
  resumeHint: 'Suspended certificates are valid again',
  done: 'Done. Opening the receipt…',
};

export const suspendText = { 'zh-TW': zh, en };
