import type { Language } from '@kaika/look/language';

const zh = {
  title: '下載區',
  lead: '以憑證IC卡登入與辦理憑證作業時，需要下列元件。',
  parts: {
    agent: {
      title: '跨瀏覽器元件',
      text: '讓瀏覽器使用讀卡機與憑證IC卡。選擇憑證與輸入PIN碼都在它的視窗中進行。',
    },
    manager: {
      title: 'IC卡片管理工具',
      text: '查看卡片是否存在、憑證內容與PIN碼剩餘次數。已包含在跨瀏覽器元件中。',
    },
  },
  openManager: '開啟這台電腦的IC卡片管理工具',
  filesTitle: '檔案',
  file: '檔案名稱',
  size: '大小',
  checksum: 'SHA-256 檢查碼',
  get: '下載',
  none: '目前沒有可下載的安裝檔',
  noneText: '本系統的元件可直接由原始碼啟動：執行 npm start 後，元件即在這台電腦上執行。',
  verifyTitle: '核對檢查碼',
  verify: '下載後，請在終端機執行下列指令，核對結果與上表是否相同：',
  guidesTitle: '說明文件',
};

const en: typeof zh = {
  title: 'Downloads',
  lead: 'You need these programs to sign in with a card and to use the card services.',
  parts: {
    agent: {
      title: 'Card agent',
      text: 'Lets the browser use the reader and the card. You choose the certificate and enter the PIN in its window.',
    },
    manager: {
      title: 'Card manager',
      text: 'Shows whether a card is present, its certificates and how many PIN tries are left. It comes with the agent.',
    },
  },
  openManager: 'Open the card manager of this computer',
  filesTitle: 'Files',
  file: 'File',
  size: 'Size',
  checksum: 'SHA-256 checksum',
  get: 'Download',
  none: 'There are no installers to download yet',
  noneText: 'The agent runs from source: after npm start it is running on this computer.',
  verifyTitle: 'Compare the checksum',
  verify: 'After downloading, run this in a terminal and compare the result with the table:',
  guidesTitle: 'Guides',
};

/** The words of the download page. */
export function downloadWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
