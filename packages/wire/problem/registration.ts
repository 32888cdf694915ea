/** Failures of 註冊憑證至電腦. */
export const registrationProblems = {
  'registration.no-module': {
    status: 503,
    zh: ['這台電腦沒有安裝卡片的 PKCS#11 模組。', '請安裝套件 opensc-pkcs11，再註冊一次。'],
    en: [
      'This computer has no PKCS#11 module for cards.',
      'Install the package opensc-pkcs11, then register again.',
    ],
  },
  'registration.no-tools': {
    status: 503,
    zh: ['這台電腦沒有安裝憑證註冊工具。', '請安裝套件 libnss3-tools（certutil 與 modutil），再試一次。'],
    en: [
      'This computer has no tools to register certificates.',
      'Install the package libnss3-tools (certutil and modutil), then try again.',
    ],
  },
  'registration.failed': {
    status: 503,
    zh: ['有些項目沒有註冊成功。', '請關閉所有瀏覽器視窗，再試一次。'],
    en: ['Some places could not be changed.', 'Close all browser windows and try again.'],
  },
} as const;
