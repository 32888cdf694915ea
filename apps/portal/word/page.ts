import type { Language } from '@kaika/look/language';

const zh = {
  site: '商工行政服務入口網（示範）',
  line: '開卡 組織團體憑證與線上服務',
  home: '首頁',
  member: '會員專區',
  download: '下載區',
  guide: '使用教學',
  faq: '常見問答',
  authority: '憑證管理中心',
  help: '登入說明',
  colophon: '本網站為示範系統，不提供真實的行政服務。',
  demo: '示範模式：卡片與人員都是虛擬的。',
  desk: '開啟虛擬卡桌',
  signIn: '會員登入',
  failed: '無法完成',
  notFound: '找不到網頁',
  back: '回首頁',
  again: '重新登入',
};

const en: typeof zh = {
  site: 'Business Services Portal (demonstration)',
  line: 'Kaika certificates and online services for organisations',
  home: 'Home',
  member: 'Member area',
  download: 'Downloads',
  guide: 'Guides',
  faq: 'Questions',
  authority: 'Certification authority',
  help: 'Help with signing in',
  colophon: 'This site is a demonstration and offers no real public service.',
  demo: 'Demo mode: all cards and people are virtual.',
  desk: 'Open the virtual card desk',
  signIn: 'Sign in',
  failed: 'This could not be completed',
  notFound: 'Page not found',
  back: 'Back to the home page',
  again: 'Sign in again',
};

/** The words around every page. */
export function pageWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
