import type { Language } from '@kaika/look/language';

const zh = {
  title: '會計師查核簽證公司登記資本額報告書',
  subject: '資本額查核簽證報告',
  footer: '會計師查核簽證線上申報系統',
  page: (page: number, pages: number) => `第 ${page} 頁，共 ${pages} 頁`,
  company: '公司名稱',
  form: '公司類型',
  ubn: '統一編號',
  precheck: '名稱預查編號',
  address: '公司所在地',
  representative: '代表人',
  kind: '申報案類別',
  baseDate: '資本額基準日',
  before: '變更前資本額',
  after: '變更後資本額',
  change: '增減金額',
  shares: '股數',
  price: '每股金額',
  premium: '發行溢價',
  opinion: '一、查核報告',
  sources: '二、資本額變動表',
  statements: '三、股東及出資明細表',
  attachments: '四、附件清冊',
  attachmentsLead: '下列附件以 SHA-256 雜湊值識別，本報告書經簽章後，附件內容之任何變更均可查知。',
  signature: '五、電子簽章',
  signatureText: (firm: string) =>
    `本報告書由${firm}以組織團體憑證IC卡之簽章金鑰，依 PAdES（ETSI EN 319 142-1）簽章；請以支援電子簽章之PDF閱讀軟體檢視簽章內容及憑證效力。`,
  source: '資本來源',
  amount: '金額（新臺幣元）',
  note: '說明',
  total: '合計',
  role: '身分',
  name: '姓名或名稱',
  holders: '人數',
  paid: '繳納或移轉日',
  file: '檔案名稱',
  fileKind: '文件類別',
  hash: 'SHA-256',
  firm: '會計師事務所',
  cpa: '簽證會計師',
  registration: (text: string) => `登錄字號：${text}`,
  reportDate: '查核報告日期',
  shareUnit: (text: string) => `${text} 股`,
  priceUnit: (text: string) => `新臺幣 ${text} 元`,
  draft: '草稿：尚未簽章，不生效力',
  draftText: '本文件為預覽，供核對內容之用；正式報告以簽章後之檔案為準。',
  none: '無',
  receipt: {
    title: '收執聯',
    subject: '線上申報收執聯',
    number: '申報案編號',
    submittedAt: '送件時間',
    receivedAt: '收件時間',
    report: '報告書檔案雜湊值（SHA-256）',
    signer: '簽章憑證',
    serial: '憑證序號',
    attachments: '附件數量',
    lead: '本系統已收到下列申報案，特給此收執聯為憑。收件不代表審查通過，審查結果將另行通知。',
    seal: '電子封緘',
    sealText: (stamped: boolean) =>
      `本收執聯由會計師查核簽證線上申報系統以系統金鑰依 PAdES 封緘${stamped ? '，並附時間戳記' : ''}。`,
  },
  template: (facts: TemplateFacts) =>
    [
      `${facts.company} 公鑒：`,
      `本會計師依公司法第七條及會計師查核簽證公司登記資本額辦法之規定，查核貴公司以${facts.baseDate}為基準日之資本額變動表及相關明細表。編製前述表件係貴公司管理階層之責任，本會計師之責任則為依查核結果提出報告。`,
      `經查，貴公司變更前實收資本額為新臺幣 ${facts.before} 元，本次因${facts.kind}${facts.direction}新臺幣 ${facts.change} 元，變更後實收資本額為新臺幣 ${facts.after} 元。資本來源為${facts.sources}，均已取得如附件清冊所列之證明文件，並與明細表核對相符。`,
      '依本會計師之意見，前述資本額變動表在所有重大方面係依公司法及前揭辦法之規定編製，足以允當表達上開基準日之資本額變動情形。',
      '本報告僅供公司登記機關審核公司登記之用，不適用於其他目的。',
    ].join('\n'),
  up: '增加',
  down: '減少',
  comma: '、',
};

/** What the template of the report's text is filled with; everything in words already. */
export type TemplateFacts = {
  readonly company: string;
  readonly baseDate: string;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly direction: string;
  readonly sources: string;
};

const en: typeof zh = {
  title: 'CPA report on the attestation of registered capital',
  subject: 'Capital attestation report',
  footer: 'CPA attestation filing',
  page: (page, pages) => `Page ${page} of ${pages}`,
  company: 'Company',
  form: 'Form',
  ubn: 'Unified Business Number',
  precheck: 'Name pre-check number',
  address: 'Registered address',
  representative: 'Representative',
  kind: 'Kind of case',
  baseDate: 'Base date',
  before: 'Capital before',
  after: 'Capital after',
  change: 'Change',
  shares: 'Shares',
  price: 'Price of one share',
  premium: 'Premium',
  opinion: '1. Report',
  sources: '2. Statement of the change of capital',
  statements: '3. Shareholders and contributions',
  attachments: '4. Attachments',
  attachmentsLead:
    'Each attachment is named by its SHA-256 hash: once this report is signed, any change of an attachment shows.',
  signature: '5. Electronic signature',
  signatureText: (firm) =>
    `Signed by ${firm} with the signature key of its certificate card as PAdES (ETSI EN 319 142-1). Open it in a PDF reader that verifies signatures to see the signature and its certificate.`,
  source: 'Source',
  amount: 'Amount (NT$)',
  note: 'Note',
  total: 'Total',
  role: 'Role',
  name: 'Name',
  holders: 'Persons',
  paid: 'Paid or transferred',
  file: 'File',
  fileKind: 'Document',
  hash: 'SHA-256',
  firm: 'CPA firm',
  cpa: 'Attesting CPA',
  registration: (text) => `registration ${text}`,
  reportDate: 'Report date',
  shareUnit: (text) => text,
  priceUnit: (text) => `NT$${text}`,
  draft: 'Draft: not signed, without effect',
  draftText: 'A preview to check the content. Only the signed file, which is in Chinese, is the report.',
  none: 'none',
  receipt: {
    title: 'Receipt of filing',
    subject: 'Receipt of an online filing',
    number: 'Case number',
    submittedAt: 'Submitted',
    receivedAt: 'Received',
    report: 'Hash of the report (SHA-256)',
    signer: 'Signing certificate',
    serial: 'Certificate serial number',
    attachments: 'Attachments',
    lead: 'This service has received the case below. Receipt is not acceptance; the result of the examination follows.',
    seal: 'Electronic seal',
    sealText: (stamped) =>
      `Sealed by the CPA attestation filing service as PAdES${stamped ? ', with a time stamp' : ''}.`,
  },
  template: (facts) =>
    [
      `To ${facts.company}:`,
      `Under article 7 of the Company Act and the regulations on the attestation of registered capital we have audited the statement of the change of your capital, and its details, as of ${facts.baseDate}. The statements are the responsibility of your management; ours is to report on what we found.`,
      `Your paid-in capital of NT$${facts.before} was ${facts.direction} by NT$${facts.change} (${facts.kind}) to NT$${facts.after}. The sources are: ${facts.sources}. They are proved by the documents listed as attachments and agree with the statements.`,
      'In our opinion the statement presents fairly, in all material respects, the change of capital as of the base date.',
      'This report serves the examination by the company registry alone.',
    ].join('\n'),
  up: 'increased',
  down: 'reduced',
  comma: ', ',
};

export type ReportWords = typeof zh;

/** The words of report and receipt. The papers that are signed and sealed are in zh-TW. */
export function reportWords(language: Language): ReportWords {
  return language === 'en' ? en : zh;
}
