import type { OrganisationKind } from '@kaika/wire/cardstatus';

const zh: Readonly<Record<OrganisationKind, string>> = {
  school: '學校',
  foundation: '財團法人',
  association: '社團法人',
  administrative: '行政法人',
  professional: '自由職業事務所',
  other: '其他組織團體',
};

const en: typeof zh = {
  school: 'School',
  foundation: 'Foundation',
  association: 'Incorporated association',
  administrative: 'Administrative corporation',
  professional: 'Professional firm',
  other: 'Other organisation',
};

export const kindText = { 'zh-TW': zh, en };
