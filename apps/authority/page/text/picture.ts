/** The drawings beside remedies: what a person sees, and where to press. */
export type PictureName =
  | 'popup-chrome'
  | 'popup-edge'
  | 'popup-firefox'
  | 'popup-safari'
  | 'permission-chrome'
  | 'permission-edge'
  | 'permission-firefox'
  | 'permission-safari'
  | 'trust'
  | 'reader'
  | 'card';

const zh = {
  alt: {
    'popup-chrome': 'Chrome：網址列右側的圖示開啟「已封鎖彈出式視窗」，選擇一律允許，再按完成。',
    'popup-edge': 'Edge：網址列右側的圖示開啟「快顯視窗已封鎖」，選擇永遠允許，再按完成。',
    'popup-firefox': 'Firefox：網頁上方的黃色訊息列，右側的「選項」中選擇允許彈出型視窗。',
    'popup-safari': 'Safari：設定的「網站」分頁，「彈出式視窗」中將本網站設為允許。',
    'permission-chrome': 'Chrome：網址列左側的圖示開啟網站設定，將裝置上的應用程式改為允許。',
    'permission-edge': 'Edge：網址列左側的鎖頭開啟網站權限，將區域網路存取改為允許。',
    'permission-firefox': 'Firefox：網址列左側的權限圖示，移除「已封鎖」。',
    'permission-safari': 'macOS 系統設定的「區域網路」清單，開啟 Safari。',
    trust: '元件視窗：顯示要求者的網址與您的識別語，按「信任並繼續」。',
    reader: '讀卡機以USB線接上電腦，燈號亮起。',
    card: '卡片晶片面朝上，晶片端先插入讀卡機。',
  },
  blocked: '已封鎖彈出式視窗',
  allowAlways: '一律允許本網站的彈出式視窗',
  keepBlocking: '繼續封鎖',
  finish: '完成',
  edgeBlocked: '快顯視窗已封鎖',
  edgeAllow: '永遠允許本網站的快顯視窗',
  firefoxBar: 'Firefox 封鎖了本網站的彈出型視窗',
  options: '選項',
  firefoxAllow: '允許本網站的彈出型視窗',
  safariTabs: '網站',
  safariPopups: '彈出式視窗',
  allow: '允許',
  siteSettings: '網站設定',
  apps: '裝置上的應用程式',
  localNetwork: '區域網路存取',
  deviceApps: '存取這台裝置上的應用程式',
  blockedMark: '已封鎖 ✕',
  privacy: '隱私權與安全性 › 區域網路',
  agent: '跨瀏覽器元件',
  asks: '要求者',
  trustGo: '信任並繼續',
  phrase: '識別語',
  yourPhrase: '您的識別語',
  chipUp: '晶片面朝上',
  usb: 'USB',
  site: '本網站',
};

const en: typeof zh = {
  alt: {
    'popup-chrome':
      'Chrome: the icon at the right of the address bar opens “Pop-ups blocked”; choose always allow, then Done.',
    'popup-edge':
      'Edge: the icon at the right of the address bar opens “Pop-ups blocked”; choose always allow, then Done.',
    'popup-firefox':
      'Firefox: the yellow bar above the page; under “Options” at its right choose to allow pop-ups.',
    'popup-safari': 'Safari: settings, Websites, Pop-up Windows; set this site to Allow.',
    'permission-chrome':
      'Chrome: the icon at the left of the address bar opens the site settings; set Apps on device to Allow.',
    'permission-edge':
      'Edge: the padlock at the left of the address bar opens the permissions; set Local network access to Allow.',
    'permission-firefox': 'Firefox: the permissions icon at the left of the address bar; remove “Blocked”.',
    'permission-safari': 'macOS System Settings, Local Network: Safari is switched on.',
    trust: 'The agent window shows the address of who asks and your phrase; choose “Trust and continue”.',
    reader: 'The reader is connected to the computer by USB and its light is on.',
    card: 'The card goes in with its chip first and up.',
  },
  blocked: 'Pop-ups blocked',
  allowAlways: 'Always allow pop-ups from this site',
  keepBlocking: 'Continue blocking',
  finish: 'Done',
  edgeBlocked: 'Pop-ups blocked',
  edgeAllow: 'Always allow pop-ups from this site',
  firefoxBar: 'Firefox prevented a pop-up of this site',
  options: 'Options',
  firefoxAllow: 'Allow pop-ups for this site',
  safariTabs: 'Websites',
  safariPopups: 'Pop-up Windows',
  allow: 'Allow',
  siteSettings: 'Site settings',
  apps: 'Apps on device',
  localNetwork: 'Local network access',
  deviceApps: 'Access apps on this device',
  blockedMark: 'Blocked ✕',
  privacy: 'Privacy & Security › Local Network',
  agent: 'Card agent',
  asks: 'Who asks',
  trustGo: 'Trust and continue',
  phrase: 'Your phrase',
  yourPhrase: 'the words you know',
  chipUp: 'Chip up',
  usb: 'USB',
  site: 'This site',
};

export const pictureText = { 'zh-TW': zh, en };
