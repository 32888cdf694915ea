/** Failures of mailed links, of contacts, of paper requests, and of what was opened with card and PIN for a while. */
export const linkProblems = {
  'link.unknown': {
    status: 404,
    zh: ['這個連結無效。', '請確認網址完整，或重新申請一次。'],
    en: ['This link is not valid.', 'Check that the whole address was opened, or ask for a new link.'],
  },
  'link.expired': {
    status: 410,
    zh: ['這個連結已逾時。', '請重新申請，系統會寄出新的連結。'],
    en: ['This link has expired.', 'Ask again and a new link is mailed.'],
  },
  'link.used': {
    status: 410,
    zh: ['這個連結已使用過或已作廢。', '每個連結只能使用一次；如仍需要，請重新申請。'],
    en: [
      'This link was used already or was replaced.',
      'A link works once. Ask again if you still need one.',
    ],
  },
  'contact.same': {
    status: 422,
    zh: ['聯絡人資料沒有變更。', '請修改姓名、電子郵件或電話後再送出。'],
    en: ['Nothing would change.', 'Change the name, the mail address or the telephone number first.'],
  },
  'visit.over': {
    status: 401,
    zh: ['查詢時間已結束。', '請再以卡片與PIN碼驗證一次。'],
    en: ['Your time to view this is over.', 'Prove yourself with card and PIN once more.'],
  },
  'subscription.unknown': {
    status: 404,
    zh: ['查無這項訂閱，或已取消。', '請重新訂閱。'],
    en: ['There is no such subscription, or it was ended.', 'Subscribe again.'],
  },
  'subscription.days': {
    status: 422,
    zh: ['不提供這個天數。', '請由選單選擇天數。'],
    en: ['This number of days is not offered.', 'Choose one from the list.'],
  },
  'paper.unknown': {
    status: 404,
    zh: ['查無這件書面申請。', '請由清單重新選擇。'],
    en: ['No such paper request.', 'Choose it from the list again.'],
  },
  'paper.wrong-state': {
    status: 409,
    zh: ['這件書面申請已經決定。', '請重新整理後查看最新狀態。'],
    en: ['This paper request was decided already.', 'Reload to see its present state.'],
  },
  'paper.same-officer': {
    status: 403,
    zh: ['登錄人員不得核定同一件書面申請。', '請由另一位審驗人員核定。'],
    en: ['Whoever entered a paper request must not decide it.', 'Let another officer decide.'],
  },
  'paper.reason-missing': {
    status: 422,
    zh: ['請填寫駁回理由。', '理由會留在紀錄中。'],
    en: ['A reason is missing.', 'The reason is kept in the record.'],
  },
} as const;
