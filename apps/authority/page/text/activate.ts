const zh = {
  title: '開卡作業',
  intro:
    '當您收到卡片時，為避免被冒用，請進行開卡作業。開卡時由您自行設定PIN碼，完成後才可使用卡片。未開卡前若誤將卡片用於其他應用系統，該系統會拒絕登入並引導您回到本頁，不會損毀卡片。',
  jump: '已看過說明，直接開卡',
  howTitle: '操作說明',
  how: [
    '請安裝好您的讀卡機，確認裝置無誤。',
    '瀏覽器須允許本網站開啟彈出式視窗。',
    '將IC卡按正確方向插入讀卡機，點選「偵測卡片」。',
    '由下拉式選單選擇卡片；更換卡片後請重新點選「偵測卡片」。',
    '確認卡號、持有者與效期無誤後，點選「進行開卡」。',
    '在開啟的元件視窗輸入申請憑證時所設定的用戶代碼（英文字母有大小寫區別），並設定新的PIN碼。',
    '開卡作業進行中請等候，勿拔出卡片。',
    '出現「開卡成功」即完成開卡，您可開始使用卡片。',
  ],
  afterHow: [
    ['如需更改PIN碼，請使用', '/change-pin', '更改PIN碼', '。'],
    ['可使用', '/certificate', '憑證查詢及下載', '查詢憑證狀態，狀態為「有效」即代表開卡成功。'],
    ['點選按鈕後沒有反應時，請先進行', '/check', '環境檢測（HiCOS檢測）', '，並確認已安裝跨瀏覽器元件。'],
  ],
  notesTitle: '注意事項',
  notes: (days: number) => [
    `收到憑證IC卡之後，請於發卡日期後${days}天內完成開卡作業，逾期未開卡，憑證將自動廢止。`,
    '請牢記IC卡PIN碼，不要隨意告知他人，並妥善保管。PIN碼只存在卡片內，憑證管理中心無法查詢。',
    '如忘記用戶代碼，請進行「用戶代碼重設」，取得新的用戶代碼後再進行開卡。',
    '用戶代碼連續輸入錯誤達3次即鎖定，請進行「用戶代碼重設」；卡片不受影響。',
    '未將您設定的新PIN碼記下時，請使用「鎖卡解碼／重設PIN碼」功能，重新設定PIN碼。請勿使用其他軟體的「Unlock PIN」功能，以免卡片永久鎖死。',
    '開卡途中若拔出卡片或關閉視窗，資料不會遺失，重新操作一次即可完成。',
  ],
  begin: '進行開卡',
  done: '開卡成功，正在開啟收執聯……',
};

const en: typeof zh = {
  title: 'Activate a card',
  intro:
    'Activate the card when you receive it, so that nobody else can use it. You set the PIN yourself; only then can the card be used. Should you try the card elsewhere before that, the service turns it away and leads you here: the card takes no harm.',
  jump: 'I know how it works: go to the activation',
  howTitle: 'How it works',
  how: [
    'Connect your reader and make sure that it works.',
    'The browser must allow this site to open pop-up windows.',
    'Insert the card the right way round and choose “Detect card”.',
    'Choose the card in the list; after changing cards, detect again.',
    'Check card number, holder and validity, then choose “Activate”.',
    'In the agent window type the user code chosen at application (capital and small letters differ), and set a new PIN.',
    'Wait while the card is activated, and leave it in the reader.',
    '“The card is active” tells that all is done and you can use the card.',
  ],
  afterHow: [
    ['To change the PIN later, use ', '/change-pin', 'Change PIN', '.'],
    [
      'See the status under ',
      '/certificate',
      'Find certificates',
      ': “Valid” means that the activation succeeded.',
    ],
    [
      'If nothing happens after a click, run the ',
      '/check',
      'environment check',
      ' and make sure that the card agent is installed.',
    ],
  ],
  notesTitle: 'Please note',
  notes: (days: number) => [
    `Activate the card within ${days} days of its issue; after that the certificates are revoked.`,
    'Remember the PIN and tell nobody. It exists on the card alone; the authority cannot look it up.',
    'If you forgot the user code, use “Reset user code” first, then activate with the new one.',
    'Three wrong user codes lock the code: use “Reset user code”. The card itself is not affected.',
    'If you did not note the PIN you set, use “Unlock or reset PIN”. Never use “Unlock PIN” of another program: it may block the card for good.',
    'If the card is pulled or the window closed half-way, nothing is lost: just do it again.',
  ],
  begin: 'Activate',
  done: 'The card is active. Opening the receipt…',
};

export const activateText = { 'zh-TW': zh, en };
