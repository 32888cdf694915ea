import type { Language } from '@kaika/look/language';

const zh = {
  title: '註冊憑證至電腦',
  text: '將卡片中的憑證與卡片模組登錄到這台電腦，讓瀏覽器與其他程式可以找到並使用。',
  noRoot: '只登錄您卡片中的憑證，不會安裝任何根憑證，也不會更改任何憑證的信任設定。私密金鑰永遠留在卡片中。',
  found: '將註冊的憑證',
  use: '用途',
  name: '登錄名稱',
  register: '註冊憑證至電腦',
  remove: '移除註冊',
  removeText: '移除先前由本工具註冊的憑證與模組，其他程式加入的項目不受影響。',
  absent: '卡片不存在',
  absentText: '請確定卡片已開卡、讀卡機已安裝，且已插入卡片。這裡會立即更新。',
  success: '註冊成功',
  successText: '請重新開啟瀏覽器，使用憑證登入。',
  removed: '已移除註冊',
  nothing: '沒有可移除的項目',
  done: '已執行的項目',
  place: '位置',
  item: '項目',
  outcome: '結果',
  module: '卡片模組',
  stores: {
    nss: 'Chromium、Chrome、Edge',
    firefox: 'Firefox',
    'p11-kit': '其他程式（p11-kit）',
    windows: 'Windows 個人憑證',
    keychain: 'macOS 鑰匙圈',
  },
  outcomes: { added: '已加入', present: '原已存在', removed: '已移除', failed: '失敗' },
  again: '再試一次',
};

const en: typeof zh = {
  title: 'Register to this computer',
  text: 'Makes the certificates of your card, and the module that reads it, known to browsers and other programs of this computer.',
  noRoot:
    'Only certificates of your card are registered. No root certificate is installed and no trust is changed. Private keys stay on the card.',
  found: 'Certificates to register',
  use: 'Use',
  name: 'Registered as',
  register: 'Register to this computer',
  remove: 'Remove registration',
  removeText: 'Removes what this tool registered before. What other programs added stays.',
  absent: 'No card',
  absentText:
    'Make sure the card is activated, the reader installed and the card inserted. This page follows at once.',
  success: 'Registered',
  successText: 'Close and open your browser, then sign in with the certificate.',
  removed: 'The registration was removed',
  nothing: 'There was nothing to remove',
  done: 'What was done',
  place: 'Place',
  item: 'Item',
  outcome: 'Result',
  module: 'Card module',
  stores: {
    nss: 'Chromium, Chrome, Edge',
    firefox: 'Firefox',
    'p11-kit': 'Other programs (p11-kit)',
    windows: 'Windows, personal certificates',
    keychain: 'macOS keychain',
  },
  outcomes: { added: 'Added', present: 'Was there', removed: 'Removed', failed: 'Failed' },
  again: 'Try again',
};

/** The words of 註冊憑證至電腦. */
export function registerWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
