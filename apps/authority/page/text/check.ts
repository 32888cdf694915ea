const zh = {
  title: '環境檢測',
  lead: '檢測您的電腦是否已備妥使用憑證IC卡所需的元件與設備。檢測時會開啟元件視窗，不需輸入任何密碼。',
  start: '請插入卡片後點選「開始檢測」。',
  working: '檢測中……',
  passed: '檢測完成，您的電腦可以使用憑證IC卡。',
  begin: '開始檢測',
  messageTitle: '檢測結果',
  listLabel: '檢測項目',
  items: {
    agent: '跨瀏覽器元件',
    clock: '電腦時間',
    service: '智慧卡服務',
    reader: '讀卡機',
    card: '卡片',
  },
  noScript: '環境檢測需要啟用瀏覽器的JavaScript。',
};

const en: typeof zh = {
  title: 'Environment check',
  lead: 'See whether this computer has what a certificate card needs. The agent window opens for a moment; no password is asked.',
  start: 'Insert a card, then choose “Check”.',
  working: 'Checking…',
  passed: 'All is well: this computer can use certificate cards.',
  begin: 'Check',
  messageTitle: 'Result',
  listLabel: 'What is checked',
  items: {
    agent: 'Card agent',
    clock: 'Clock of the computer',
    service: 'Smart card service',
    reader: 'Reader',
    card: 'Card',
  },
  noScript: 'The environment check needs JavaScript.',
};

export const checkText = { 'zh-TW': zh, en };
