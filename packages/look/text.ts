import type { Language } from './language.ts';

const zh = {
  skip: '跳到主要內容',
  navigation: '網站導覽',
  here: '目前位置',
  home: '首頁',
  language: '語言',
  logout: '登出',
  optional: '（選填）',
  error: '錯誤：',
  errorsTitle: '請修正下列欄位',
  show: '顯示',
  hide: '隱藏',
  choose: '請選擇',
  info: '提示：',
  success: '完成：',
  warning: '注意：',
  problem: '無法完成：',
  code: '代碼',
  pages: '分頁',
  previous: '上一頁',
  next: '下一頁',
  page: (n: number) => `第 ${n} 頁`,
  stepDone: '已完成：',
  stepFailed: '失敗：',
  stepRunning: '進行中：',
  close: '取消',
  wait: '請稍候',
};

const en: typeof zh = {
  skip: 'Skip to main content',
  navigation: 'Site',
  here: 'You are here',
  home: 'Home',
  language: 'Language',
  logout: 'Sign out',
  optional: ' (optional)',
  error: 'Error: ',
  errorsTitle: 'Please correct these fields',
  show: 'Show',
  hide: 'Hide',
  choose: 'Please choose',
  info: 'Information: ',
  success: 'Done: ',
  warning: 'Please note: ',
  problem: 'This could not be completed: ',
  code: 'Code',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  page: (n: number) => `Page ${n}`,
  stepDone: 'Done: ',
  stepFailed: 'Failed: ',
  stepRunning: 'In progress: ',
  close: 'Cancel',
  wait: 'Please wait',
};

/** The words of the components themselves. */
export function text(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
