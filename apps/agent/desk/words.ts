import type { Language } from '@kaika/look/language';

const zh = {
  title: '虛擬卡桌',
  lead: '這裡的讀卡機與卡片都是虛擬的，用起來和真的一樣：放進讀卡機、抽出來（作業途中也可以），或者丟掉。',
  demoOnly: '只有示範模式才有這張桌子。',
  readers: '讀卡機',
  cards: '桌上的卡片',
  noCards: '桌上沒有卡片。從空白卡疊拿一張開始。',
  emptySlot: '讀卡機是空的',
  present: '卡片存在',
  absent: '卡片不存在',
  busy: '使用中',
  pull: '抽出卡片',
  pullFrom: (reader: string) => `從 ${reader} 抽出卡片`,
  insert: (reader: string) => `放入 ${reader}`,
  discard: '丟掉',
  discardCard: (label: string) => `丟掉「${label}」`,
  noRoom: '讀卡機都放滿了，請先抽出一張。',
  blank: '空白卡',
  blankText: '還沒有金鑰與憑證',
  stack: '空白卡疊',
  stackText: '要製作卡片時，拿一張放進讀卡機。',
  take: '拿一張空白卡',
  addReader: '再加一台讀卡機',
  removeReader: '拿走這台讀卡機',
  people: '示範人物',
  peopleText: '這些人、卡片與密碼只存在於示範模式。',
  person: '姓名',
  role: '角色',
  cardNumber: '卡號',
  pin: 'PIN碼',
  userCode: '用戶代碼',
  none: '—',
  notYet: '尚未設定',
};

const en: typeof zh = {
  title: 'Virtual card desk',
  lead: 'Readers and cards on this desk are virtual and behave like real ones: put a card in, pull it out (also in the middle of something), or throw it away.',
  demoOnly: 'This desk exists in demo mode only.',
  readers: 'Readers',
  cards: 'Cards on the desk',
  noCards: 'No cards on the desk. Take a blank one to begin.',
  emptySlot: 'The reader is empty',
  present: 'Card present',
  absent: 'No card',
  busy: 'In use',
  pull: 'Pull the card out',
  pullFrom: (reader) => `Pull the card out of ${reader}`,
  insert: (reader) => `Put into ${reader}`,
  discard: 'Throw away',
  discardCard: (label) => `Throw away “${label}”`,
  noRoom: 'All readers are taken. Pull a card out first.',
  blank: 'Blank card',
  blankText: 'No keys and no certificates yet',
  stack: 'Stack of blanks',
  stackText: 'To produce a card, take one and put it into a reader.',
  take: 'Take a blank card',
  addReader: 'Add a reader',
  removeReader: 'Remove this reader',
  people: 'Demo people',
  peopleText: 'These people, cards and secrets exist in demo mode only.',
  person: 'Name',
  role: 'Role',
  cardNumber: 'Card number',
  pin: 'PIN',
  userCode: 'User code',
  none: '—',
  notYet: 'not set yet',
};

/** The words of the desk. */
export function deskWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}

/** What a blank card is called until it is somebody's. */
export const blankLabel = zh.blank;
