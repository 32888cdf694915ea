type Question = readonly [question: string, answer: readonly string[]];

const zhQuestions: Readonly<Record<string, readonly Question[]>> = {
  開卡與使用: [
    [
      '收到卡片後要做什麼？',
      ['請於發卡日起90天內進行開卡作業。開卡時輸入申請時設定的用戶代碼，並自行設定PIN碼；完成後憑證即生效。'],
    ],
    [
      '尚未開卡，先拿去登入其他系統會損毀卡片嗎？',
      [
        '不會。登入服務會在要求PIN碼之前查驗卡片狀態，尚未開卡的卡片會直接被引導到開卡作業，不會扣減PIN碼次數。',
      ],
    ],
    [
      '為什麼會鎖卡？',
      [
        'PIN碼連續輸入錯誤3次，卡片會自動鎖卡，以防他人猜測。請使用「鎖卡解碼／重設PIN碼」，以用戶代碼重新設定。',
        '請勿使用其他軟體的「Unlock PIN」功能，以免卡片永久鎖死。',
      ],
    ],
    [
      'PIN碼與用戶代碼有什麼不同？',
      [
        'PIN碼（6至8碼）保護卡片，只存在卡片內，於使用卡片時在元件視窗輸入。',
        '用戶代碼（6至10碼）於申請時設定，用來開卡與解鎖。憑證管理中心只保存其雜湊值，審驗人員看不到。',
      ],
    ],
    ['忘記用戶代碼怎麼辦？', ['請進行「用戶代碼重設」。用戶代碼連續輸入錯誤3次亦會鎖定，處理方式相同。']],
  ],
  電腦與元件: [
    [
      '什麼是跨瀏覽器元件？',
      ['安裝在您電腦上的程式，負責與讀卡機溝通。PIN碼與用戶代碼都在它的視窗輸入，網頁無法讀取。'],
    ],
    [
      '點選按鈕後沒有反應？',
      ['多半是瀏覽器封鎖了彈出式視窗。請允許本網站開啟彈出式視窗後再試，或使用「環境檢測」找出原因。'],
    ],
    [
      '如何確認元件視窗是真的？',
      ['元件視窗會顯示要求作業的網站名稱，以及您安裝時設定的識別語。識別語不符時，請勿輸入任何密碼。'],
    ],
    [
      '可以用手機辦理嗎？',
      ['申請、進度查詢與憑證查詢可使用手機。開卡等需要插入卡片的作業，請使用接有讀卡機的電腦。'],
    ],
  ],
  憑證狀態: [
    [
      '狀態「未開卡」是什麼意思？',
      ['憑證已簽發，但在開卡前暫停使用。完成開卡後，狀態會在數秒內變為「有效」。'],
    ],
    ['超過90天沒有開卡會怎樣？', ['憑證將自動廢止，須重新申請。到期前30天、7天及1天會通知聯絡人。']],
    [
      '卡片遺失了怎麼辦？',
      ['請儘速辦理憑證廢止並重新申請。卡片內的金鑰沒有備份，以該卡加密的資料將無法解密。'],
    ],
  ],
};

const enQuestions: typeof zhQuestions = {
  'Activation and use': [
    [
      'The card has arrived. What now?',
      [
        'Activate it within 90 days of its issue. You type the user code chosen at application and set a PIN; the certificates are valid from then on.',
      ],
    ],
    [
      'Does it damage the card to use it before activation?',
      [
        'No. The login service checks the card before it asks for a PIN; a card that is not active is led to activation and no PIN try is spent.',
      ],
    ],
    [
      'Why is my card blocked?',
      [
        'Three wrong PINs in a row block the card, so that nobody can guess it. Use “Unlock or reset PIN” with your user code.',
        'Never use “Unlock PIN” of another program: it may block the card for good.',
      ],
    ],
    [
      'What is the difference between PIN and user code?',
      [
        'The PIN (6 to 8 characters) protects the card. It exists on the card alone and is typed in the agent window.',
        'The user code (6 to 10 characters) is chosen at application; it activates and unlocks. The authority keeps only a hash of it, and officers never see it.',
      ],
    ],
    [
      'What if I forgot the user code?',
      ['Use “Reset user code”. The same helps when three wrong tries have locked it.'],
    ],
  ],
  'Computer and card agent': [
    [
      'What is the card agent?',
      [
        'A program on your computer that talks to the reader. PIN and user code are typed in its window, where no web page can read them.',
      ],
    ],
    [
      'Nothing happens after a click?',
      [
        'Most often the browser blocked a pop-up window. Allow pop-ups for this site, or run the environment check to find the cause.',
      ],
    ],
    [
      'How do I know that the agent window is real?',
      [
        'It names the site that asks, and shows the phrase you chose at installation. If the phrase is wrong, type nothing.',
      ],
    ],
    [
      'Can I use a phone?',
      ['Yes for applying and looking up. Anything that needs the card needs a computer with a reader.'],
    ],
  ],
  'Certificate status': [
    [
      'What does “Not activated” mean?',
      [
        'The certificate is issued but on hold until the card is activated. It becomes “Valid” within seconds of the activation.',
      ],
    ],
    [
      'What happens after 90 days without activation?',
      [
        'The certificates are revoked and you have to apply again. The contact is reminded 30, 7 and 1 days before.',
      ],
    ],
    [
      'What if the card is lost?',
      [
        'Have its certificates revoked and apply for a new card. The keys have no backup: what was encrypted for that card can never be decrypted.',
      ],
    ],
  ],
};

const zh = {
  title: '常見問答',
  lead: '找不到答案時，請先進行環境檢測，並記下畫面上的代碼。',
  questions: zhQuestions,
  codesTitle: '代碼說明',
  codesLead: '作業無法完成時，畫面會顯示一個代碼。下表說明各代碼的意義與處理方式。',
  code: '代碼',
  what: '說明',
  remedy: '處理方式',
  about: (code: string) => `代碼 ${code}`,
  back: '所有代碼',
};

const en: typeof zh = {
  title: 'Help',
  lead: 'If you find no answer here, run the environment check and note the code on the screen.',
  questions: enQuestions,
  codesTitle: 'Codes',
  codesLead:
    'When something cannot be completed, the screen shows a code. This is what each means and what to do.',
  code: 'Code',
  what: 'What happened',
  remedy: 'What to do',
  about: (code: string) => `Code ${code}`,
  back: 'All codes',
};

export const helpText = { 'zh-TW': zh, en };
