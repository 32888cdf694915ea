const zh = {
  appointTitle: '指派人員',
  appointLead: '先讓這個人員領到並開啟一張個人卡片，再以卡號提出指派，由另一位人員核定。',
  appoint: '提出指派',
  minimum:
    '在職人員至少須有：初審與複審各一位（不同人）、製卡人員一位、管理人員一位，以及另一位可核定人事的管理或複審人員。',
  rolesTitle: '變更角色',
  cardTitle: '更換卡片',
  newCard: '新卡號',
  dismissTitle: '離職',
  dismissLead: '核定後立即不能登入。紀錄與歷程都會保留。',
  dismiss: '提出離職',
  change: '提出變更',
  own: '自己的角色、卡片與離職，須由另一位管理人員提出。',
  open: '待核定',
  activity: '最近的紀錄',
  export: '匯出CSV',
};
const en: typeof zh = {
  appointTitle: 'Appoint an officer',
  appointLead:
    'Have a card of their own produced and activated first; then propose the appointment by its number. Another officer decides.',
  appoint: 'Propose the appointment',
  minimum:
    'Those serving include at least: a first reviewer and an approver who are two people, a card operator, an administrator, and another administrator or approver to decide on officers.',
  rolesTitle: 'Change roles',
  cardTitle: 'Change the card',
  newCard: 'New card number',
  dismissTitle: 'Dismiss',
  dismissLead: 'Once approved they can no longer sign in. All records stay.',
  dismiss: 'Propose the dismissal',
  change: 'Propose the change',
  own: 'Your own roles, card and dismissal are proposed by another administrator.',
  open: 'To be decided',
  activity: 'Recent entries',
  export: 'Export CSV',
};
export const peopleText = { 'zh-TW': zh, en };
