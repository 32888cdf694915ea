const zh = {
  title: '憑證與廢止清冊',
  lead: '憑證管理中心自身的憑證與憑證廢止清冊（CRL）。請以其他管道核對根憑證的指紋後再信任。',
  certificates: '憑證管理中心憑證',
  name: '名稱',
  fingerprint: '指紋（SHA-256）',
  validity: '效期',
  lists: '憑證廢止清冊',
  filters: '廢止篩檢檔',
  filterNote:
    '供信賴憑證者離線查詢憑證狀態，不必向本中心透露所查的憑證。每六小時更新一次，格式與查詢工具見系統文件。',
  thisUpdate: '簽發時間',
  nextUpdate: '下次更新',
  download: '下載',
  ocsp: '線上憑證狀態查詢（OCSP）網址',
};

const en: typeof zh = {
  title: 'Authority certificates and CRLs',
  lead: 'The authority’s own certificates and its certificate revocation lists. Compare the root’s fingerprint over another channel before you trust it.',
  certificates: 'Certificates of the authority',
  name: 'Name',
  fingerprint: 'Fingerprint (SHA-256)',
  validity: 'Validity',
  lists: 'Certificate revocation lists',
  filters: 'Revocation filters',
  filterNote:
    'For checking certificates offline, without telling the authority which. Made anew every six hours; format and reading tool are in the documentation.',
  thisUpdate: 'Issued',
  nextUpdate: 'Next update',
  download: 'Download',
  ocsp: 'Address of the online status service (OCSP)',
};

export const repositoryText = { 'zh-TW': zh, en };
