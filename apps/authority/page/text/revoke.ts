import type { HolderReason } from '@kaika/registry/revocation';

type Reasons = Readonly<Record<HolderReason, { readonly label: string; readonly hint: string }>>;

const zhReasons: Reasons = {
  keyCompromise: { label: '卡片遺失，或金鑰有外洩之虞', hint: '含卡片遭竊、PIN碼遭他人得知' },
  cessationOfOperation: { label: '不再使用', hint: '含組織團體解散、停業' },
  affiliationChanged: { label: '組織資料變更', hint: '名稱或統一編號已變更' },
  superseded: { label: '已換發新憑證', hint: '已改用另一張卡片' },
  unspecified: { label: '其他', hint: '不註明原因' },
};

const zh = {
  title: '憑證廢止',
  final: '廢止後無法恢復',
  finalText:
    '卡片的所有憑證將永久失效，這張卡片除了解開先前加密的資料外不能再作其他用途。只是暫時不用時，請改辦停用。',
  suspendInstead: '改辦停用／復用',
  howTitle: '操作說明',
  how: [
    '選擇廢止原因，以卡片與PIN碼（或驗證碼與用戶代碼）證明身分。',
    '憑證立即停用，數秒內即不能使用。',
    '核對卡片與憑證後確認廢止，憑證永久失效並取得收執聯。',
    '未於30分鐘內確認者不會廢止，憑證維持停用，可辦理復用或重新辦理廢止。',
  ],
  withCard: '手邊有卡片',
  reason: '廢止原因',
  reasons: zhReasons,
  missing: '請先選擇廢止原因。',
  begin: '停用並辦理廢止',
  asked: '憑證已停用，正在開啟確認頁……',
  confirmTitle: '確認廢止憑證',
  stepNames: ['證明身分', '確認廢止', '完成'],
  suspended: '憑證已停用，尚未廢止',
  suspendedText: '請核對下列資料。確認後憑證永久失效，無法恢復。',
  cardNumber: '卡號',
  application: '申請案號',
  holder: '卡片持有者',
  state: '卡片狀態',
  until: '確認期限',
  certificates: '將廢止的憑證',
  use: '用途',
  serial: '序號',
  notAfter: '原到期日',
  sure: '我瞭解廢止後無法恢復，並確認廢止這張卡片的所有憑證。',
  tick: '請勾選確認。',
  confirm: '確認廢止',
  keep: '不廢止，前往復用',
};

const enReasons: Reasons = {
  keyCompromise: { label: 'Card lost, or its keys in danger', hint: 'Stolen, or somebody knows the PIN' },
  cessationOfOperation: { label: 'No longer used', hint: 'Also when the organisation ends' },
  affiliationChanged: { label: 'The organisation changed', hint: 'Its name or business number' },
  superseded: { label: 'Replaced by a new certificate', hint: 'Another card is used instead' },
  unspecified: { label: 'Other', hint: 'No reason is stated' },
};

const en: typeof zh = {
  title: 'Revoke certificates',
  final: 'Revocation cannot be undone',
  finalText:
    'All certificates of the card become invalid for good; the card is then useful for nothing but decrypting what was encrypted before. To stop using it for a while, suspend it instead.',
  suspendInstead: 'Suspend or resume instead',
  howTitle: 'How it works',
  how: [
    'Choose the reason and prove who you are: with card and PIN, or with a mailed code and the user code.',
    'The certificates are suspended at once; within seconds they cannot be used.',
    'Compare card and certificates and confirm: they are revoked for good and you get a receipt.',
    'Without confirmation within 30 minutes nothing is revoked. The certificates stay suspended: resume them, or start again.',
  ],
  withCard: 'With the card at hand',
  reason: 'Reason',
  reasons: enReasons,
  missing: 'First choose the reason.',
  begin: 'Suspend and go on to revoke',
  asked: 'The certificates are suspended. Opening the confirmation…',
  confirmTitle: 'Confirm the revocation',
  stepNames: ['Proof', 'Confirmation', 'Done'],
  suspended: 'Suspended, not revoked yet',
  suspendedText: 'Compare what is said here. Once you confirm, the certificates are invalid for good.',
  cardNumber: 'Card number',
  application: 'Application number',
  holder: 'Holder',
  state: 'State of the card',
  until: 'To be confirmed by',
  certificates: 'Certificates to be revoked',
  use: 'Use',
  serial: 'Serial number',
  notAfter: 'Would have expired',
  sure: 'I know that this cannot be undone, and revoke all certificates of this card.',
  tick: 'Tick the box to confirm.',
  confirm: 'Revoke for good',
  keep: 'Do not revoke; resume instead',
};

export const revokeText = { 'zh-TW': zh, en };
