/** Failures of what two officers do together, of mass revocation, and of the log's pages. */
export const consoleProblems = {
  'proposal.unknown': {
    status: 404,
    zh: ['查無這件核定事項。', '請由清單重新選擇。'],
    en: ['No such proposal.', 'Choose it from the list again.'],
  },
  'proposal.wrong-state': {
    status: 409,
    zh: ['這件事項已經核定或撤回。', '請重新整理後查看最新狀態。'],
    en: ['This proposal was decided or withdrawn already.', 'Reload to see its present state.'],
  },
  'proposal.same-officer': {
    status: 403,
    zh: ['提出人及當事人不得核定同一件事項。', '請由另一位審驗人員核定。'],
    en: ['Whoever proposed it, or whom it is about, must not decide it.', 'Let another officer decide.'],
  },
  'proposal.reason-missing': {
    status: 422,
    zh: ['請填寫不同意的理由。', '理由會留在紀錄中。'],
    en: ['A reason for the refusal is missing.', 'It is kept in the record.'],
  },
  'proposal.grounds-missing': {
    status: 422,
    zh: ['請填寫事由。', '核定人員依事由判斷，事由會留在紀錄中。'],
    en: [
      'The grounds are missing.',
      'The officer who decides goes by them, and they are kept in the record.',
    ],
  },
  'proposal.open-already': {
    status: 409,
    zh: ['同一對象已有一件待核定的事項。', '請先核定或撤回那一件。'],
    en: ['A proposal about the same subject waits already.', 'Decide or withdraw that one first.'],
  },
  'officer.below-minimum': {
    status: 409,
    zh: ['這樣在職人員將不足以辦理雙人覆核作業。', '請先指派接替的人員，再辦理這項變更。'],
    en: [
      'Too few officers would be left for what takes two people.',
      'Appoint whoever takes over first, then make this change.',
    ],
  },
  'officer.card-unfit': {
    status: 422,
    zh: ['這張卡片不能作為審驗人員卡片。', '請輸入已開卡、發給個人的卡片之卡號。'],
    en: [
      'This card cannot be an officer’s card.',
      'Enter the number of an activated card that was issued to a person.',
    ],
  },
  'officer.card-taken': {
    status: 409,
    zh: ['這張卡片已屬於一位審驗人員。', '請在人員清單確認，或改用另一張卡片。'],
    en: ['This card belongs to an officer already.', 'Look at the list of people, or use another card.'],
  },
  'officer.roles-missing': {
    status: 422,
    zh: ['請至少選擇一個角色。', '人員只能辦理其角色所及的事項。'],
    en: ['Choose at least one role.', 'Officers may do what their roles allow and nothing else.'],
  },
  'sweep.unknown': {
    status: 404,
    zh: ['查無這件大量廢止。', '請由清單重新選擇。'],
    en: ['No such mass revocation.', 'Choose it from the list again.'],
  },
  'sweep.wrong-state': {
    status: 409,
    zh: ['這件大量廢止目前不能這樣處理。', '請重新整理後查看最新狀態。'],
    en: ['This mass revocation is not in a state for that.', 'Reload to see its present state.'],
  },
  'sweep.no-scope': {
    status: 422,
    zh: ['請至少指定一項範圍。', '不指定範圍不代表全部卡片。'],
    en: ['Say at least one thing about the cards.', 'Leaving everything out never means all cards.'],
  },
  'sweep.empty': {
    status: 422,
    zh: ['範圍內沒有可廢止的卡片。', '請調整範圍後再試算。'],
    en: ['No card that can be revoked is in this scope.', 'Change the scope and try again.'],
  },
  'sweep.rate': {
    status: 422,
    zh: ['每分鐘張數須為 1 至 600 的整數。', '請修改後再試算。'],
    en: ['Cards a minute must be a whole number from 1 to 600.', 'Change it and try again.'],
  },
  'audit.unknown': {
    status: 404,
    zh: ['查無這筆稽核紀錄。', '請由清單重新選擇。'],
    en: ['No such entry of the audit log.', 'Choose it from the list again.'],
  },
  'audit.not-sequenced': {
    status: 409,
    zh: ['這筆紀錄尚未編入簽署的稽核樹。', '請於一分鐘後再下載證明。'],
    en: ['This entry is not in the signed tree yet.', 'Download its proof in a minute.'],
  },
} as const;
