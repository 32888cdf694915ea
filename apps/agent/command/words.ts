import type { Language } from '@kaika/look/language';

const zh = {
  about: '跨瀏覽器元件的命令列：查看憑證IC卡、更改PIN碼、簽署檔案、註冊憑證至電腦。',
  titles: { 'Usage:': '用法：', 'Options:': '選項：', 'Commands:': '命令：', 'Arguments:': '參數：' },
  help: '顯示說明',
  versionOption: '顯示版本',
  json: '以 JSON 輸出，供程式讀取',
  lang: '語言：zh-TW 或 en',
  desk: '改用這個資料夾中的虛擬卡桌，不使用讀卡機',
  folder: '元件自己的資料夾（設定與使用紀錄）',
  reader: '讀卡機名稱，插有多張卡片時使用',
  pinFd: '從這個檔案描述符讀取PIN碼（每行一個），不從鍵盤輸入',
  status: '查看元件、讀卡機服務與讀卡機的狀態',
  cards: '列出讀卡機、卡片與憑證',
  changePin: '更改卡片的PIN碼',
  register: '註冊憑證至電腦',
  unregister: '移除先前註冊的憑證與模組',
  selftest: '檢查這台電腦是否可以使用憑證IC卡，並說明處理方式',
  sign: '以卡片的簽章金鑰簽署檔案',
  signFile: '要簽署的檔案',
  signOut: '簽章檔的名稱，預設為檔名加上 .p7s',
  signRaw: '只輸出簽章值（DER 或 PKCS#1），不含憑證',
  trust: '列出、加入或移除信任的網站',
  trustAdd: '加入信任的網站',
  trustRemove: '移除信任的網站',
  trustSite: '網址，例如 https://www.example.gov.tw',
  serve: '啟動元件，供網頁使用卡片',
  examples: `範例：
  kaika-agent status                      這台電腦準備好了嗎
  kaika-agent cards --json                供程式讀取的卡片清單
  kaika-agent sign report.pdf             產生 report.pdf.p7s
  openssl cms -verify -binary -inform DER -in report.pdf.p7s -content report.pdf -CAfile root.pem
  kaika-agent change-pin --pin-fd 3 3<pins    第一行目前的PIN碼，第二行新的PIN碼
  kaika-agent register --remove           移除註冊

PIN碼只從鍵盤輸入（不顯示），或由 --pin-fd 讀取，絕不寫在命令列上。
PIN碼鎖定時，請到憑證管理中心使用「鎖卡解碼／重設PIN碼」，請勿使用其他軟體解鎖。
npm start 正在使用的虛擬卡桌，請勿同時以 --desk 開啟。`,
  exits: `結束碼：
  0 完成            4 卡片（未插入、無法讀取、沒有憑證）    7 已取消
  1 未預期的錯誤    5 PIN碼（錯誤、鎖定、不合規則）         8 其他程式正在使用
  2 用法錯誤        6 電腦缺少註冊所需的程式
  3 沒有讀卡機服務或讀卡機                              9 查不到新版本`,
  agentRuns: (port: number) => `元件執行中：http://localhost:${port}/`,
  agentRests: '元件沒有執行。啟動：kaika-agent serve',
  version: (version: string) => `版本 ${version}`,
  counts: (readers: number, cards: number) => `讀卡機 ${readers} 台，卡片 ${cards} 張`,
  oldPin: '目前的PIN碼',
  newPin: '新的PIN碼',
  newPinAgain: '再輸入一次新的PIN碼',
  pin: 'PIN碼',
  triesLeft: (n: number) => `還可嘗試 ${n} 次`,
  signed: (file: string) => `已簽署，簽章檔：${file}`,
  document: (name: string, hash: string) => `檔案 ${name}\nSHA-256 ${hash}`,
  registered: '註冊成功',
  unregistered: '已移除',
  nothing: '沒有可移除的項目',
  outcomes: { added: '已加入', present: '原已存在', removed: '已移除', failed: '失敗' },
  noSites: '還沒有信任的網站',
  byInstallation: '安裝時設定',
  byYou: '您加入的',
  needsTerminal: '沒有終端機可以輸入PIN碼。請改用 --pin-fd。',
  shortOfPins: '--pin-fd 的內容行數不足。',
  severalCards: '插有多張卡片，請以 --reader 指定讀卡機。',
  noSuchFile: '找不到檔案，或無法讀取。',
  badSite: '網址不正確。',
  fixedSite: '這個網站由安裝設定，無法在這裡移除。',
  badFolder: '這個資料夾不是虛擬卡桌。',
  badNumber: '不是檔案描述符的號碼。',
  portTaken: '其他程式正在使用這個連接埠。',
  update: '向入口網查詢是否有新版本（不會自動安裝）',
  newer: (newest: string, where: string) => `有新版本 ${newest}，請由此下載：${where}`,
  newerThere: (newest: string) => `有新版本 ${newest}`,
  newestHere: '已是最新版本',
  host: '供瀏覽器擴充功能使用（由瀏覽器啟動），或以 --add、--remove 向瀏覽器登記',
  hostCaller: '擴充功能的位址',
  hostAdd: '向這位使用者的瀏覽器登記本程式',
  hostRemove: '移除登記',
  hostAdded: '已向瀏覽器登記：',
  hostRemoved: '已移除登記：',
  badCaller: '只有本元件的瀏覽器擴充功能可以這樣啟動本程式。',
  noHostFolder: '這個系統的登記由安裝程式處理。',
};

