/** Failures of signing in. */
export const loginProblems = {
  'login.nonce-expired': {
    status: 410,
    zh: ['登入畫面已逾時。', '請重新登入。'],
    en: ['The sign-in page has expired.', 'Sign in again.'],
  },
  'login.token-bad': {
    status: 400,
    zh: ['登入資料無法驗證。', '請重新登入；若仍發生，請更新跨瀏覽器元件。'],
    en: ['The sign-in data could not be verified.', 'Sign in again; if it persists, update the card agent.'],
  },
  'login.origin-differs': {
    status: 403,
    zh: ['登入資料是為另一個網站產生的。', '請由本網站重新登入。'],
    en: ['The sign-in data was made for another site.', 'Sign in again from this site.'],
  },
  'login.too-weak': {
    status: 403,
    zh: ['這項服務需要以憑證IC卡登入。', '請改用憑證登入。'],
    en: ['This service requires signing in with a card.', 'Use certificate login.'],
  },
  'login.password-wrong': {
    status: 403,
    zh: ['使用者ID或密碼錯誤。', '請重新輸入，或改用憑證登入。'],
    en: ['Wrong user ID or password.', 'Try again, or use certificate login.'],
  },
  'login.not-allowed': {
    status: 403,
    zh: ['您的組織不能使用這項服務。', '請確認是否以正確的卡片登入。'],
    en: ['Your organisation may not use this service.', 'Check that you signed in with the right card.'],
  },
  'login.request-bad': {
    status: 400,
    zh: ['這項服務送來的登入要求不正確。', '請回到原來的服務重新開始；若仍發生，請通知該服務。'],
    en: [
      'The service sent a sign-in request that is not valid.',
      'Go back to the service and start again; if it persists, tell the service.',
    ],
  },
  'login.cancelled': {
    status: 400,
    zh: ['您已取消登入。', '需要時可隨時重新登入。'],
    en: ['You cancelled the sign-in.', 'You can sign in again at any time.'],
  },
  'login.unreachable': {
    status: 503,
    zh: ['目前無法連線至登入服務。', '請稍後再試。'],
    en: ['The sign-in service cannot be reached right now.', 'Try again later.'],
  },
  'login.user-id-rule': {
    status: 422,
    zh: ['使用者ID不符合規則。', '請使用 4～32 個字元，以英文字母開頭，可含數字、句點、底線與連字號。'],
    en: [
      'The user ID breaks the rules.',
      'Use 4 to 32 characters: a letter first, then letters, digits, dots, underscores or hyphens.',
    ],
  },
  'login.user-id-taken': {
    status: 409,
    zh: ['這個使用者ID已有人使用。', '請換一個使用者ID。'],
    en: ['This user ID is taken.', 'Choose another user ID.'],
  },
  'login.password-rule': {
    status: 422,
    zh: ['密碼不符合規則。', '請使用至少 12 個字元，不得含使用者ID，也不要重複少數幾個字元。'],
    en: [
      'The password breaks the rules.',
      'Use 12 characters or more, without the user ID and not just a few repeated characters.',
    ],
  },
  'login.password-mismatch': {
    status: 422,
    zh: ['兩次輸入的密碼不同。', '請重新輸入。'],
    en: ['The two passwords are not the same.', 'Type them again.'],
  },
  'clock.wrong': {
    status: 409,
    zh: ['電腦的日期或時間不正確。', '請校正電腦時間後再試。'],
    en: ['The clock of this computer is wrong.', 'Set the clock and try again.'],
  },
} as const;
