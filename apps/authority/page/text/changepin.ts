const zh = {
  title: '更改PIN碼',
  intro: '以目前的PIN碼換成新的PIN碼。PIN碼只存在卡片內，憑證管理中心不會收到，也無法查詢。',
  howTitle: '操作說明',
  how: [
    '將憑證IC卡插入讀卡機，點選「更改PIN碼」。',
    '在開啟的元件視窗確認卡片，輸入目前的PIN碼，並輸入新的PIN碼兩次。',
    '完成前請勿拔出卡片。完成後卡片以新的PIN碼簽署證明，您會取得收執聯。',
  ],
  notesTitle: '注意事項',
  notes: [
    '新的PIN碼為6至8碼，不可連號、同號，也不可與目前的PIN碼相同。不符規則時不會扣減次數。',
    '目前的PIN碼連續輸入錯誤3次，卡片會鎖卡。',
    '途中若拔出卡片，卡片內的PIN碼不是舊的就是新的；重新插入後，視窗會自行確認。',
  ],
  forgot: ['忘記PIN碼或已鎖卡時，請使用「', '鎖卡解碼／重設PIN碼', '」。'] as readonly [
    string,
    string,
    string,
  ],
  begin: '更改PIN碼',
  working: '請在元件視窗輸入目前的PIN碼與新的PIN碼。完成前請勿拔出卡片或關閉本頁。',
  done: 'PIN碼已更改，正在開啟收執聯……',
};

const en: typeof zh = {
  title: 'Change PIN',
  intro:
    'Replace the PIN by a new one. The PIN exists on the card alone; the authority never receives it and cannot look it up.',
  howTitle: 'How it works',
  how: [
    'Insert the certificate card and choose “Change PIN”.',
    'In the agent window check the card, type the present PIN and, twice, the new one.',
    'Leave the card in the reader until it is done. The card then signs with the new PIN, and you get a receipt.',
  ],
  notesTitle: 'Please note',
  notes: [
    'The new PIN has 6 to 8 characters, no runs and no repeats, and differs from the present one. Breaking these rules costs no try.',
    'Three wrong PINs in a row block the card.',
    'If the card is pulled half-way it has the old PIN or the new one; insert it again and the window finds out which.',
  ],
  forgot: ['If you forgot the PIN or the card is blocked, use ', 'Unlock or reset PIN', '.'],
  begin: 'Change PIN',
  working:
    'Type the present PIN and the new one in the agent window. Leave the card and this page until it is done.',
  done: 'The PIN was changed. Opening the receipt…',
};

export const changePinText = { 'zh-TW': zh, en };
