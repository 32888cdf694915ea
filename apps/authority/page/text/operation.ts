/** What an operation is for, and how it is done while its page is in preparation. */
type Words = { readonly does: string; readonly meanwhile: string };

const paper = '請洽憑證管理中心審驗人員以書面辦理，並備妥組織團體證明文件。';
const manager = '請開啟跨瀏覽器元件的「IC卡片管理工具」，插入卡片後即可辦理，資料不會離開您的電腦。';

const zhWords: Readonly<Record<string, Words>> = {
  activate: { does: '首次使用卡片前，輸入用戶代碼並設定PIN碼，使憑證生效。', meanwhile: '' },
  accept: {
    does: '不存放在卡片上的憑證，於核對憑證內容後接受，使憑證生效。',
    meanwhile: '目前僅核發卡片形式的憑證，暫無須辦理本作業。',
  },
  unlock: {
    does: 'PIN碼連續輸入錯誤3次而鎖卡時，以用戶代碼重新設定PIN碼。',
    meanwhile: '',
  },
  'change-pin': { does: '以目前的PIN碼換成新的PIN碼。', meanwhile: manager },
  'reset-code': { does: '忘記用戶代碼，或用戶代碼已鎖定時，重新設定。', meanwhile: paper },
  certificate: { does: '查詢憑證狀態、效期與廢止原因，並下載憑證。', meanwhile: '' },
  revoke: { does: '不再使用憑證，或卡片遺失、金鑰有外洩之虞時，永久廢止憑證。', meanwhile: paper },
  suspend: { does: '暫時停止憑證效力，或恢復已停用的憑證。', meanwhile: paper },
  contact: { does: '變更憑證管理中心通知的聯絡人與電子郵件信箱。', meanwhile: paper },
  view: { does: '檢視卡片上的卡號、持有者、效期、憑證及PIN碼剩餘次數。', meanwhile: manager },
  all: {
    does: '列出本組織團體的所有卡片與憑證及其狀態。',
    meanwhile: '可先以「憑證查詢及下載」輸入組織團體名稱，查詢各張憑證的狀態。',
  },
  expiring: {
    does: '列出即將到期的憑證，並可訂閱到期通知。',
    meanwhile: '可先以「憑證查詢及下載」查詢各張憑證的到期日。',
  },
  mail: { does: '將經確認的電子郵件信箱寫入憑證，供簽署安全電子郵件。', meanwhile: '' },
};

const paperEn =
  'Ask a registration officer of the authority on paper, and have proof of the organisation at hand.';
const managerEn =
  'Open the card manager of the card agent on your computer and insert the card; nothing leaves your computer.';

const enWords: typeof zhWords = {
  activate: {
    does: 'Before first use: prove the user code and set the PIN; the certificates become valid.',
    meanwhile: '',
  },
  accept: {
    does: 'For a certificate that is not on a card: check its content and accept it, so that it becomes valid.',
    meanwhile: 'Only certificates on cards are issued at present, so there is nothing to accept yet.',
  },
  unlock: {
    does: 'After three wrong PINs: set a new PIN with your user code.',
    meanwhile: '',
  },
  'change-pin': { does: 'Replace the PIN by a new one.', meanwhile: managerEn },
  'reset-code': { does: 'Set a new user code when it is forgotten or locked.', meanwhile: paperEn },
  certificate: { does: 'See status, validity and revocation reason; download certificates.', meanwhile: '' },
  revoke: {
    does: 'End certificates for good: no longer used, card lost, key in danger.',
    meanwhile: paperEn,
  },
  suspend: { does: 'Put certificates on hold for a while, or make them valid again.', meanwhile: paperEn },
  contact: { does: 'Change the person and mail address the authority writes to.', meanwhile: paperEn },
  view: {
    does: 'See number, holder, validity, certificates and PIN tries left of a card.',
    meanwhile: managerEn,
  },
  all: {
    does: 'List every card and certificate of your organisation with its status.',
    meanwhile: 'Use “Find and download certificates” with the name of the organisation.',
  },
  expiring: {
    does: 'List certificates that expire soon, and subscribe to reminders.',
    meanwhile: 'Use “Find and download certificates”: each certificate shows its last day.',
  },
  mail: {
    does: 'Write a confirmed mail address into the certificates, for signed mail.',
    meanwhile: '',
  },
};

const zh = {
  title: '憑證及IC卡相關作業',
  lead: '請選擇要辦理的作業。',
  does: '用途',
  meanwhile: '目前的辦理方式',
  notYet: '本項線上作業籌備中',
  notYetText: '線上辦理尚未開放，以下是目前的辦理方式。',
  back: '回作業清單',
  words: zhWords,
};

const en: typeof zh = {
  title: 'Certificate and card services',
  lead: 'Choose what you would like to do.',
  does: 'What it is for',
  meanwhile: 'How it is done meanwhile',
  notYet: 'This service is in preparation',
  notYetText: 'It is not open online yet. This is how it is done meanwhile.',
  back: 'All services',
  words: enWords,
};

export const operationText = { 'zh-TW': zh, en };
