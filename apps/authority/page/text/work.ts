const zh = {
  title: '待辦事項',
  lead: '各項作業目前等候辦理的件數；紅線標示您可以辦理的項目。',
  items: {
    review: '待初審',
    approve: '待複審',
    returned: '待申請人補正',
    produce: '待製卡',
    ship: '待寄出',
    due: '七日內須開卡',
    papers: '書面申請待核定',
    proposals: '核定事項待核定',
    sweeps: '大量廢止待核定或進行中',
    expiring: '三十日內到期的卡片',
  },
};
const en: typeof zh = {
  title: 'To do',
  lead: 'How much waits in each queue; a red edge marks what you may do.',
  items: {
    review: 'First review',
    approve: 'Approval',
    returned: 'With applicants, for correction',
    produce: 'To be produced',
    ship: 'To be posted',
    due: 'To be activated within 7 days',
    papers: 'Paper requests',
    proposals: 'Proposals',
    sweeps: 'Mass revocations open',
    expiring: 'Cards expiring within 30 days',
  },
};
export const workText = { 'zh-TW': zh, en };
