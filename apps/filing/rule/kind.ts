/** What a case attests (會計師查核簽證公司登記資本額辦法 §2). */
export const caseKinds = [
  'establishment',
  'increase',
  'reduction',
  'merger',
  'split',
  'acquisition',
  'share-conversion',
  'share-exchange',
  'convertible',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Where capital comes from (§7), and for a reduction how it goes. */
export const sourceKinds = [
  'cash',
  'monetary-credit',
  'technology',
  'labour',
  'shares',
  'other-property',
  'dividend',
  'legal-reserve',
  'capital-reserve',
  'merger',
  'split',
  'acquisition',
  'share-conversion',
  'share-exchange',
  'restricted-shares',
  'loss-offset',
  'share-cancellation',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What proves a source (§3). */
export const attachmentKinds = [
  'bank-proof',
  'credit-proof',
  'appraisal',
  'contract',
  'consent',
  'transfer-proof',
  'financial-statements',
  'resolution',
  'approval',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export const companyForms = ['stock', 'close', 'limited'] as const;
/** 股份有限公司, 閉鎖性股份有限公司, 有限公司. */
export type CompanyForm = (typeof companyForms)[number];

/** The sources a kind of case may have, in the order of the form. */
export const sourcesOf: Readonly<Record<CaseKind, readonly SourceKind[]>> = {
  establishment: [
    'cash',
    'technology',
    'labour',
    'shares',
    'other-property',
    'merger',
    'split',
    'share-conversion',
  ],
  increase: [
    'cash',
    'monetary-credit',
    'technology',
    'labour',
    'shares',
    'other-property',
    'dividend',
    'legal-reserve',
    'capital-reserve',
    'restricted-shares',
  ],
  reduction: ['cash', 'other-property', 'loss-offset', 'share-cancellation', 'restricted-shares', 'split'],
  merger: ['merger', 'cash'],
  split: ['split', 'cash'],
  acquisition: ['acquisition', 'cash', 'shares', 'other-property'],
  'share-conversion': ['share-conversion', 'cash'],
  'share-exchange': ['share-exchange', 'shares'],
  convertible: ['monetary-credit', 'cash'],
};

/** The attachments each source needs. */
export const attachmentsOf: Readonly<Record<SourceKind, readonly AttachmentKind[]>> = {
  cash: ['bank-proof'],
  'monetary-credit': ['credit-proof', 'contract'],
  technology: ['appraisal', 'contract'],
  labour: ['consent', 'contract'],
  shares: ['appraisal', 'transfer-proof'],
  'other-property': ['appraisal', 'transfer-proof'],
  dividend: ['resolution', 'financial-statements'],
  'legal-reserve': ['resolution', 'financial-statements'],
  'capital-reserve': ['resolution', 'financial-statements'],
  merger: ['contract', 'resolution', 'financial-statements'],
  split: ['contract', 'resolution', 'financial-statements'],
  acquisition: ['contract', 'resolution', 'appraisal'],
  'share-conversion': ['contract', 'resolution'],
  'share-exchange': ['contract', 'resolution'],
  'restricted-shares': ['resolution', 'approval'],
  'loss-offset': ['resolution', 'financial-statements'],
  'share-cancellation': ['resolution'],
};
