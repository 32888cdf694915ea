/** Words of a certificate's record, as officers see it. */
const zh = {
  title: '憑證',
  use: '用途',
  subject: '主體',
  organisation: '組織團體',
  card: '卡號',
  validity: '效期',
  since: '狀態起始',
  heldSince: '暫停起始',
  reason: '原因',
  generation: '簽發金鑰',
  shard: '廢止清冊分片',
  key: '公開金鑰摘要（SHA-256）',
  der: '下載憑證',
  public: '公開查詢頁',
};
const en: typeof zh = {
  title: 'Certificate',
  use: 'Use',
  subject: 'Subject',
  organisation: 'Organisation',
  card: 'Card number',
  validity: 'Validity',
  since: 'In this state since',
  heldSince: 'On hold since',
  reason: 'Reason',
  generation: 'Issuing key',
  shard: 'Revocation list shard',
  key: 'Public key digest (SHA-256)',
  der: 'Download the certificate',
  public: 'Public page',
};
export const recordText = { 'zh-TW': zh, en };
