const zhTitles: Readonly<Record<string, string>> = {
  'card.activated': '開卡成功',
  'card.unlocked': 'PIN碼已重設',
};
const enTitles: typeof zhTitles = {
  'card.activated': 'The card is active',
  'card.unlocked': 'The PIN was reset',
};
const zhActs: Readonly<Record<string, string>> = {
  'card.activated': '開卡作業',
  'card.unlocked': '鎖卡解碼／重設PIN碼',
};
const enActs: typeof zhActs = {
  'card.activated': 'Activate a card',
  'card.unlocked': 'Unlock or reset PIN',
};

const zh = {
  titles: zhTitles,
  acts: zhActs,
  other: '作業完成',
  lead: '您可以開始使用卡片。請牢記您設定的PIN碼。',
  receipt: (act: string) => `${act}收執聯`,
  issuer: '憑證管理中心',
  number: '收執聯編號',
  act: '作業項目',
  at: '完成時間',
  cardNumber: '卡號',
  holder: '卡片持有者',
  signed: '本收執聯由憑證管理中心以電子簽章簽署，可下載簽章檔查驗。',
  digest: '簽章檔摘要（SHA-256）',
  print: '列印收執聯',
  pdf: '下載PDF',
  download: '下載簽章檔',
  nextTitle: '接下來',
  query: '查詢憑證狀態',
  queryText: '狀態為「有效」即代表開卡成功。',
  portal: '到入口網登入',
  portalText: '以卡片登入會員專區與各項服務。',
};

const en: typeof zh = {
  titles: enTitles,
  acts: enActs,
  other: 'Done',
  lead: 'You can use the card now. Remember the PIN you have set.',
  receipt: (act: string) => `Receipt: ${act}`,
  issuer: 'Certification Authority',
  number: 'Receipt number',
  act: 'Service',
  at: 'Completed',
  cardNumber: 'Card number',
  holder: 'Holder',
  signed:
    'This receipt is signed electronically by the authority; the signature file can be downloaded and verified.',
  digest: 'Digest of the signature file (SHA-256)',
  print: 'Print the receipt',
  pdf: 'Download as PDF',
  download: 'Download the signature file',
  nextTitle: 'What you can do now',
  query: 'Look up the certificates',
  queryText: '“Valid” means that the activation succeeded.',
  portal: 'Sign in at the portal',
  portalText: 'Use the card for the member area and the services.',
};

export const receiptText = { 'zh-TW': zh, en };
