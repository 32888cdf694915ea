import type { CardState } from '@kaika/wire/cardstatus';

/** The words of `CardStatusAnswer.certificate.status` (`@kaika/wire/cardstatus`). */
export type CertificateStatus = 'hold' | 'good' | 'suspended' | 'superseded' | 'revoked' | 'expired';
export type CertificateUse = 'authentication' | 'signature' | 'encryption' | 'presence' | 'software';

const zhStatus: Readonly<Record<CertificateStatus, string>> = {
  good: '有效',
  hold: '未開卡',
  suspended: '停用',
  superseded: '已換發',
  revoked: '廢止',
  expired: '已到期',
};
const enStatus: typeof zhStatus = {
  good: 'Valid',
  hold: 'Not activated',
  suspended: 'Suspended',
  superseded: 'Superseded',
  revoked: 'Revoked',
  expired: 'Expired',
};

const zhCard: Readonly<Record<CardState, string>> = {
  produced: '已製卡',
  shipped: '已寄出',
  active: '使用中',
  suspended: '停用',
  revoked: '廢止',
  expired: '已到期',
  incomplete: '製作未完成',
  lost: '遺失',
  destroyed: '已銷毀',
  replaced: '已換發',
};
const enCard: typeof zhCard = {
  produced: 'Produced',
  shipped: 'Posted',
  active: 'Active',
  suspended: 'Suspended',
  revoked: 'Revoked',
  expired: 'Expired',
  incomplete: 'Incomplete',
  lost: 'Lost',
  destroyed: 'Destroyed',
  replaced: 'Replaced',
};

const zhUse: Readonly<Record<CertificateUse, string>> = {
  authentication: '身分鑑別',
  signature: '數位簽章',
  encryption: '加解密',
  presence: '卡片在場證明',
  software: '非IC卡類憑證',
};
const enUse: typeof zhUse = {
  authentication: 'Authentication',
  signature: 'Signature',
  encryption: 'Encryption',
  presence: 'Card presence',
  software: 'Non-card certificate',
};

/** RFC 5280 §5.3.1 */
const zhReason: Readonly<Record<string, string>> = {
  unspecified: '未指明',
  keyCompromise: '金鑰外洩或有外洩之虞',
  caCompromise: '憑證管理中心金鑰外洩',
  affiliationChanged: '組織資料變更',
  superseded: '已換發新憑證',
  cessationOfOperation: '不再使用',
  certificateHold: '暫停使用',
  privilegeWithdrawn: '資格喪失或逾期未開卡',
};
const enReason: typeof zhReason = {
  unspecified: 'Not stated',
  keyCompromise: 'Key compromised or in danger',
  caCompromise: 'Authority’s key compromised',
  affiliationChanged: 'Organisation changed',
  superseded: 'Replaced by a new certificate',
  cessationOfOperation: 'No longer used',
  certificateHold: 'On hold',
  privilegeWithdrawn: 'Right withdrawn, or not activated in time',
};

const zh = { unaccepted: '待接受', certificate: zhStatus, card: zhCard, use: zhUse, reason: zhReason };
const en: typeof zh = {
  unaccepted: 'To be accepted',
  certificate: enStatus,
  card: enCard,
  use: enUse,
  reason: enReason,
};

export const statusText = { 'zh-TW': zh, en };

const order: readonly CertificateUse[] = [
  'authentication',
  'signature',
  'encryption',
  'presence',
  'software',
];

/** The certificates of a card in the order of their slots. */
export function inSlotOrder<T extends { readonly use: CertificateUse }>(
  certificates: readonly T[],
): readonly T[] {
  return certificates.toSorted((a, b) => order.indexOf(a.use) - order.indexOf(b.use));
}
