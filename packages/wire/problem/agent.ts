/** Failures between a page, the agent's window and the reader. */
export const agentProblems = {
  'agent.absent': {
    status: 503,
    zh: [
      '找不到跨瀏覽器元件。',
      '請確認跨瀏覽器元件已在這台電腦上啟動，再試一次；尚未安裝者，請先下載並安裝。',
    ],
    en: [
      'The card agent was not found.',
      'Make sure the card agent is running on this computer and try again; if it is not installed, install it first.',
    ],
  },
  'agent.stopped': {
    status: 503,
    zh: ['元件已停止。', '請重新啟動跨瀏覽器元件後再試一次。'],
    en: ['The card agent has stopped.', 'Start the card agent again, then repeat the operation.'],
  },
  'agent.too-old': {
    status: 503,
    zh: ['跨瀏覽器元件的版本過舊。', '請下載並安裝新版的跨瀏覽器元件。'],
    en: ['The card agent is too old.', 'Install the current version of the card agent.'],
  },
  'agent.popup-blocked': {
    status: 503,
    zh: ['瀏覽器封鎖了彈出式視窗。', '請在網址列點選「已封鎖彈出式視窗」，選擇一律允許本網站，再試一次。'],
    en: [
      'The browser blocked the pop-up window.',
      'Click the blocked pop-up icon in the address bar, allow this site, and try again.',
    ],
  },
  'agent.permission-denied': {
    status: 403,
    zh: [
      '瀏覽器未允許本網站連線至這台電腦上的元件。',
      '請在網址列左側的網站設定中，允許存取本機裝置，再試一次。',
    ],
    en: [
      'The browser did not allow this site to reach the agent on this computer.',
      'Allow local access in the site settings beside the address bar, and try again.',
    ],
  },
  'agent.not-trusted': {
    status: 403,
    zh: ['這個網站尚未被您信任，不得使用卡片。', '如果您認得這個網站，請在元件視窗中將它加入信任的網站。'],
    en: [
      'This site is not trusted and may not use cards.',
      'If you know this site, add it to the trusted sites in the agent window.',
    ],
  },
  'agent.cancelled': {
    status: 409,
    zh: ['您已取消這次作業。', '卡片沒有任何變更，可隨時重新開始。'],
    en: ['You cancelled the operation.', 'Nothing on the card was changed. You can start again at any time.'],
  },
  'agent.timed-out': {
    status: 408,
    zh: ['等候逾時，作業已停止。', '請重新開始。'],
    en: ['The operation timed out.', 'Please start again.'],
  },
  'agent.request-bad': {
    status: 400,
    zh: ['元件收到無法識別的要求。', '請重新整理網頁；若仍發生，請聯絡該網站。'],
    en: [
      'The agent received a request it does not understand.',
      'Reload the page; if it happens again, tell the site.',
    ],
  },
  'agent.busy': {
    status: 409,
    zh: ['另一個視窗正在使用卡片。', '請先完成或關閉另一個視窗，再試一次。'],
    en: ['Another window is using the card.', 'Finish or close the other window first, and try again.'],
  },
  'update.no-source': {
    status: 404,
    zh: ['尚未設定查詢新版本的網站。', '請直接到入口網的下載區查看。'],
    en: ['No site is set to ask for a newer version.', 'Look at the downloads of the portal.'],
  },
  'update.unreachable': {
    status: 503,
    zh: ['無法向入口網查詢新版本。', '請確認網路連線後再試，或直接到入口網的下載區查看。'],
    en: [
      'The portal did not tell the newest version.',
      'Check the network and try again, or look at the downloads of the portal.',
    ],
  },
  'reader.no-service': {
    status: 503,
    zh: ['這台電腦的讀卡機服務沒有執行。', '請確認作業系統的智慧卡服務已安裝並啟動。'],
    en: [
      'The smart card service of this computer is not running.',
      'Make sure the smart card service of your system is installed and started.',
    ],
  },
  'reader.none': {
    status: 404,
    zh: ['找不到讀卡機。', '請接上讀卡機並確認驅動程式已安裝，再點選「偵測卡片」。'],
    en: ['No reader was found.', 'Connect a reader, make sure its driver is installed, and detect again.'],
  },
} as const;
