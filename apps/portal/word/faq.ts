import type { Language } from '@kaika/look/language';

type Question = { readonly question: string; readonly answer: string };

const zh = {
  title: '常見問答',
  lead: '找不到答案時，請看登入說明中的代碼一覽，每個代碼都有處理方法。',
  codes: '代碼一覽',
  questions: [
    {
      question: '尚未開卡就拿來登入，卡片會損壞嗎？',
      answer: '不會。系統會在詢問PIN碼之前先確認卡片是否已開卡，並告訴您如何開卡，不會耗用PIN碼輸入次數。',
    },
    {
      question: '點選「憑證登入」後沒有任何反應？',
      answer: '請確認跨瀏覽器元件已啟動，並允許登入網站的彈出式視窗；詳見登入說明。',
    },
    {
      question: '換發新卡片後，原來的資料還在嗎？',
      answer: '在。帳號依組織認定，與卡片無關；新卡片、補發卡片或改名後登入的都是同一個帳號。',
    },
    {
      question: '一個組織可以有好幾張卡片嗎？',
      answer: '可以。主卡與附卡登入的是同一個組織帳號，登入紀錄會記下所使用的卡號。',
    },
    {
      question: '登入一次，可以使用所有服務嗎？',
      answer: '可以。需要憑證的服務若發現您是以使用者ID登入，會請您再以憑證登入一次。',
    },
    {
      question: '網站會知道我的PIN碼嗎？',
      answer: '不會。PIN碼只在元件的視窗中輸入，只送到卡片。任何網頁向您詢問PIN碼，都請不要輸入。',
    },
    {
      question: '在共用的電腦上使用，要注意什麼？',
      answer: '使用完畢請登出並取出卡片。登出後，所有服務都會一起登出。',
    },
  ] satisfies readonly Question[],
};

const en: typeof zh = {
  title: 'Questions and answers',
  lead: 'No answer here? The help with signing in lists every code and what to do about it.',
  codes: 'All codes',
  questions: [
    {
      question: 'Is a card damaged when I use it before it is activated?',
      answer:
        'No. Before any PIN is asked the system checks whether the card is activated, and tells you how to do it. No PIN try is spent.',
    },
    {
      question: 'I press “Certificate login” and nothing happens?',
      answer:
        'Make sure the card agent is running and pop-up windows of the sign-in site are allowed; see the help with signing in.',
    },
    {
      question: 'Is everything still there after I get a new card?',
      answer:
        'Yes. The account belongs to the organisation, not to the card: renewed and replacement cards, or a new name, open the same account.',
    },
    {
      question: 'May an organisation have several cards?',
      answer:
        'Yes. They all open the same account; the record of sign-ins keeps the number of the card used.',
    },
    {
      question: 'Does one sign-in open all services?',
      answer:
        'Yes. A service that needs a certificate asks you to sign in once more with the card if you used a user ID.',
    },
    {
      question: 'Does a site learn my PIN?',
      answer:
        'No. It is entered in the agent’s window and goes to the card alone. Never enter it into a web page that asks for it.',
    },
    {
      question: 'What about a shared computer?',
      answer: 'Sign out and take your card when you have finished. Signing out ends all services together.',
    },
  ],
};

/** The words of the questions and answers. */
export function faqWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
