const zh = {
  title: '用戶約定條款',
  clauses: (days: number) => [
    ['申請資料', '申請人保證所填資料真實，且有權代表該組織團體。資料變更時應儘速通知憑證管理中心。'],
    ['憑證內容', '組織團體名稱及組織物件識別碼將載入憑證並可供公眾查詢；聯絡人資料不載入憑證。'],
    ['開卡', `應於發卡日起${days}天內開卡，並確認憑證內容無誤；逾期未開卡者，憑證自動廢止。`],
    ['保管責任', '用戶應妥善保管卡片、PIN碼與用戶代碼，不得交付他人使用，亦不得於網頁輸入PIN碼。'],
    ['金鑰', '金鑰於卡片上產生，憑證管理中心不留存備份；卡片遺失或損毀時，以其加密之資料無法解密。'],
    [
      '停用與廢止',
      '卡片遺失、金鑰有外洩之虞或不再使用時，應立即辦理停用或廢止；效力於數秒內反映於憑證狀態服務。',
    ],
    ['紀錄', '憑證管理中心保存申請、審驗、製卡與狀態變更之紀錄，不予刪除，以供稽核。'],
  ],
};

const en: typeof zh = {
  title: 'Terms of use',
  clauses: (days: number) => [
    [
      'What you state',
      'What is stated must be true, and the applicant must be entitled to act for the organisation. Tell the authority soon when it changes.',
    ],
    [
      'What is in a certificate',
      'The organisation’s name and object identifier stand in the certificates and can be looked up by anyone; the contact does not.',
    ],
    [
      'Activation',
      `Activate the card within ${days} days of its issue and check what the certificates say; otherwise they are revoked.`,
    ],
    [
      'Care',
      'Keep card, PIN and user code safe, let nobody else use them, and never type the PIN into a web page.',
    ],
    [
      'Keys',
      'Keys are made on the card and have no backup. What was encrypted for a lost or broken card can never be decrypted.',
    ],
    [
      'Suspension and revocation',
      'Suspend or revoke at once when the card is lost, a key is in danger or no longer used; the status service shows it within seconds.',
    ],
    [
      'Records',
      'The authority keeps records of application, review, production and status changes; nothing is deleted.',
    ],
  ],
};

export const termsText = { 'zh-TW': zh, en };
