import type { Language } from '@kaika/look/language';
import type { System } from '../download.ts';

type Guide = {
  readonly title: string;
  readonly steps: readonly string[];
  readonly command: ((name: string) => string) | null;
};

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
  yours: '適合您的電腦',
  systems: {
    windows: {
      title: 'Windows 10、11（64位元）',
      steps: ['下載後在「命令提示字元」啟動；需要時再執行，或放入「啟動」資料夾。'],
      command: (name: string) => `${name} serve`,
    },
    debian: {
      title: 'Debian、Ubuntu（64位元）',
      steps: ['下載後在終端機安裝；登入系統時會自動啟動，升級時直接安裝新版。'],
      command: (name: string) => `sudo apt install ./${name}`,
    },
    linux: {
      title: '其他 Linux（64位元）',
      steps: ['下載後加上執行權限並啟動；需要 pcscd 服務。'],
      command: (name: string) => `chmod +x ${name} && ./${name} serve`,
    },
    browser: {
      title: '瀏覽器擴充功能（選用）',
      steps: [
        '安裝後，網站不經彈出式視窗使用元件，也不需要連接埠。沒有安裝時，一切照常。',
        'Chrome、Edge：解壓縮後，在「擴充功能」頁開啟開發人員模式，載入解壓縮的資料夾。',
        '以 .deb 安裝元件者不需其他步驟；其他安裝方式請執行一次：',
      ],
      command: () => 'kaika-agent host --add',
    },
    other: { title: '其他檔案', steps: [], command: null },
  } satisfies Record<System, Guide> as Record<System, Guide>,
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
  yours: 'For your computer',
  systems: {
    windows: {
      title: 'Windows 10 and 11 (64 bit)',
      steps: ['Start it in a command prompt whenever it is needed, or put it into the folder “Startup”.'],
      command: (name) => `${name} serve`,
    },
    debian: {
      title: 'Debian, Ubuntu (64 bit)',
      steps: [
        'Install it in a terminal. It starts when you sign in; to upgrade, install the new version the same way.',
      ],
      command: (name) => `sudo apt install ./${name}`,
    },
    linux: {
      title: 'Other Linux (64 bit)',
      steps: ['Make the file executable and start it; the service pcscd is needed.'],
      command: (name) => `chmod +x ${name} && ./${name} serve`,
    },
    browser: {
      title: 'Browser extension (optional)',
      steps: [
        'With it, sites use the agent without pop-up windows and without a port. Without it all works as before.',
        'Chrome, Edge: unpack the file, turn on developer mode on the page of extensions, and load the unpacked folder.',
        'Nothing more is needed where the agent was installed as .deb; otherwise run once:',
      ],
      command: () => 'kaika-agent host --add',
    },
    other: { title: 'Other files', steps: [], command: null },
  },
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
