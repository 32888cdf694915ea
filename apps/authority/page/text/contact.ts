const zh = {
  title: '憑證IC卡聯絡人修改',
  intro: '聯絡人是憑證管理中心寄送通知的對象，其資料不會寫入憑證。請先填寫新的資料，再以卡片與PIN碼驗證。',
  notesTitle: '注意事項',
  notes: [
    '變更電子郵件時，須由新信箱收取確認信並點選連結後才生效；連結24小時內有效，只能使用一次。',
    '變更前後的信箱都會收到通知。',
    '新的電子郵件於生效72小時後，才能用於重設用戶代碼。',
  ],
  fields: { name: '聯絡人姓名', mail: '電子郵件', phone: '聯絡電話' },
  phoneHint: '含區碼，例如 02-0000-0000',
  next: '下一步',
  required: (label: string) => `請填寫「${label}」。`,
  checkTitle: '確認新的聯絡人',
  checkLead: '請確認下列資料正確，再以卡片與PIN碼驗證。送出後，原聯絡人會收到通知。',
  prove: '以卡片驗證並送出',
  edit: '修改資料',
  done: '已送出，正在開啟結果……',
  waitTitle: '請到新信箱確認',
  wait: '我們已寄出確認信到新的電子郵件。開啟信中的連結後，變更才會生效；在那之前，通知仍寄給原聯絡人。',
  waitLate: '24小時內未確認，本次申請即失效。',
  linkTitle: '確認新的聯絡信箱',
  linkLead: '確認後，憑證管理中心的通知將寄給下列聯絡人。',
  cardNumber: '卡號',
  confirm: '確認變更',
  home: '回首頁',
};

const en: typeof zh = {
  title: 'Change the card contact',
  intro:
    'The contact is the person the authority writes to; it never becomes certificate data. Fill in the new contact first, then prove yourself with card and PIN.',
  notesTitle: 'Please note',
  notes: [
    'A new mail address counts only after it is confirmed by a link mailed to it; the link works once, within 24 hours.',
    'The addresses before and after the change are both told.',
    'A new mail address can be used to reset the user code only after 72 hours.',
  ],
  fields: { name: 'Name of the contact', mail: 'Mail address', phone: 'Telephone' },
  phoneHint: 'With the area code, for example 02-0000-0000',
  next: 'Next',
  required: (label) => `Fill in “${label}”.`,
  checkTitle: 'Check the new contact',
  checkLead:
    'Check that all is right, then prove yourself with card and PIN. The present contact will be told.',
  prove: 'Prove with the card and send',
  edit: 'Change it',
  done: 'Sent. Opening the result…',
  waitTitle: 'Confirm in the new mailbox',
  wait: 'A mail was sent to the new address. The change counts when the link in it is opened; until then the present contact keeps being told.',
  waitLate: 'Without confirmation within 24 hours this change is dropped.',
  linkTitle: 'Confirm the new address',
  linkLead: 'Once confirmed, the authority writes to this contact.',
  cardNumber: 'Card number',
  confirm: 'Confirm the change',
  home: 'Home',
};

export const contactText = { 'zh-TW': zh, en };
