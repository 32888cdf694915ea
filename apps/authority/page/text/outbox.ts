import type { MailState } from '../../store/mail.ts';

const statesZh: Readonly<Record<MailState, string>> = {
  queued: '等候寄送',
  sent: '已寄出',
  failed: '無法寄出',
  lapsed: '已逾效期',
};
const statesEn: typeof statesZh = {
  queued: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  lapsed: 'Lapsed',
};

const zh = {
  title: '寄件匣',
  lead: '系統寄給聯絡人的通知。郵件伺服器暫時無法收件時會自動重試；信件內容在寄出後即不保留。',
  filters: '依狀態篩選',
  all: '全部',
  emptyTitle: '沒有郵件',
  empty: '符合條件的郵件會顯示在這裡。',
  madeAt: '時間',
  about: '通知',
  to: '收件人',
  state: '狀態',
  act: '動作',
  again: '重新寄送',
  againTo: (to: string) => `重新寄送：${to}`,
  tries: (count: number, code: string) => `已嘗試 ${count} 次，伺服器回應 ${code}`,
  states: statesZh,
};

const en: typeof zh = {
  title: 'Outbox',
  lead: 'What the system mails to contacts. While the mail server is away it tries again by itself. What a mail said is not kept once it is sent.',
  filters: 'By state',
  all: 'All',
  emptyTitle: 'No mails',
  empty: 'Mails of this kind appear here.',
  madeAt: 'Time',
  about: 'About',
  to: 'To',
  state: 'State',
  act: 'Action',
  again: 'Send again',
  againTo: (to) => `Send again: ${to}`,
  tries: (count, code) => `tries: ${count}, server: ${code}`,
  states: statesEn,
};

export const outboxText = { 'zh-TW': zh, en };
