const zh = {
  title: '線上查詢組織團體所有憑證',
  intro: '以貴單位任一張使用中（或停用中）的憑證IC卡與PIN碼驗證後，可查詢貴單位所有卡片與憑證的狀態。',
  notesTitle: '注意事項',
  notes: [
    '查詢開啟後15分鐘內有效，可隨時結束。',
    '每次查詢都會留下紀錄，並寄送收執聯給該卡的聯絡人。',
    '清單可匯出為CSV檔，以試算表軟體開啟。',
  ],
  prove: '以卡片驗證並查詢',
  done: '驗證完成，正在開啟清單……',
  q: '搜尋',
  qHint: '卡號、持有者或憑證序號的一部分',
  sort: '排序',
  sorts: { card: '依卡號', until: '依到期日', status: '依狀態' },
  search: '查詢',
  count: (cards: number, certificates: number) => `共 ${cards} 張卡片、${certificates} 張憑證。`,
  caption: '所有憑證',
  emptyTitle: '沒有符合的憑證',
  empty: '請清除搜尋條件後再試。',
  clear: '清除搜尋條件',
};

const en: typeof zh = {
  title: 'All certificates of an organisation',
  intro:
    'Prove yourself with any active or suspended card of your organisation and its PIN to see all its cards and certificates.',
  notesTitle: 'Please note',
  notes: [
    'The list stays open for 15 minutes; you can finish earlier.',
    'Each look-up is recorded, and a receipt is mailed to the contact of the card.',
    'The list can be exported as CSV for spreadsheet programs.',
  ],
  prove: 'Prove with the card and list',
  done: 'Proved. Opening the list…',
  q: 'Search',
  qHint: 'Part of a card number, a holder or a serial number',
  sort: 'Order',
  sorts: { card: 'By card', until: 'By expiry', status: 'By status' },
  search: 'Search',
  count: (cards, certificates) => `${cards} cards, ${certificates} certificates.`,
  caption: 'All certificates',
  emptyTitle: 'Nothing matches',
  empty: 'Clear the search and try again.',
  clear: 'Clear the search',
};

export const allText = { 'zh-TW': zh, en };
