const zh = {
  title: '用戶代碼重設',
  intro:
    '忘記用戶代碼，或代碼連續輸入錯誤遭鎖定時，可在此設定新的用戶代碼。重設後原代碼立即失效，之前寄出的連結與進行中的作業也一併作廢。',
  waysTitle: '辦理方式',
  ways: [
    '持有卡片且記得PIN碼：立即重設。',
    '沒有卡片或忘記PIN碼：由登記的聯絡人信箱收取一次性連結。',
    '兩者皆無：以書面向憑證管理中心申請，由審驗人員核定。',
  ],
  cardTitle: '以卡片與PIN碼重設',
  begin: '重設用戶代碼',
  done: '用戶代碼已重設，正在開啟收執聯……',
  working: '請在元件視窗輸入新的用戶代碼與PIN碼。完成前請勿拔出卡片或關閉本頁。',
  fieldCode: '5. 新的用戶代碼',
  fieldPin: '6. PIN碼',
  pinHow: (begin: string) => `點選「${begin}」後，在元件視窗輸入現在的PIN碼。`,
  mailTitle: '以聯絡人信箱重設',
  mailText: '輸入卡號後，我們會將一次性連結寄到該卡登記的聯絡人信箱，30分鐘內有效。',
  cardNumber: '卡號或申請案號',
  cardNumberHint: '卡號為 XC 加 14 位數字，印在開卡通知函上；非IC卡類憑證請填 A 開頭的申請案號',
  required: (label: string) => `請填寫「${label}」。`,
  numberWrong: '卡號為 XC 加 14 位數字，申請案號為 A 加 15 位數字。',
  send: '寄出連結',
  paperTitle: '書面申請',
  paperText:
    '請以公文載明卡號、事由與回覆信箱，寄至憑證管理中心。經兩位審驗人員登錄與核定後，連結會寄至公文所載信箱。',
  askedTitle: '已收到您的申請',
  asked: '如果這個卡號存在且可以重設，我們已將一次性連結寄到登記的聯絡人信箱，請於30分鐘內開啟。',
  askedLate: '沒有收到時，請檢查垃圾郵件匣，或確認聯絡人信箱是否在72小時內變更過。',
  home: '回首頁',
  linkTitle: '設定新的用戶代碼',
  linkLead: '請自訂新的用戶代碼。送出後原代碼立即失效。',
  fields: { userCode: '新的用戶代碼', userCodeAgain: '再輸入一次新的用戶代碼' },
  codeHint: '6～10 碼英文字母、數字或符號，不含空白，英文字母有大小寫區別',
  set: '設定新代碼',
};

const en: typeof zh = {
  title: 'Reset user code',
  intro:
    'Choose a new user code here if you forgot it or if wrong entries locked it. The old code ends at once, and so do links mailed before and operations under way.',
  waysTitle: 'Three ways',
  ways: [
    'You have the card and know its PIN: reset it at once.',
    'No card, or no PIN: a one-time link is mailed to the registered contact.',
    'Neither: ask the authority on paper; officers decide.',
  ],
  cardTitle: 'With card and PIN',
  begin: 'Reset user code',
  done: 'The user code was reset. Opening the receipt…',
  working:
    'Type the new user code and the PIN in the agent window. Leave the card in the reader and this page open until it is done.',
  fieldCode: '5. New user code',
  fieldPin: '6. PIN',
  pinHow: (begin) => `Choose “${begin}”, then type the present PIN in the agent window.`,
  mailTitle: 'By the contact’s mailbox',
  mailText:
    'Enter the card number: a one-time link is mailed to the contact registered for that card, good for 30 minutes.',
  cardNumber: 'Card or application number',
  cardNumberHint:
    'A card: XC and 14 digits, printed on the letter that came with it. A non-card certificate: the application number, which begins with A.',
  required: (label) => `Fill in “${label}”.`,
  numberWrong: 'A card number is XC and 14 digits, an application number A and 15.',
  send: 'Mail the link',
  paperTitle: 'On paper',
  paperText:
    'Write to the authority with card number, reason and a mail address for the answer. Two officers enter and decide it; the link then goes to the address in your letter.',
  askedTitle: 'Your request was received',
  asked:
    'If this number exists and can be reset, a one-time link was mailed to the registered contact. Open it within 30 minutes.',
  askedLate:
    'If nothing comes, look among unwanted mail, or see whether the contact’s address changed within 72 hours.',
  home: 'Home',
  linkTitle: 'Choose a new user code',
  linkLead: 'Choose a new user code. The old one ends as soon as you send it.',
  fields: { userCode: 'New user code', userCodeAgain: 'New user code again' },
  codeHint: '6 to 10 letters, digits or signs without spaces; capital and small letters differ',
  set: 'Set the new code',
};

export const resetCodeText = { 'zh-TW': zh, en };
