import type { Language } from '@kaika/look/language';

type Card = { readonly title: string; readonly text: string };

const zh = {
  title: '一張憑證IC卡，辦理組織的線上業務',
  lead: '從申請憑證、開卡到登入各項服務，這裡告訴您下一步。',
  start: '進入會員專區',
  learn: '第一次使用，先看教學',
  wayTitle: '三個步驟開始使用',
  activate: {
    title: '收到卡片後開卡',
    text: '新卡片在發卡日期後 90 天內，到憑證管理中心以用戶代碼開卡並設定PIN碼。',
  },
  next: [
    { title: '安裝跨瀏覽器元件', text: '接上讀卡機，安裝元件；選擇憑證與輸入PIN碼都在元件的視窗中進行。' },
    { title: '以憑證登入', text: '進入會員專區，點選「憑證登入」，一次登入即可使用各項服務。' },
  ] satisfies readonly Card[],
  newsTitle: '常用說明',
  news: {
    login: { title: '如何以憑證IC卡登入', text: '從準備讀卡機到進入服務，逐步說明。' },
    pin: { title: '忘記PIN碼或卡片被鎖', text: '為何會鎖卡、如何解碼，以及千萬不要做的事。' },
    popup: {
      title: '點選按鈕後沒有反應',
      text: '多半是彈出式視窗被封鎖或元件尚未啟動，依步驟檢查即可排除。',
    },
    apply: {
      title: '申請組織團體憑證',
      text: '學校、財團法人、社團法人、行政法人、自由職業事務所及其他組織團體皆可申請。',
    },
    status: { title: '查詢憑證狀態', text: '查詢結果為「有效」，即表示開卡成功。' },
    download: { title: '下載元件與檢查碼', text: '下載後請核對 SHA-256 檢查碼。' },
  } satisfies Record<string, Card>,
  servicesTitle: '可使用的服務',
};

const en: typeof zh = {
  title: 'One certificate card for your organisation’s online business',
  lead: 'From applying for a certificate and activating the card to signing in: find the next step here.',
  start: 'Go to the member area',
  learn: 'New here? Read the guide first',
  wayTitle: 'Three steps to begin',
  activate: {
    title: 'Activate the card you received',
    text: 'Within 90 days of issue, activate it at the certification authority with your user code and set a PIN.',
  },
  next: [
    {
      title: 'Install the card agent',
      text: 'Connect a reader and install the agent: you choose the certificate and enter the PIN in its window.',
    },
    {
      title: 'Sign in with the certificate',
      text: 'Open the member area and press “Certificate login”. One sign-in opens all services.',
    },
  ],
  newsTitle: 'Often needed',
  news: {
    login: { title: 'How to sign in with a card', text: 'Step by step, from the reader to the service.' },
    pin: {
      title: 'PIN forgotten or card blocked',
      text: 'Why a card is blocked, how to unlock it, and what you must never do.',
    },
    popup: {
      title: 'Nothing happens when I press the button',
      text: 'Mostly a blocked pop-up or an agent that is not running. Check in a few steps.',
    },
    apply: {
      title: 'Apply for a certificate',
      text: 'For schools, foundations, associations, administrative corporations, professional firms and other organisations.',
    },
    status: { title: 'Look up a certificate', text: 'If its status is “Valid”, the activation succeeded.' },
    download: { title: 'Programs and checksums', text: 'Compare the SHA-256 checksum after downloading.' },
  },
  servicesTitle: 'Services',
};

/** The words of the home page. */
export function homeWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
