import type { ApplicationContent } from '@kaika/registry/application';
import type { Role } from '@kaika/registry/officer';

/** One of the demonstration's people: what their card is applied for with, and what they type. Exists in demo mode only. */
export type DemoPerson = {
  readonly key: 'administrator' | 'first-reviewer' | 'approver' | 'card-operator' | 'examiner' | 'firm';
  /** Roles at the authority; none for those who have nothing to do with it. */
  readonly roles: readonly Role[];
  readonly application: ApplicationContent;
  readonly userCode: string;
  readonly pin: string;
};

const address = '臺北市中正區示範路1號';
const contactPhone = '02-0000-0000';

const authority = {
  kind: 'other',
  name: '開卡示範憑證管理中心',
  ubn: '00000011',
  address,
  contactName: '示範聯絡人',
  contactMail: 'office@authority.example',
  contactPhone,
} as const;

const examiners = {
  kind: 'administrative',
  name: '示範公司登記審查中心',
  ubn: '00000022',
  address,
  contactName: '示範聯絡人',
  contactMail: 'office@examiner.example',
  contactPhone,
} as const;

const firm = {
  kind: 'professional',
  name: '示範會計師事務所',
  ubn: '00000037',
  address,
  contactName: '示範聯絡人',
  contactMail: 'office@firm.example',
  contactPhone,
} as const;

/** Everybody whose card exists when the demonstration has started for the first time. */
export const demoPeople: readonly DemoPerson[] = [
  {
    key: 'administrator',
    roles: ['administrator', 'auditor'],
    application: { ...authority, person: '示範管理員' },
    userCode: 'Admin-2026',
    pin: '513927',
  },
  {
    key: 'first-reviewer',
    roles: ['first-reviewer'],
    application: { ...authority, person: '示範初審人員' },
    userCode: 'First-2026',
    pin: '624138',
  },
  {
    key: 'approver',
    roles: ['approver'],
    application: { ...authority, person: '示範複審人員' },
    userCode: 'Apprv-2026',
    pin: '735249',
  },
  {
    key: 'card-operator',
    roles: ['card-operator'],
    application: { ...authority, person: '示範製卡人員' },
    userCode: 'Cards-2026',
    pin: '846351',
  },
  {
    key: 'examiner',
    roles: [],
    application: { ...examiners, person: '示範審查人員' },
    userCode: 'Exami-2026',
    pin: '957462',
  },
  {
    key: 'firm',
    roles: [],
    application: { ...firm, person: null },
    userCode: 'Firm-2026',
    pin: '168573',
  },
];
