import type { Language } from '@kaika/look/language';

const zh = {
  lead: '以憑證IC卡登入只需要三個動作：插卡、選擇憑證、輸入PIN碼。遇到問題時，請依下列說明檢查。',
  beforeTitle: '登入前請先確認',
  before: [
    '讀卡機已接上電腦，驅動程式已安裝。',
    '憑證IC卡已開卡，並已插入讀卡機。',
    '跨瀏覽器元件已安裝並已啟動。',
    '瀏覽器允許本網站開啟彈出式視窗。',
  ],
  guide: '逐步說明請見入口網的登入教學',
  popupTitle: '允許彈出式視窗',
  popupLead: '選擇憑證與輸入PIN碼都在元件自己的視窗中進行。視窗被封鎖時，請依您的瀏覽器設定：',
  popup: [
    'Chrome、Edge：點選網址列右側「已封鎖彈出式視窗」的圖示，選擇一律允許本網站，再點一次「憑證登入」。',
    'Firefox：在網頁上方的提示列點選「選項」，允許本網站的彈出式視窗，再點一次「憑證登入」。',
    'Safari：在「設定」的「網站」頁籤中，將本網站的彈出式視窗設為允許。',
  ],
  readerTitle: '檢查讀卡機與卡片',
  reader: [
    '確認讀卡機的燈號亮起；必要時換一個 USB 插孔。',
    '將卡片晶片朝上、按箭頭方向插到底。',
    '開啟元件的「IC卡片管理工具」，應顯示「卡片存在」。',
    '若顯示「卡片不存在」，請確認驅動程式與作業系統的智慧卡服務都已啟動。',
  ],
  pinTitle: '忘記PIN碼或卡片被鎖',
  pin: '為保護您的卡片，PIN碼連續輸入錯誤三次就會鎖卡。請到憑證管理中心使用「鎖卡解碼／重設PIN碼」，以申請時設定的用戶代碼重新設定PIN碼。',
  pinWarning: '請勿使用其他軟體的解鎖功能，以免卡片永久鎖死。',
  codesTitle: '代碼一覽',
};

const en: typeof zh = {
  lead: 'Signing in with a certificate card takes three steps: insert the card, choose the certificate, enter the PIN. If something is wrong, check the points below.',
  beforeTitle: 'Before you sign in',
  before: [
    'The reader is connected and its driver is installed.',
    'The certificate card has been activated and is in the reader.',
    'The card agent is installed and running.',
    'The browser lets this site open pop-up windows.',
  ],
  guide: 'A step-by-step guide is on the portal',
  popupTitle: 'Allow pop-up windows',
  popupLead:
    'You choose the certificate and enter the PIN in the agent’s own window. If the browser blocked it:',
  popup: [
    'Chrome, Edge: click the blocked pop-up icon at the right of the address bar, always allow this site, and press “Certificate login” again.',
    'Firefox: press “Options” in the bar above the page, allow pop-ups of this site, and press “Certificate login” again.',
    'Safari: in Settings, under Websites, allow pop-up windows of this site.',
  ],
  readerTitle: 'Check the reader and the card',
  reader: [
    'Make sure the light of the reader is on; try another USB socket if it is not.',
    'Insert the card with the chip up, in the direction of the arrow, as far as it goes.',
    'Open the agent’s card manager: it should say “Card present”.',
    'If it says “Card absent”, make sure that the driver and the smart card service of your system are running.',
  ],
  pinTitle: 'PIN forgotten or blocked',
  pin: 'To protect your card, three wrong PINs in a row block it. Use “Unlock / reset PIN” at the certification authority and set a new PIN with the user code chosen at application.',
  pinWarning: 'Do not unlock with any other program: it may block the card for good.',
  codesTitle: 'All codes',
};

/** The words of the help page. */
export function help(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
