const zh = {
  messageTitle: '提示訊息',
  start: (labels: readonly string[]) =>
    labels.length === 0
      ? '請先完成上方的選擇。'
      : `請插入憑證IC卡，再點選${labels.map((label) => `「${label}」`).join('或')}。`,
  working: '請在元件視窗選擇卡片並輸入PIN碼。完成前請勿拔出卡片或關閉本頁。',
  neverHere: 'PIN碼只在元件視窗輸入，本網頁不會要求您輸入PIN碼。',
  noScript: '本作業需要啟用瀏覽器的JavaScript，才能與您電腦上的跨瀏覽器元件連線。',
};

const en: typeof zh = {
  start: (labels) =>
    labels.length === 0
      ? 'First make the choice above.'
      : `Insert the certificate card, then choose ${labels.map((label) => `“${label}”`).join(' or ')}.`,
  messageTitle: 'Message',
  working:
    'Choose the card and type the PIN in the agent window. Leave the card in the reader and this page open until it is done.',
  neverHere: 'The PIN is typed in the agent window alone; this web page never asks for it.',
  noScript: 'This service needs JavaScript to talk to the card agent on your computer.',
};

export const proofText = { 'zh-TW': zh, en };
