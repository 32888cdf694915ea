import type { Remedies } from './remedy-type.ts';

export const remedyZh: Remedies = {
  'agent.popup-blocked': [
    {
      browser: 'chrome',
      steps: [
        '點選網址列右側的「已封鎖彈出式視窗」圖示。',
        '選擇「一律允許顯示本網站的彈出式視窗和重新導向」，再按「完成」。',
        '回到本頁重新操作。',
      ],
      picture: 'popup-chrome',
    },
    {
      browser: 'edge',
      steps: [
        '點選網址列右側的「快顯視窗已封鎖」圖示。',
        '選擇「永遠允許本網站的快顯視窗和重新導向」，再按「完成」。',
        '回到本頁重新操作。',
      ],
      picture: 'popup-edge',
    },
    {
      browser: 'firefox',
      steps: [
        '點選網頁上方訊息列右側的「選項」或「偏好設定」。',
        '選擇「允許本網站的彈出型視窗」。',
        '回到本頁重新操作。',
      ],
      picture: 'popup-firefox',
    },
    {
      browser: 'safari',
      steps: [
        '點選選單「Safari」→「設定」→「網站」→「彈出式視窗」。',
        '將本網站設為「允許」。',
        '回到本頁重新操作。',
      ],
      picture: 'popup-safari',
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
  'agent.too-old': [
    { steps: ['由入口網的下載區下載新版元件，直接安裝即可，不需先移除舊版。', '完成後回到本頁重新操作。'] },
  ],
  'agent.not-trusted': [
    {
      steps: [
        '點選「重新檢測」，或重新操作原來的步驟，元件視窗會詢問是否讓本網站使用卡片。',
        '確認視窗中的網址就是本網站，且看得到您的識別語。',
        '點選「信任並繼續」。',
      ],
      picture: 'trust',
    },
  ],
  'agent.permission-denied': [
    {
      browser: 'chrome',
      steps: [
        '點選網址列左側的網站設定圖示。',
        '將「裝置上的應用程式」或「區域網路存取」改為「允許」。',
        '回到本頁重新操作。',
      ],
      picture: 'permission-chrome',
    },
    {
      browser: 'edge',
      steps: ['點選網址列左側的鎖頭圖示。', '將「區域網路存取」改為「允許」。', '回到本頁重新操作。'],
      picture: 'permission-edge',
    },
    {
      browser: 'firefox',
      steps: [
        '點選網址列左側的權限圖示。',
        '移除「存取這台裝置上的應用程式」旁的「已封鎖」。',
        '回到本頁重新操作。',
      ],
      picture: 'permission-firefox',
    },
    {
      browser: 'safari',
      steps: [
        'Safari 沒有這項權限：請在「系統設定」→「隱私權與安全性」→「區域網路」中允許 Safari。',
        '回到本頁重新操作。',
      ],
      picture: 'permission-safari',
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
        '重新點選「偵測卡片」或「重新檢測」。',
      ],
      picture: 'reader',
    },
  ],
  'card.none': [
    {
      steps: [
        '將卡片晶片面朝上、朝前插到底。',
        '稍候讀卡機燈號穩定。',
        '重新點選「偵測卡片」或「重新檢測」。',
      ],
      picture: 'card',
    },
  ],
  'clock.wrong': [
    {
      steps: [
        'Windows：「設定」→「時間與語言」→「日期和時間」，開啟「自動設定時間」，再按「立即同步」。',
        'macOS：「系統設定」→「一般」→「日期與時間」，開啟「自動設定時間與日期」。',
        'Linux：執行 timedatectl set-ntp true。',
      ],
    },
  ],
};
