import type { Language } from '@kaika/look/language';

/** One question of the help page: what happened, and what to do, step by step. */
export type Topic = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly steps: readonly string[];
  /** A page of the card manager that does it. */
  readonly link?: { readonly href: string; readonly label: string };
};

type Help = { readonly title: string; readonly text: string; readonly topics: readonly Topic[] };

const zh: Help = {
  title: '說明',
  text: '卡片不能使用時，先做自我檢測；每一個需要處理的項目都會說明做法。',
  topics: [
    {
      id: 'begin',
      title: '第一次使用',
      text: '收到卡片後，先開卡，再註冊到這台電腦。',
      steps: [
        '接上讀卡機，將憑證IC卡按正確方向插入。',
        '到憑證管理中心的網站選擇「開卡作業」，設定PIN碼。',
        '回到這裡，選擇「註冊憑證至電腦」，出現「註冊成功」即可。',
      ],
      link: { href: '/selftest', label: '自我檢測' },
    },
    {
      id: 'absent',
      title: '出現「卡片不存在」',
      text: '讀卡機沒有接好，或卡片沒有插到底。',
      steps: ['重新插拔讀卡機與卡片。', '確認晶片朝上並插到底。', '改用其他 USB 插槽，再看讀卡機清單。'],
      link: { href: '/', label: '讀卡機與卡片' },
    },
    {
      id: 'pin',
      title: '忘記PIN碼，或PIN碼已鎖定',
      text: 'PIN碼輸入錯誤三次就會鎖定。只有憑證管理中心可以解鎖。',
      steps: [
        '到憑證管理中心的網站，選擇「鎖卡解碼／重設PIN碼」。',
        '輸入申請時設定的用戶代碼與新的PIN碼。',
        '請勿使用其他軟體的解鎖功能，以免卡片永久鎖死。',
      ],
    },
    {
      id: 'code',
      title: '忘記用戶代碼',
      text: '用戶代碼是申請時自己設定的，6～10 碼，英文字母有大小寫區別。',
      steps: ['到憑證管理中心的網站，選擇「用戶代碼重設」。', '重設後再進行開卡或重設PIN碼。'],
    },
    {
      id: 'popup',
      title: '按下按鈕後沒有反應',
      text: '瀏覽器可能封鎖了彈出式視窗，或沒有允許網站連線到這台電腦的元件。',
      steps: [
        '在網址列點選「已封鎖彈出式視窗」，選擇一律允許。',
        '瀏覽器詢問是否允許存取本機裝置時，請選擇允許。',
        '確認視窗中顯示您的識別語，再輸入PIN碼。',
      ],
      link: { href: '/phrase', label: '識別語' },
    },
    {
      id: 'site',
      title: '網站不被信任',
      text: '只有信任的網站可以要求使用卡片。',
      steps: ['確認網址正確，是您認得的網站。', '將它加入信任的網站，再回到網站重試。'],
      link: { href: '/sites', label: '信任的網站' },
    },
    {
      id: 'command',
      title: '命令列',
      text: '系統管理人員可以用 kaika-agent 命令查看狀態、簽署檔案與註冊憑證。',
      steps: ['開啟終端機，執行 kaika-agent --help。', '加上 --json 可供程式讀取。'],
    },
  ],
};

const en: Help = {
  title: 'Help',
  text: 'When a card does not work, run the self-test first: each finding that needs attention says what to do.',
  topics: [
    {
      id: 'begin',
      title: 'The first time',
      text: 'Activate the card you received, then register it to this computer.',
      steps: [
        'Connect the reader and insert the certificate card the right way round.',
        'On the site of the authority choose “Activate” and set a PIN.',
        'Come back here and choose “Register to this computer” until it says “Registered”.',
      ],
      link: { href: '/selftest', label: 'Self-test' },
    },
    {
      id: 'absent',
      title: 'It says “No card”',
      text: 'The reader is not connected well, or the card is not all the way in.',
      steps: [
        'Pull out reader and card and put them in again.',
        'The chip faces up, and the card goes in all the way.',
        'Try another USB port and look at the list of readers.',
      ],
      link: { href: '/', label: 'Readers and cards' },
    },
    {
      id: 'pin',
      title: 'You forgot the PIN, or it is blocked',
      text: 'Three wrong PINs block the card. Only the authority can unlock it.',
      steps: [
        'On the site of the authority choose “Unlock / reset PIN”.',
        'Enter the user code of your application and a new PIN.',
        'Do not unlock with any other program: it may block the card for good.',
      ],
    },
    {
      id: 'code',
      title: 'You forgot the user code',
      text: 'You chose it with your application: 6 to 10 characters, upper and lower case differ.',
      steps: [
        'On the site of the authority choose “Reset user code”.',
        'Then activate the card or reset the PIN.',
      ],
    },
    {
      id: 'popup',
      title: 'A button does nothing',
      text: 'The browser may have blocked the pop-up window, or not allowed the site to reach this computer.',
      steps: [
        'Click the blocked pop-up icon in the address bar and always allow the site.',
        'When the browser asks about access to local devices, allow it.',
        'Type your PIN only where the window shows your phrase.',
      ],
      link: { href: '/phrase', label: 'Phrase' },
    },
    {
      id: 'site',
      title: 'A site is not trusted',
      text: 'Only trusted sites may ask to use your card.',
      steps: [
        'Make sure the address is that of a site you know.',
        'Add it to the trusted sites and try again.',
      ],
      link: { href: '/sites', label: 'Trusted sites' },
    },
    {
      id: 'command',
      title: 'The command line',
      text: 'Administrators can look at cards, sign files and register certificates with kaika-agent.',
      steps: ['Open a terminal and run kaika-agent --help.', 'With --json programs can read the answers.'],
    },
  ],
};

/** The help of the card manager. */
export function helpWords(language: Language): Help {
  return language === 'en' ? en : zh;
}
