const zh = {
  title: '無法完成這項要求',
  notFound: '找不到網頁',
  request: '查詢編號',
  home: '回首頁',
  office: '回申請案',
};

const en: typeof zh = {
  title: 'This could not be done',
  notFound: 'Page not found',
  request: 'Request',
  home: 'Home',
  office: 'Applications',
};

export const problemText = { 'zh-TW': zh, en };
