/** Words of the lists of an organisation's certificates. */
const zh = {
  card: '卡號',
  holder: '持有者',
  cardState: '卡片狀態',
  use: '用途',
  status: '憑證狀態',
  since: '狀態起始',
  reason: '原因',
  from: '生效日',
  until: '到期日',
  serial: '憑證序號',
  left: (days: number) => `剩 ${days} 日`,
  over: (time: string) => `查詢可使用至 ${time}，之後請重新驗證。`,
  end: '結束查詢',
  receipt: '本次查詢的收執聯',
  csv: '匯出CSV',
  organisation: '組織團體',
};

const en: typeof zh = {
  card: 'Card number',
  holder: 'Holder',
  cardState: 'Card',
  use: 'Use',
  status: 'Certificate',
  since: 'Since',
  reason: 'Reason',
  from: 'Valid from',
  until: 'Expires',
  serial: 'Serial number',
  left: (days) => `${days} days left`,
  over: (time) => `You can look at this until ${time}; then prove yourself again.`,
  end: 'Finish',
  receipt: 'Receipt of this look-up',
  csv: 'Export CSV',
  organisation: 'Organisation',
};

export const holdingsText = { 'zh-TW': zh, en };