const en: typeof zh = {
  about:
    'The card agent on the command line: look at certificate cards, change PINs, sign files, register certificates.',
  titles: {
    'Usage:': 'Usage:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
    'Arguments:': 'Arguments:',
  },
  help: 'show this help',
  versionOption: 'show the version',
  json: 'write JSON, for programs',
  lang: 'language: zh-TW or en',
  desk: 'use the desk of virtual cards in this folder instead of readers',
  folder: "the agent's own folder (settings and log)",
  reader: 'name of the reader, where several cards are inserted',
  pinFd: 'read PINs from this file descriptor, one a line, instead of the keyboard',
  status: 'tell how agent, card service and readers are',
  cards: 'list readers, cards and certificates',
  changePin: 'change the PIN of a card',
  register: 'register certificates to this computer',
  unregister: 'remove what was registered before',
  selftest: 'check whether this computer can use certificate cards, with a remedy for each finding',
  sign: "sign a file with the card's signature key",
  signFile: 'the file to sign',
  signOut: 'the signature file; the file name and .p7s where not given',
  signRaw: 'the bare signature (DER or PKCS#1) without certificate',
  trust: 'list, add or remove trusted sites',
  trustAdd: 'trust a site',
  trustRemove: 'trust a site no longer',
  trustSite: 'its address, such as https://www.example.gov.tw',
  serve: 'start the agent, so that pages can use cards',
  examples: `Examples:
  kaika-agent status                      is this computer ready?
  kaika-agent cards --json                the cards, for a program
  kaika-agent sign report.pdf             writes report.pdf.p7s
  openssl cms -verify -binary -inform DER -in report.pdf.p7s -content report.pdf -CAfile root.pem
  kaika-agent change-pin --pin-fd 3 3<pins    first line the present PIN, second the new one
  kaika-agent register --remove           take the registration back

A PIN is typed on the terminal, unseen, or read by --pin-fd; it is never an argument.
A blocked PIN is unlocked at the authority (“Unlock / reset PIN”) and with no other program.
Do not open a desk by --desk while npm start is using it.`,
  exits: `Exit codes:
  0 done                  4 card: absent, unreadable, no certificate    7 cancelled
  1 unexpected failure    5 PIN: wrong, blocked, against the rules      8 another program is using it
  2 wrong use             6 the computer lacks what registering needs
  3 no card service or no reader                        9 the newest version is not to be learnt`,
  agentRuns: (port) => `The agent is running: http://localhost:${port}/`,
  agentRests: 'The agent is not running. Start it: kaika-agent serve',
  version: (version) => `Version ${version}`,
  counts: (readers, cards) => `Readers: ${readers}, cards: ${cards}`,
  oldPin: 'Present PIN',
  newPin: 'New PIN',
  newPinAgain: 'New PIN again',
  pin: 'PIN',
  triesLeft: (n) => `tries left: ${n}`,
  signed: (file) => `Signed: ${file}`,
  document: (name, hash) => `File ${name}\nSHA-256 ${hash}`,
  registered: 'Registered',
  unregistered: 'Removed',
  nothing: 'There was nothing to remove',
  outcomes: { added: 'added', present: 'was there', removed: 'removed', failed: 'failed' },
  noSites: 'No trusted sites yet',
  byInstallation: 'installation',
  byYou: 'you',
  needsTerminal: 'There is no terminal to type the PIN on. Use --pin-fd.',
  shortOfPins: '--pin-fd gave too few lines.',
  severalCards: 'Several cards are inserted. Name the reader with --reader.',
  noSuchFile: 'There is no such file, or it cannot be read.',
  badSite: 'This is not the address of a site.',
  fixedSite: 'This site was set by the installation and cannot be removed here.',
  badFolder: 'This folder holds no desk.',
  badNumber: 'This is not the number of a file descriptor.',
  portTaken: 'Another program has the port.',
  update: 'ask the portal whether there is a newer version (installs nothing)',
  newer: (newest, where) => `Version ${newest} is there: ${where}`,
  newerThere: (newest) => `Version ${newest} is there`,
  newestHere: 'This is the newest version',
  host: 'serve the browser extension (browsers start this), or make this program known to them by --add, --remove',
  hostCaller: 'address of the extension',
  hostAdd: "make this program known to this person's browsers",
  hostRemove: 'take that back',
  hostAdded: 'Known to browsers by:',
  hostRemoved: 'Removed:',
  badCaller: 'Only the browser extension of this agent may start this program so.',
  noHostFolder: 'On this system the installer does this.',
};

export type CommandWords = typeof zh;

/** The words of the command line. */
export function commandWords(language: Language): CommandWords {
  return language === 'en' ? en : zh;
}
