/** Failures of applications, their review and the officers who decide. */
export const applicationProblems = {
  'application.unknown': {
    status: 404,
    zh: ['查無此申請案。', '請確認申請案號與統一編號是否正確。'],
    en: ['No such application.', 'Check the application number and the Unified Business Number.'],
  },
  'application.number-malformed': {
    status: 422,
    zh: ['申請案號格式不正確。', '申請案號為A加15位數字，請查看通知信。'],
    en: ['This is no application number.', 'It is A and 15 digits; look at the mail.'],
  },
  'application.wrong-state': {
    status: 409,
    zh: ['申請案目前的狀態不能進行這項動作。', '請重新整理後查看最新狀態。'],
    en: ['The application is not in a state for this action.', 'Reload to see its present state.'],
  },
  'application.same-officer': {
    status: 403,
    zh: ['複審人員不得與初審人員相同。', '請由另一位審驗人員複審。'],
    en: ['The approver must not be the first reviewer.', 'Let another officer approve.'],
  },
  'application.reason-missing': {
    status: 422,
    zh: ['請填寫理由。', '退回或駁回時，申請人會看到這段理由。'],
    en: [
      'A reason is missing.',
      'The applicant reads the reason when an application is returned or refused.',
    ],
  },
  'application.incomplete': {
    status: 422,
    zh: ['申請資料尚有欄位需要修正。', '請依各欄位的說明修正後，再送出一次。'],
    en: ['Some fields need attention.', 'Correct the marked fields and send again.'],
  },
  'application.code-wrong': {
    status: 403,
    zh: ['用戶代碼與申請時設定的不同。', '請確認英文字母大小寫後再試；連續輸入錯誤時，須稍候才能再試。'],
    en: [
      'This is not the user code chosen in the application.',
      'Capital and small letters differ. After several wrong tries you have to wait.',
    ],
  },
  'application.organisation-differs': {
    status: 409,
    zh: [
      '此統一編號已登記為其他名稱或類別的組織團體，不得核准。',
      '請退回補正或駁回；名稱或類別有誤者，由申請人更正後重新送出。',
    ],
    en: [
      'This Unified Business Number is registered to an organisation of another name or kind.',
      'Return or refuse the application; where the name or kind is mistaken, the applicant corrects it and sends it again.',
    ],
  },
  'field.required': {
    status: 422,
    zh: ['此欄位必填。', '請填寫。'],
    en: ['This field is required.', 'Fill it in.'],
  },
  'field.too-long': {
    status: 422,
    zh: ['內容過長。', '請縮短內容。'],
    en: ['The text is too long.', 'Shorten it.'],
  },
  'field.characters': {
    status: 422,
    zh: ['含有不允許的字元。', '請移除控制字元或特殊符號。'],
    en: ['There are characters that are not allowed.', 'Remove control or special characters.'],
  },
  'ubn.invalid': {
    status: 422,
    zh: ['統一編號不正確。', '請確認 8 位數字是否輸入正確。'],
    en: ['The Unified Business Number is not valid.', 'Check the eight digits.'],
  },
  'mail.invalid': {
    status: 422,
    zh: ['電子郵件地址格式不正確。', '請輸入完整的電子郵件地址。'],
    en: ['The mail address is not valid.', 'Enter a complete mail address.'],
  },
  'phone.invalid': {
    status: 422,
    zh: ['電話號碼格式不正確。', '請輸入含區碼的電話號碼。'],
    en: ['The telephone number is not valid.', 'Enter it with the area code.'],
  },
  'terms.not-accepted': {
    status: 422,
    zh: ['尚未同意約定條款。', '請閱讀並勾選同意。'],
    en: ['The terms were not accepted.', 'Read them and tick the box.'],
  },
  'officer.not-signed-in': {
    status: 401,
    zh: ['請先以憑證IC卡登入。', '插入您的審驗人員卡片並登入。'],
    en: ['Sign in with your card first.', 'Insert your officer card and sign in.'],
  },
  'officer.unknown': {
    status: 403,
    zh: ['這張卡片不屬於任何審驗人員。', '請改用審驗人員卡片，或聯絡管理人員。'],
    en: ['This card does not belong to an officer.', 'Use an officer\u2019s card or ask the administrator.'],
  },
  'officer.not-allowed': {
    status: 403,
    zh: ['您的角色不能進行這項動作。', '請由具備該角色的人員辦理。'],
    en: ['Your role does not allow this.', 'Ask an officer with that role.'],
  },
} as const;
