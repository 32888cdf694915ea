const zh = {
  title: '鎖卡解碼／重設PIN碼',
  intro:
    'PIN碼連續輸入錯誤3次，卡片會自動鎖卡；忘記PIN碼時亦同。以用戶代碼驗證後，您可重新設定PIN碼，卡片內的金鑰與憑證不受影響。',
  jump: '直接辦理',
  howTitle: '操作說明',
  how: [
    '將IC卡按正確方向插入讀卡機，點選「偵測卡片」並選擇卡片。',
    '確認卡號、持有者與效期無誤後，點選「重設PIN碼」。',
    '在開啟的元件視窗輸入用戶代碼（英文字母有大小寫區別），並設定新的PIN碼。',
    '出現「PIN碼已重設」即完成，您可繼續使用卡片。',
  ],
  notesTitle: '注意事項',
  notes: [
    '請勿使用其他軟體的「Unlock PIN」功能來解鎖卡片，以免造成卡片永久鎖死。',
    '用戶代碼連續輸入錯誤達3次即鎖定，請進行「用戶代碼重設」。',
    '已停用或廢止的卡片不能重設PIN碼。',
    '途中若拔出卡片或關閉視窗，資料不會遺失，重新操作一次即可完成。',
  ],
  begin: '重設PIN碼',
  done: 'PIN碼已重設，正在開啟收執聯……',
};

const en: typeof zh = {
  title: 'Unlock or reset PIN',
  intro:
    'Three wrong PINs in a row block the card. With your user code you set a new PIN, also when you forgot the old one. Keys and certificates on the card stay as they are.',
  jump: 'Go to it',
  howTitle: 'How it works',
  how: [
    'Insert the card the right way round, choose “Detect card” and choose the card.',
    'Check card number, holder and validity, then choose “Reset PIN”.',
    'In the agent window type the user code (capital and small letters differ) and set a new PIN.',
    '“The PIN was reset” tells that all is done and you can use the card again.',
  ],
  notesTitle: 'Please note',
  notes: [
    'Never unlock the card with “Unlock PIN” of another program: it may block the card for good.',
    'Three wrong user codes lock the code: use “Reset user code”.',
    'The PIN of a suspended or revoked card cannot be reset.',
    'If the card is pulled or the window closed half-way, nothing is lost: just do it again.',
  ],
  begin: 'Reset PIN',
  done: 'The PIN was reset. Opening the receipt…',
};

export const unlockText = { 'zh-TW': zh, en };
