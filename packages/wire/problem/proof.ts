/** Failures of proving who one is for an operation. */
export const proofProblems = {
  'proof.other-operation': {
    status: 403,
    zh: ['卡片簽署的內容與這次作業不符，已拒絕。', '請重新整理網頁後，再做一次。'],
    en: [
      'What the card signed is not what was asked for, so it was refused.',
      'Reload the page and start again.',
    ],
  },
} as const;
