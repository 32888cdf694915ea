const zh = {
  contains: '卡號或持有者（任意部分）',
  any: '全部狀態',
  due: '七日內須開卡',
};
const en: typeof zh = {
  contains: 'Any part of the number or holder',
  any: 'All states',
  due: 'To be activated within 7 days',
};
export const listText = { 'zh-TW': zh, en };
