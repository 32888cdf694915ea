const zhTitles: Readonly<Record<string, string>> = {
  'card.activated': '開卡成功',
  'card.unlocked': 'PIN碼已重設',
  'card.pin-changed': 'PIN碼已更改',
  'card.suspended': '憑證已停用',
  'card.resumed': '憑證已復用',
  'card.revoked': '憑證已廢止',
  'code.reset': '用戶代碼已重設',
  'contact.changed': '聯絡人已變更',
  'organisation.listed': '已查詢組織團體憑證',
};
const enTitles: typeof zhTitles = {
  'card.activated': 'The card is active',
  'card.unlocked': 'The PIN was reset',
  'card.pin-changed': 'The PIN was changed',
  'card.suspended': 'The certificates are suspended',
  'card.resumed': 'The certificates are valid again',
  'card.revoked': 'The certificates are revoked',
  'code.reset': 'The user code was reset',
  'contact.changed': 'The contact was changed',
  'organisation.listed': 'The certificates were listed',
};
const zhActs: Readonly<Record<string, string>> = {
  'card.activated': '開卡作業',
  'card.unlocked': '鎖卡解碼／重設PIN碼',
  'card.pin-changed': '更改PIN碼',
  'card.suspended': '憑證停用',
  'card.resumed': '憑證復用',
  'card.revoked': '憑證廢止',
  'code.reset': '用戶代碼重設',
  'contact.changed': '憑證IC卡聯絡人修改',
  'organisation.listed': '查詢組織團體憑證',
};
const enActs: typeof zhActs = {
  'card.activated': 'Activate a card',
  'card.unlocked': 'Unlock or reset PIN',
  'card.pin-changed': 'Change PIN',
  'card.suspended': 'Suspend certificates',
  'card.resumed': 'Resume certificates',
  'card.revoked': 'Revoke certificates',
  'code.reset': 'Reset user code',
  'contact.changed': 'Change the card contact',
  'organisation.listed': 'Certificates of an organisation',
};

/** What the holder should know now, by what was done. */
const zhLeads: Readonly<Record<string, string>> = {
  'code.reset': '原用戶代碼已失效，之前寄出的連結也不能再使用。請牢記新的用戶代碼。',
  'contact.changed': '我們已通知變更前後的聯絡人。新的電子郵件於72小時後才能用於重設用戶代碼。',
  'organisation.listed': '本次查詢已記錄，並通知聯絡人。',
  'card.activated': '您可以開始使用卡片。請牢記您設定的PIN碼。',
  'card.unlocked': '您可以繼續使用卡片。請牢記您設定的PIN碼。',
  'card.pin-changed': '請牢記新的PIN碼，原PIN碼已不能使用。',
  'card.suspended': '憑證自現在起不能使用。要再使用時，請辦理復用。',
  'card.resumed': '憑證自現在起恢復有效。',
  'card.revoked': '憑證已永久失效，卡片不能再用於登入或簽章。如仍需要，請重新申請。',
};
const enLeads: typeof zhLeads = {
  'code.reset': 'The old user code and all links mailed before are void. Remember the new one.',
  'contact.changed':
    'The contacts before and after the change were told. A new mail address can be used for resets after 72 hours.',
  'organisation.listed': 'This look-up was recorded and the contact was told.',
  'card.activated': 'You can use the card now. Remember the PIN you have set.',
  'card.unlocked': 'You can use the card again. Remember the PIN you have set.',
  'card.pin-changed': 'Remember the new PIN; the old one no longer works.',
  'card.suspended': 'From now on the certificates cannot be used. Resume them when you need them again.',
  'card.resumed': 'From now on the certificates are valid again.',
  'card.revoked':
    'The certificates are invalid for good; the card no longer signs in or signs. Apply for a new one if you need it.',
};

const zh = {
  leads: zhLeads,
  titles: zhTitles,
  acts: zhActs,
  other: '作業完成',
  lead: '作業已完成。',
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
  queryText: '查看這張卡片各張憑證目前的狀態。',
  portal: '到入口網登入',
  portalText: '以卡片登入會員專區與各項服務。',
};

const en: typeof zh = {
  leads: enLeads,
  titles: enTitles,
  acts: enActs,
  other: 'Done',
  lead: 'It is done.',
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
  queryText: 'See the present status of the certificates of this card.',
  portal: 'Sign in at the portal',
  portalText: 'Use the card for the member area and the services.',
};

export const receiptText = { 'zh-TW': zh, en };
