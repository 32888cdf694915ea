/** More than a sentence: steps, by browser where browsers differ, for the failures people meet most. */
type Remedy = { readonly title?: string; readonly steps: readonly string[] };
type Remedies = Readonly<Record<string, readonly Remedy[]>>;

const zh: Remedies = {
  'agent.popup-blocked': [
    {
      title: 'Chrome、Edge',
      steps: [
        '點選網址列右側的「已封鎖彈出式視窗」圖示。',
        '選擇「一律允許顯示本網站的彈出式視窗和重新導向」，再按「完成」。',
        '回到本頁重新操作。',
      ],
    },
    {
      title: 'Firefox',
      steps: [
        '點選網頁上方訊息列右側的「選項」或「偏好設定」。',
        '選擇「允許本網站的彈出型視窗」。',
        '回到本頁重新操作。',
      ],
    },
    {
      title: 'Safari',
      steps: [
        '點選選單「Safari」→「設定」→「網站」→「彈出式視窗」。',
        '將本網站設為「允許」。',
        '回到本頁重新操作。',
      ],
    },
  ],
  'agent.absent': [
    {
      steps: [
        '尚未安裝者，請下載並安裝跨瀏覽器元件。',
        '已安裝者，請確認元件正在執行；未執行時，由開始功能表或應用程式清單開啟。示範模式的元件隨示範系統啟動，請確認該系統仍在執行。',
        '完成後回到本頁重新操作，不需重新開機。',
      ],
    },
  ],
  'agent.permission-denied': [
    {
      steps: [
        '點選網址列左側的網站設定圖示。',
        '將「存取本機裝置」或「區域網路存取」改為「允許」。',
        '重新整理本頁後再試。',
      ],
    },
  ],
  'reader.no-service': [
    {
      steps: [
        'Windows：在「服務」中啟動「Smart Card」，啟動類型設為「自動」。',
        'macOS：智慧卡服務已內建，請重新插拔讀卡機。',
        'Linux：請安裝 pcscd 套件並啟動服務。',
      ],
    },
  ],
  'reader.none': [
    {
      steps: [
        '確認讀卡機已插妥，可換另一個USB連接埠。',
        '確認已安裝讀卡機的驅動程式。',
        '重新點選「偵測卡片」。',
      ],
    },
  ],
  'card.none': [
    { steps: ['將卡片晶片面朝上、朝前插到底。', '稍候讀卡機燈號穩定。', '重新點選「偵測卡片」。'] },
  ],
};

const en: Remedies = {
  'agent.popup-blocked': [
    {
      title: 'Chrome, Edge',
      steps: [
        'Choose the “Pop-up blocked” icon at the right of the address bar.',
        'Choose “Always allow pop-ups and redirects from this site”, then “Done”.',
        'Come back to this page and try again.',
      ],
    },
    {
      title: 'Firefox',
      steps: [
        'Choose “Options” or “Preferences” in the bar above the page.',
        'Choose “Allow pop-ups for this site”.',
        'Come back to this page and try again.',
      ],
    },
    {
      title: 'Safari',
      steps: [
        'Choose Safari, Settings, Websites, Pop-up Windows.',
        'Set this site to “Allow”.',
        'Come back to this page and try again.',
      ],
    },
  ],
  'agent.absent': [
    {
      steps: [
        'If it is not installed, download and install the card agent.',
        'If it is installed, make sure it is running; otherwise open it from the start menu or the list of applications. In demo mode the agent runs with the demo itself: make sure that is still running.',
        'Come back to this page and try again; no restart is needed.',
      ],
    },
  ],
  'agent.permission-denied': [
    {
      steps: [
        'Choose the site settings icon at the left of the address bar.',
        'Set “Apps on device” or “Local network access” to “Allow”.',
        'Reload this page and try again.',
      ],
    },
  ],
  'reader.no-service': [
    {
      steps: [
        'Windows: start “Smart Card” under Services, with startup type “Automatic”.',
        'macOS: the service is built in; unplug the reader and plug it in again.',
        'Linux: install the package pcscd and start its service.',
      ],
    },
  ],
  'reader.none': [
    {
      steps: [
        'Make sure the reader is plugged in; try another USB port.',
        'Make sure the reader’s driver is installed.',
        'Choose “Detect card” again.',
      ],
    },
  ],
  'card.none': [
    {
      steps: [
        'Push the card in fully, chip up and first.',
        'Wait until the light of the reader is steady.',
        'Choose “Detect card” again.',
      ],
    },
  ],
};

export const remedyText = { 'zh-TW': zh, en };

/** The links that help with a code: label by language, `to` is filled by the page. */
export const remedyLinks: Readonly<Record<string, readonly RemedyLink[]>> = {
  'agent.absent': ['download', 'check'],
  'agent.too-old': ['download'],
  'agent.popup-blocked': ['check'],
  'agent.permission-denied': ['check'],
  'reader.no-service': ['check'],
  'reader.none': ['check'],
  'card.not-active': ['activate'],
  'card.already-active': ['certificate', 'unlock'],
  'card.activation-overdue': ['apply'],
  'card.revoked': ['apply', 'certificate'],
  'card.expired': ['apply'],
  'card.puk-blocked': ['apply'],
  'card.suspended': ['suspend'],
  'code.locked': ['reset-code'],
  'code.wrong': ['reset-code'],
  'pin.blocked': ['unlock'],
};

export type RemedyLink =
  | 'download'
  | 'check'
  | 'activate'
  | 'certificate'
  | 'apply'
  | 'unlock'
  | 'suspend'
  | 'reset-code';

export const remedyLinkText = {
  'zh-TW': {
    download: '下載跨瀏覽器元件',
    check: '環境檢測',
    activate: '開卡作業',
    certificate: '憑證查詢及下載',
    apply: '申請憑證IC卡',
    unlock: '鎖卡解碼／重設PIN碼',
    suspend: '憑證停用／復用',
    'reset-code': '用戶代碼重設',
  },
  en: {
    download: 'Download the card agent',
    check: 'Environment check',
    activate: 'Activate a card',
    certificate: 'Find certificates',
    apply: 'Apply for a card',
    unlock: 'Unlock or reset PIN',
    suspend: 'Suspend or resume',
    'reset-code': 'Reset user code',
  },
} as const satisfies Record<string, Record<RemedyLink, string>>;
