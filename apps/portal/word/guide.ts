import type { Language } from '@kaika/look/language';

/** Where a step is done, beside this site's own pages. */
export type Place = 'download' | 'manager';

type Step = { readonly title: string; readonly text: readonly string[]; readonly place?: Place };

const zh = {
  title: '使用教學',
  lead: '依您要做的事選擇一篇。',
  login: {
    title: '如何以憑證IC卡登入',
    lead: '從準備讀卡機到進入服務，照著做約需五分鐘；第二次起只要一分鐘。',
    beforeTitle: '開始之前',
    before: ['讀卡機已接上電腦，並已安裝驅動程式。', '憑證IC卡已開卡，並已插入讀卡機。'],
    stepsTitle: '步驟',
    steps: [
      { title: '進入會員專區', text: ['在本入口網點選上方的「會員專區」。'] },
      {
        title: '第一次使用：安裝跨瀏覽器元件',
        text: [
          '到「下載區」下載跨瀏覽器元件，依畫面指示完成安裝。安裝過的電腦請直接跳到步驟 5。',
          '安裝完成後，元件會在背景執行，不需要每次開啟。',
        ],
        place: 'download',
      },
      {
        title: '開啟IC卡片管理工具，確認卡片存在',
        text: [
          '管理工具會顯示「卡片存在」與憑證內容。',
          '若顯示「卡片不存在」，請確認卡片已插到底、讀卡機已安裝驅動程式，且卡片已開卡。',
        ],
        place: 'manager',
      },
      {
        title: '需要時，註冊憑證至電腦',
        text: [
          '以本網站的憑證登入，不需要註冊憑證。',
          '其他程式（例如郵件軟體）要使用卡片時，才在管理工具點選「註冊憑證至電腦」，出現註冊成功即完成。',
        ],
      },
      {
        title: '點選「憑證登入」',
        text: ['在登入頁點選「憑證登入」。以憑證登入時，使用者ID與密碼都不需要填寫。'],
      },
      {
        title: '選擇憑證',
        text: ['在元件的視窗中，確認要求登入的網站名稱，再選擇要登入的憑證。'],
      },
      {
        title: '輸入PIN碼',
        text: [
          '在元件的視窗中輸入PIN碼。PIN碼只會送到卡片，任何網站都拿不到。',
          '尚未開卡、已停用或已廢止的卡片，會在輸入PIN碼之前就告訴您，不會耗用輸入次數。',
        ],
      },
      {
        title: '進入服務',
        text: [
          '登入後會看到服務清單。點選「會計師查核簽證線上申報系統」即可進入，不需要再輸入PIN碼。',
          '使用完畢請登出，並取出卡片。',
        ],
      },
    ] as readonly Step[],
    places: { download: '前往下載區', manager: '開啟這台電腦的IC卡片管理工具' },
    popupTitle: '視窗沒有出現時',
    popup: [
      '網址列若顯示已封鎖彈出式視窗，請選擇一律允許登入網站，再點一次「憑證登入」。',
      '元件視窗若詢問是否信任網站，請確認網址無誤後再加入；不認得的網站請選擇拒絕。',
    ],
  },
  pin: {
    title: '忘記PIN碼或卡片被鎖',
    whyTitle: '為何會鎖卡',
    why: '每次使用卡片都要輸入PIN碼。連續錯誤三次，卡片會自動鎖住，撿到卡片的人也就無法使用。',
    unlockTitle: '如何解鎖',
    unlock: [
      '到憑證管理中心，點選「憑證IC卡相關作業」中的「鎖卡解碼／重設PIN碼」。',
      '插入卡片，輸入申請憑證時設定的用戶代碼，並設定新的PIN碼。',
      '完成後即可使用新的PIN碼。',
    ],
    never: '請勿使用其他軟體的解鎖（Unlock PIN）功能，那會使卡片永久鎖死，只能申請補發。',
    codeTitle: '忘記用戶代碼',
    code: '忘記用戶代碼時，各項線上憑證作業都無法進行。請到憑證管理中心點選「用戶代碼重設」，取得新的用戶代碼。',
    open: '前往鎖卡解碼／重設PIN碼',
    reset: '前往用戶代碼重設',
  },
};

const en: typeof zh = {
  title: 'Guides',
  lead: 'Choose what you want to do.',
  login: {
    title: 'How to sign in with a certificate card',
    lead: 'From the reader to the service in about five minutes; the second time it takes one.',
    beforeTitle: 'Before you begin',
    before: [
      'The reader is connected and its driver is installed.',
      'The certificate card has been activated and is in the reader.',
    ],
    stepsTitle: 'Steps',
    steps: [
      { title: 'Open the member area', text: ['Choose “Member area” at the top of this portal.'] },
      {
        title: 'First time: install the card agent',
        text: [
          'Get the card agent from “Downloads” and follow its instructions. Already installed? Go on with step 5.',
          'It runs in the background; you need not start it each time.',
        ],
        place: 'download',
      },
      {
        title: 'Open the card manager and see that the card is present',
        text: [
          'The manager says “Card present” and shows the certificates.',
          'If it says “Card absent”, push the card in as far as it goes and make sure that the reader’s driver is installed and the card activated.',
        ],
        place: 'manager',
      },
      {
        title: 'If needed, register the certificates on this computer',
        text: [
          'Certificate login on this site does not need it.',
          'Only when another program, such as a mail program, is to use the card: choose “Register to this computer” in the manager.',
        ],
      },
      {
        title: 'Press “Certificate login”',
        text: [
          'On the sign-in page press “Certificate login”. User ID and password stay empty when you use a certificate.',
        ],
      },
      {
        title: 'Choose the certificate',
        text: ['In the agent’s window, check the name of the site that asks, then choose the certificate.'],
      },
      {
        title: 'Enter the PIN',
        text: [
          'Enter the PIN in the agent’s window. It goes to the card alone; no site ever gets it.',
          'A card that is not activated, suspended or revoked is turned away before the PIN is asked, and no try is spent.',
        ],
      },
      {
        title: 'Open the service',
        text: [
          'You now see the list of services. “CPA attestation filing” opens without another PIN.',
          'When you have finished, sign out and take your card.',
        ],
      },
    ],
    places: { download: 'Go to the downloads', manager: 'Open the card manager of this computer' },
    popupTitle: 'If no window appears',
    popup: [
      'If the address bar shows a blocked pop-up, always allow the sign-in site and press “Certificate login” again.',
      'If the agent’s window asks whether you trust the site, check the address first; refuse sites you do not know.',
    ],
  },
  pin: {
    title: 'PIN forgotten or card blocked',
    whyTitle: 'Why a card is blocked',
    why: 'Every use of the card needs the PIN. After three wrong ones in a row the card blocks itself, so that whoever finds it cannot use it.',
    unlockTitle: 'How to unlock it',
    unlock: [
      'At the certification authority choose “Unlock / reset PIN” among the certificate card services.',
      'Insert the card, enter the user code chosen at application, and set a new PIN.',
      'The new PIN works at once.',
    ],
    never:
      'Never use the “unlock PIN” function of another program: it blocks the card for good, and only a replacement helps.',
    codeTitle: 'User code forgotten',
    code: 'Without the user code the online card services cannot be used. Choose “Reset user code” at the certification authority to get a new one.',
    open: 'Go to unlock / reset PIN',
    reset: 'Go to reset user code',
  },
};

/** The words of the guides. */
export function guideWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
