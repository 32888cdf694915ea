/** Failures of a request as such. */
export const requestProblems = {
  'request.malformed': {
    status: 400,
    zh: ['要求的格式不正確。', '請重新整理網頁後再試。'],
    en: ['The request is malformed.', 'Reload the page and try again.'],
  },
  'request.too-large': {
    status: 413,
    zh: ['送出的資料過大。', '請縮小檔案或內容後再試。'],
    en: ['Too much data was sent.', 'Make the file or text smaller and try again.'],
  },
  'request.cross-site': {
    status: 403,
    zh: ['要求來自其他網站，已拒絕。', '請由本網站的頁面操作。'],
    en: ['The request came from another site and was refused.', 'Use the pages of this site.'],
  },
  'request.too-many': {
    status: 429,
    zh: ['查詢次數過多。', '請稍候幾分鐘再試。'],
    en: ['Too many requests.', 'Wait a few minutes and try again.'],
  },
  'request.not-found': {
    status: 404,
    zh: ['找不到這個網頁。', '請由首頁重新進入。'],
    en: ['This page was not found.', 'Start again from the home page.'],
  },
  'request.conflict': {
    status: 409,
    zh: ['資料已被其他人更新。', '請重新整理後再做一次。'],
    en: ['Somebody else changed this in the meantime.', 'Reload and do it again.'],
  },
  'request.failed': {
    status: 500,
    zh: ['系統發生未預期的錯誤，您的資料沒有遺失。', '請稍後再試；若仍發生，請聯絡客服。'],
    en: [
      'Something unexpected failed. Nothing of yours was lost.',
      'Try again later; if it persists, contact support.',
    ],
  },
} as const;
