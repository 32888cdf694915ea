import type { OfficerRole } from '../context.ts';

const zh: Readonly<Record<OfficerRole, string>> = {
  'first-reviewer': '初審',
  approver: '複審',
  'card-operator': '製卡人員',
  auditor: '稽核人員',
  administrator: '管理人員',
  'help-desk': '客服人員',
};

const en: typeof zh = {
  'first-reviewer': 'First reviewer',
  approver: 'Approver',
  'card-operator': 'Card operator',
  auditor: 'Auditor',
  administrator: 'Administrator',
  'help-desk': 'Help desk',
};

export const roleText = { 'zh-TW': zh, en };
