import { remedyEn } from './remedy-en.ts';
import { remedyZh } from './remedy-zh.ts';

/** More than a sentence: steps, by browser where browsers differ, for the failures people meet most. */
export const remedyText = { 'zh-TW': remedyZh, en: remedyEn };

/** The links that help with a code: label by language, `to` is filled by the page. */
export const remedyLinks: Readonly<Record<string, readonly RemedyLink[]>> = {
  'agent.absent': ['download', 'check'],
  'agent.too-old': ['download'],
  'agent.not-trusted': ['check'],
  'agent.popup-blocked': ['check'],
  'agent.permission-denied': ['check'],
  'reader.no-service': ['check'],
  'reader.none': ['check'],
  'card.not-active': ['activate'],
  'card.already-active': ['certificate', 'unlock'],
  'card.activation-overdue': ['apply'],
  'card.revoked': ['apply', 'certificate'],
  'card.expired': ['apply'],
  'card.puk-blocked': ['replace'],
  'card.unreadable': ['check', 'replace'],
  'card.not-writable': ['replace'],
  'card.altered': ['replace'],
  'renewal.too-early': ['replace'],
  'renewal.open': ['progress'],
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
  | 'reset-code'
  | 'replace'
  | 'progress';

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
    replace: '遺失或毀損補發',
    progress: '查詢申請進度',
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
    replace: 'Replace a lost or damaged card',
    progress: 'Follow an application',
  },
} as const satisfies Record<string, Record<RemedyLink, string>>;
