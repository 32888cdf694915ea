import type { JudgedCard, KeyProof } from '../../operation/view.ts';

const zhKinds: Readonly<Record<JudgedCard['kind'], string>> = {
  ours: '本中心卡片',
  foreign: '非本中心卡片',
  blank: '空白卡',
};
const zhProofs: Readonly<Record<KeyProof, string>> = {
  proved: '金鑰於卡片內產生，已驗證',
  failed: '無法驗證金鑰來源',
  untold: '卡片未提供證明',
};

const zh = {
  title: '檢視憑證IC卡資訊',
  intro: '讀取卡片目前的卡號、持有者、效期、憑證、PIN碼剩餘次數與金鑰資訊，並與憑證管理中心的紀錄核對。',
  start: '請插入憑證IC卡，再點選「讀取卡片」。',
  again: '以下資訊為讀取當時的狀態。要更新時請再讀取一次。',
  working: '請在元件視窗選擇卡片……',
  read: '讀取卡片',
  readAgain: '再讀取一次',
  noPin: '檢視不需要PIN碼，也不會扣減任何次數；讀取的資料不會留存。',
  told: '卡片資訊',
  kinds: zhKinds,
  foreign: '這張卡片不是由本憑證管理中心簽發',
  foreignText: '以下僅依卡片自述顯示，未經本中心查證，不能用於本中心的作業。',
  number: '卡號',
  holder: '卡片持有者',
  model: '卡片型號',
  serialNumber: '製造商序號',
  reader: '讀卡機',
  pinTries: 'PIN碼剩餘次數',
  pukTries: '解鎖功能剩餘次數',
  at: '讀取時間',
  tries: (n: number) => (n === 0 ? '已鎖定' : `${n} 次`),
  untold: '此型號不提供',
  none: '—',
  pinBlocked: 'PIN碼已鎖定，請使用「鎖卡解碼／重設PIN碼」。請勿使用其他軟體解鎖。',
  pukBlocked: '這張卡片的解鎖功能已被其他程式鎖死，卡片無法再解鎖，請申請補發。',
  unlock: '鎖卡解碼／重設PIN碼',
  certificates: '卡片內的憑證',
  noCertificates: '卡片內沒有憑證。',
  notOurs: '非本中心簽發',
  subject: '憑證主體',
  issuer: '簽發者',
  validity: '效期',
  serial: '憑證序號',
  keyType: '金鑰種類',
  keyProof: '金鑰來源',
  keyProofs: zhProofs,
};

const enKinds: typeof zhKinds = {
  ours: 'Card of this authority',
  foreign: 'Not a card of this authority',
  blank: 'Blank card',
};
const enProofs: typeof zhProofs = {
  proved: 'Made on the card, verified',
  failed: 'Origin cannot be verified',
  untold: 'The card states nothing',
};

const en: typeof zh = {
  title: 'View card information',
  intro:
    'Reads number, holder, validity, certificates, PIN tries left and keys of a card as they are now, and compares them with the authority’s records.',
  start: 'Insert the certificate card, then choose “Read the card”.',
  again: 'This is how it was when the card was read. Read it again to bring it up to date.',
  working: 'Choose the card in the agent window…',
  read: 'Read the card',
  readAgain: 'Read again',
  noPin: 'No PIN is needed and no try is spent; what is read is not kept.',
  told: 'What the card tells',
  kinds: enKinds,
  foreign: 'This card was not issued by this authority',
  foreignText:
    'What follows is what the card says of itself; this authority has not checked it, and the card cannot be used for its services.',
  number: 'Card number',
  holder: 'Holder',
  model: 'Model',
  serialNumber: 'Maker’s number',
  reader: 'Reader',
  pinTries: 'PIN tries left',
  pukTries: 'Unlock tries left',
  at: 'Read',
  tries: (n) => (n === 0 ? 'Blocked' : String(n)),
  untold: 'Not told by this model',
  none: '—',
  pinBlocked: 'The PIN is blocked: use “Unlock or reset PIN”, and never another program.',
  pukBlocked:
    'Another program has blocked the unlock function of this card. It can no longer be unlocked; apply for a replacement.',
  unlock: 'Unlock or reset PIN',
  certificates: 'Certificates on the card',
  noCertificates: 'There is no certificate on the card.',
  notOurs: 'Not issued here',
  subject: 'Subject',
  issuer: 'Issuer',
  validity: 'Validity',
  serial: 'Serial number',
  keyType: 'Key type',
  keyProof: 'Origin of the key',
  keyProofs: enProofs,
};

export const viewText = { 'zh-TW': zh, en };
