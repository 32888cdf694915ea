/** What an operation is for. */
type Words = { readonly does: string };

const zhWords: Readonly<Record<string, Words>> = {
  activate: { does: '首次使用卡片前，輸入用戶代碼並設定PIN碼，使憑證生效。' },
  accept: {
    does: '不存放在卡片上的憑證，於核對憑證內容後接受，使憑證生效。',
  },
  unlock: {
    does: 'PIN碼連續輸入錯誤3次而鎖卡時，以用戶代碼重新設定PIN碼。',
  },
  'change-pin': { does: '以目前的PIN碼換成新的PIN碼。' },
  'reset-code': { does: '忘記用戶代碼，或用戶代碼已鎖定時，重新設定。' },
  certificate: { does: '查詢憑證狀態、效期與廢止原因，並下載憑證。' },
  revoke: { does: '不再使用憑證，或卡片遺失、金鑰有外洩之虞時，永久廢止憑證。' },
  suspend: { does: '暫時停止憑證效力，或恢復已停用的憑證。' },
  contact: { does: '變更憑證管理中心通知的聯絡人與電子郵件信箱。' },
  view: { does: '檢視卡片上的卡號、持有者、效期、憑證及PIN碼剩餘次數。' },
  all: {
    does: '列出本組織團體的所有卡片與憑證及其狀態。',
  },
  expiring: {
    does: '列出即將到期的憑證，並可訂閱到期通知。',
  },
  mail: { does: '將經確認的電子郵件信箱寫入憑證，供簽署安全電子郵件。' },
};

const enWords: typeof zhWords = {
  activate: {
    does: 'Before first use: prove the user code and set the PIN; the certificates become valid.',
  },
  accept: {
    does: 'For a certificate that is not on a card: check its content and accept it, so that it becomes valid.',
  },
  unlock: {
    does: 'After three wrong PINs: set a new PIN with your user code.',
  },
  'change-pin': { does: 'Replace the PIN by a new one.' },
  'reset-code': { does: 'Set a new user code when it is forgotten or locked.' },
  certificate: { does: 'See status, validity and revocation reason; download certificates.' },
  revoke: {
    does: 'End certificates for good: no longer used, card lost, key in danger.',
  },
  suspend: { does: 'Put certificates on hold for a while, or make them valid again.' },
  contact: { does: 'Change the person and mail address the authority writes to.' },
  view: {
    does: 'See number, holder, validity, certificates and PIN tries left of a card.',
  },
  all: {
    does: 'List every card and certificate of your organisation with its status.',
  },
  expiring: {
    does: 'List certificates that expire soon, and subscribe to reminders.',
  },
  mail: {
    does: 'Write a confirmed mail address into the certificates, for signed mail.',
  },
};

const zh = {
  title: '憑證及IC卡相關作業',
  lead: '請選擇要辦理的作業。',
  words: zhWords,
};

const en: typeof zh = {
  title: 'Certificate and card services',
  lead: 'Choose what you would like to do.',
  words: enWords,
};

export const operationText = { 'zh-TW': zh, en };
