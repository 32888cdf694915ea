import type { Language } from '@kaika/look/language';

/** Duties a person account may have, by the word of the claim. */
const zhRoles: Readonly<Record<string, string>> = { examiner: '審查人員' };
const enRoles: typeof zhRoles = { examiner: 'Examiner' };

const zh = {
  title: '會員專區',
  outTitle: '請先登入',
  outLead:
    '會員專區提供組織資料與線上服務清單。請以組織的憑證IC卡登入；不需要憑證的服務，也可以使用者ID登入。',
  outStart: '登入',
  prepareTitle: '登入前請先確認',
  prepare: [
    '讀卡機已接上電腦，驅動程式已安裝。',
    '憑證IC卡已開卡，並已插入讀卡機。',
    '跨瀏覽器元件已安裝並啟動。',
  ],
  prepareMore: '詳細步驟請看「如何以憑證IC卡登入」',
  welcome: (name: string) => `${name}，您好`,
  organisation: '我的組織',
  person: '我的帳號',
  none: '您以使用者ID登入',
  noneText: '這個帳號尚未與組織連結。請以憑證IC卡登入，才能代表組織使用服務。',
  byCard: '改以憑證IC卡登入',
  facts: {
    name: '名稱',
    kind: '組織類別',
    ubn: '統一編號',
    oid: '組織物件識別碼',
    card: '憑證IC卡卡號',
    certificate: '憑證指紋（SHA-256）',
    account: '帳號代號',
    acr: '登入方式',
    at: '登入時間',
    source: '憑證狀態查驗',
    roles: '職務',
  },
  technical: '技術資訊',
  accountNote: '帳號代號永久不變，換發卡片後仍相同。',
  missing: '未提供',
  roles: zhRoles,
  comma: '、',
  acr: { card: '憑證IC卡', password: '使用者ID與密碼' },
  sources: {
    ocsp: '即時查驗，有效',
    'ocsp-cached': '依先前的查驗結果（仍在有效期間內）',
    crl: '依憑證廢止清冊',
    authority: '由憑證管理中心直接確認',
    'not-checked': '當時無法查驗，服務允許登入',
  },
  kinds: {
    school: '學校',
    foundation: '財團法人',
    association: '社團法人',
    administrative: '行政法人',
    professional: '自由職業事務所',
    other: '其他組織團體',
  },
  servicesTitle: '服務清單',
  open: '開啟',
  needsCard: '需憑證IC卡',
  services: {
    filing: {
      title: '會計師查核簽證線上申報系統',
      text: '會計師事務所線上申報公司資本額查核簽證，以憑證簽署並取得收執聯。',
    },
    activate: { title: '開卡作業', text: '啟用新收到的憑證IC卡並設定PIN碼。' },
    operations: { title: '憑證IC卡相關作業', text: '鎖卡解碼、更改PIN碼、查詢、停用、廢止等作業。' },
    apply: { title: '憑證申請', text: '為組織申請憑證IC卡。' },
  },
  signedOutTitle: '您已登出',
  signedOut: '所有以這次登入使用的服務都已登出。使用完畢請取出卡片。',
  signedOutAgain: '重新登入',
};

const en: typeof zh = {
  title: 'Member area',
  outTitle: 'Please sign in',
  outLead:
    'The member area shows your organisation and its online services. Sign in with your organisation’s certificate card; for services that need no certificate a user ID will do.',
  outStart: 'Sign in',
  prepareTitle: 'Before you sign in',
  prepare: [
    'The reader is connected and its driver is installed.',
    'The certificate card has been activated and is in the reader.',
    'The card agent is installed and running.',
  ],
  prepareMore: 'All steps: how to sign in with a card',
  welcome: (name: string) => `Welcome, ${name}`,
  organisation: 'My organisation',
  person: 'My account',
  none: 'You signed in with a user ID',
  noneText: 'This account is not tied to an organisation. Sign in with a certificate card to act for yours.',
  byCard: 'Sign in with a card instead',
  facts: {
    name: 'Name',
    kind: 'Kind of organisation',
    ubn: 'Unified Business Number',
    oid: 'Organisation object identifier',
    card: 'Certificate card number',
    certificate: 'Certificate fingerprint (SHA-256)',
    account: 'Account number',
    acr: 'Signed in by',
    at: 'Signed in at',
    source: 'Certificate status',
    roles: 'Duties',
  },
  technical: 'Technical details',
  accountNote: 'It never changes, whatever card you hold.',
  missing: 'not given',
  roles: enRoles,
  comma: ', ',
  acr: { card: 'certificate card', password: 'user ID and password' },
  sources: {
    ocsp: 'checked just then: good',
    'ocsp-cached': 'by an earlier check that still counts',
    crl: 'by the revocation list',
    authority: 'confirmed by the authority directly',
    'not-checked': 'could not be checked; the service allowed it',
  },
  kinds: {
    school: 'School',
    foundation: 'Foundation',
    association: 'Incorporated association',
    administrative: 'Administrative corporation',
    professional: 'Professional firm',
    other: 'Other organisation',
  },
  servicesTitle: 'Services',
  open: 'Open',
  needsCard: 'card needed',
  services: {
    filing: {
      title: 'CPA attestation filing',
      text: 'CPA firms file attestations of a company’s capital, sign them with the certificate and get a receipt.',
    },
    activate: { title: 'Activate a card', text: 'Put a new certificate card into use and set its PIN.' },
    operations: {
      title: 'Certificate card services',
      text: 'Unlock, change PIN, look up, suspend, revoke and more.',
    },
    apply: { title: 'Apply for a certificate', text: 'Get a certificate card for your organisation.' },
  },
  signedOutTitle: 'You are signed out',
  signedOut: 'All services that used this sign-in are signed out. Please take your card with you.',
  signedOutAgain: 'Sign in again',
};

/** The words of the member area. */
export function memberWords(language: Language): typeof zh {
  return language === 'en' ? en : zh;
}
