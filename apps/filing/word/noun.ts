import type { Language } from '@kaika/look/language';
import type { CaseState, EventName, HolderRole } from '../rule/case.ts';
import type { AttachmentKind, CaseKind, CompanyForm, SourceKind } from '../rule/kind.ts';

type Nouns = {
  readonly kind: Readonly<Record<CaseKind, string>>;
  readonly source: Readonly<Record<SourceKind, string>>;
  readonly attachment: Readonly<Record<AttachmentKind, string>>;
  readonly form: Readonly<Record<CompanyForm, string>>;
  readonly role: Readonly<Record<HolderRole, string>>;
  readonly state: Readonly<Record<CaseState, string>>;
  readonly event: Readonly<Record<EventName, string>>;
};

const zh: Nouns = {
  kind: {
    establishment: '設立',
    increase: '增資',
    reduction: '減資',
    merger: '合併',
    split: '分割',
    acquisition: '收購',
    'share-conversion': '股份轉換',
    'share-exchange': '股份交換',
    convertible: '可轉換公司債／認股權憑證',
  },
  source: {
    cash: '現金',
    'monetary-credit': '貨幣債權',
    technology: '技術作價',
    labour: '勞務出資',
    shares: '股票抵繳',
    'other-property': '其他財產',
    dividend: '股息紅利',
    'legal-reserve': '法定盈餘公積',
    'capital-reserve': '資本公積',
    merger: '合併',
    split: '分割',
    acquisition: '收購',
    'share-conversion': '股份轉換',
    'share-exchange': '股份交換',
    'restricted-shares': '限制員工權利新股',
    'loss-offset': '彌補虧損',
    'share-cancellation': '註銷股份',
  },
  attachment: {
    'bank-proof': '銀行存款證明（存摺或對帳單）',
    'credit-proof': '債權證明文件',
    appraisal: '鑑價報告或評估意見',
    contract: '契約書',
    consent: '全體股東同意書',
    'transfer-proof': '財產或股票移轉證明',
    'financial-statements': '財務報表',
    resolution: '股東會或董事會議事錄',
    approval: '主管機關核准或申報生效文件',
    other: '其他文件',
  },
  form: { stock: '股份有限公司', close: '閉鎖性股份有限公司', limited: '有限公司' },
  role: {
    director: '董事',
    supervisor: '監察人',
    major: '持股10%以上股東',
    holder: '股東',
    others: '其他股東',
  },
  state: {
    draft: '草稿',
    signed: '已簽章',
    submitted: '已送件',
    received: '已收件',
    examining: '審查中',
    supplement: '待補正',
    resubmitted: '已補正',
    accepted: '核准',
    rejected: '駁回',
    withdrawn: '已撤回',
  },
  event: {
    'case.created': '建立申報案',
    'case.copied': '由既有申報案複製',
    'case.edited': '修改內容',
    'case.signed': '以憑證IC卡簽章',
    'case.reopened': '取消簽章',
    'case.submitted': '送件',
    'case.resubmitted': '補正後送件',
    'case.received': '收件並發給收執聯',
    'case.examined': '開始審查',
    'case.supplement-requested': '通知補正',
    'case.accepted': '核准',
    'case.rejected': '駁回',
    'case.withdrawn': '撤回',
  },
};

const en: Nouns = {
  kind: {
    establishment: 'Establishment',
    increase: 'Capital increase',
    reduction: 'Capital reduction',
    merger: 'Merger',
    split: 'Split',
    acquisition: 'Acquisition',
    'share-conversion': 'Share conversion',
    'share-exchange': 'Share exchange',
    convertible: 'Convertible bonds / warrants',
  },
  source: {
    cash: 'Cash',
    'monetary-credit': 'Monetary credit',
    technology: 'Technology',
    labour: 'Labour',
    shares: 'Shares in kind',
    'other-property': 'Other property',
    dividend: 'Dividends',
    'legal-reserve': 'Legal reserve',
    'capital-reserve': 'Capital reserve',
    merger: 'Merger',
    split: 'Split',
    acquisition: 'Acquisition',
    'share-conversion': 'Share conversion',
    'share-exchange': 'Share exchange',
    'restricted-shares': 'Restricted employee shares',
    'loss-offset': 'Offset of losses',
    'share-cancellation': 'Cancelled shares',
  },
  attachment: {
    'bank-proof': 'Bank proof (passbook or statement)',
    'credit-proof': 'Proof of the credit',
    appraisal: 'Appraisal or expert opinion',
    contract: 'Contract',
    consent: 'Consent of all shareholders',
    'transfer-proof': 'Proof of transfer',
    'financial-statements': 'Financial statements',
    resolution: 'Minutes of the meeting',
    approval: 'Approval by the competent authority',
    other: 'Other document',
  },
  form: {
    stock: 'Company limited by shares',
    close: 'Close company limited by shares',
    limited: 'Limited company',
  },
  role: {
    director: 'Director',
    supervisor: 'Supervisor',
    major: 'Holder of 10 % or more',
    holder: 'Shareholder',
    others: 'Other shareholders',
  },
  state: {
    draft: 'Draft',
    signed: 'Signed',
    submitted: 'Submitted',
    received: 'Received',
    examining: 'Under examination',
    supplement: 'Supplement requested',
    resubmitted: 'Resubmitted',
    accepted: 'Accepted',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
  event: {
    'case.created': 'Case created',
    'case.copied': 'Copied from another case',
    'case.edited': 'Content changed',
    'case.signed': 'Signed with the card',
    'case.reopened': 'Signature undone',
    'case.submitted': 'Submitted',
    'case.resubmitted': 'Resubmitted',
    'case.received': 'Received, receipt issued',
    'case.examined': 'Examination began',
    'case.supplement-requested': 'Supplement requested',
    'case.accepted': 'Accepted',
    'case.rejected': 'Rejected',
    'case.withdrawn': 'Withdrawn',
  },
};

/** The words for kinds, sources, states and events. */
export function nouns(language: Language): Nouns {
  return language === 'en' ? en : zh;
}
