import type { ApplicationState } from '@kaika/wire/application';

const zhState: Readonly<Record<ApplicationState, string>> = {
  submitted: '待初審',
  reviewed: '待複審',
  returned: '退回補正',
  approved: '審驗通過，待製卡',
  refused: '駁回',
  withdrawn: '已撤回',
  produced: '已製卡',
};

const enState: typeof zhState = {
  submitted: 'Waiting for first review',
  reviewed: 'Waiting for approval',
  returned: 'Returned for correction',
  approved: 'Approved, waiting for production',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  produced: 'Card produced',
};

const zh = {
  title: '申請進度查詢',
  lead: '請輸入申請案號與申請時填寫的統一編號。',
  number: '申請案號',
  numberHint: '送出申請後顯示的號碼。',
  ubn: '統一編號',
  send: '查詢',
  required: (label: string) => `請填寫「${label}」。`,
  result: '查詢結果',
  name: '組織團體名稱',
  state: '目前狀態',
  submittedAt: '收件時間',
  changedAt: '最近更新',
  reason: '審驗人員說明',
  steps: ['收件', '初審', '複審', '製卡', '寄送'],
  stepsLabel: '申請進度',
  states: zhState,
  shipped: '卡片已寄出',
  cardNumber: '卡號',
  deadline: '開卡期限',
  activate: '收到卡片後，請進行開卡',
  another: '查詢其他申請',
};

const en: typeof zh = {
  title: 'Application progress',
  lead: 'Give the application number and the Unified Business Number stated in the application.',
  number: 'Application number',
  numberHint: 'Shown when the application was sent.',
  ubn: 'Unified Business Number',
  send: 'Look up',
  required: (label: string) => `Fill in “${label}”.`,
  result: 'Result',
  name: 'Name of the organisation',
  state: 'State',
  submittedAt: 'Received',
  changedAt: 'Last change',
  reason: 'Officer’s remark',
  steps: ['Received', 'First review', 'Approval', 'Production', 'Post'],
  stepsLabel: 'Progress',
  states: enState,
  shipped: 'Card posted',
  cardNumber: 'Card number',
  deadline: 'Activate by',
  activate: 'Activate the card when it arrives',
  another: 'Look up another application',
};

export const progressText = { 'zh-TW': zh, en };
