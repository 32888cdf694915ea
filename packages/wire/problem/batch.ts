/** Failures of batches and their lines, of shipping, and of the outbox. */
export const batchProblems = {
  'batch.unknown': {
    status: 404,
    zh: ['查無此製卡批次。', '請由批次清單重新選取。'],
    en: ['No such batch.', 'Choose it from the list of batches.'],
  },
  'batch.empty': {
    status: 422,
    zh: ['尚未選取申請案。', '請至少勾選一件已核准的申請案。'],
    en: ['No application was chosen.', 'Tick at least one approved application.'],
  },
  'batch.application-taken': {
    status: 409,
    zh: ['申請案 {number} 已在其他批次，或已非待製卡狀態。', '批次未建立；請重新整理清單後再選取。'],
    en: [
      'Application {number} is in another batch, or no longer waits for its card.',
      'No batch was made. Reload the list and choose again.',
    ],
  },
  'batch.paused': {
    status: 409,
    zh: ['批次已暫停，不再開始新的卡片。', '請先按「繼續」再製作。'],
    en: ['The batch is paused; no new card is begun.', 'Resume it first.'],
  },
  'batch.closed': {
    status: 409,
    zh: ['批次已結案。', '未完成的申請案可排入新的批次。'],
    en: ['The batch is closed.', 'Put what was not finished into a new batch.'],
  },
  'batch.finished': {
    status: 409,
    zh: ['佇列中已沒有等候製作的卡片。', '失敗的卡片請於清單中重製；全部完成後可產製通知函。'],
    en: [
      'No card is waiting in the queue.',
      'Make failed cards again from the list; when all are done, make the letters.',
    ],
  },
  'batch.no-letters': {
    status: 409,
    zh: ['這個批次還沒有可產製通知函的卡片。', '請先完成至少一張卡片的製作。'],
    en: ['No card of this batch has a letter yet.', 'Produce at least one card first.'],
  },
  'line.taken': {
    status: 409,
    zh: ['這張卡片正由另一位製卡人員製作。', '請改做下一張；對方逾 15 分鐘未完成時即可接手。'],
    en: [
      'Another operator is producing this card.',
      'Make the next one; after 15 minutes without a result anybody can take it over.',
    ],
  },
  'line.wrong-state': {
    status: 409,
    zh: ['這張卡片目前的狀態不能進行這項動作。', '請重新整理後查看最新狀態。'],
    en: ['The card is not in a state for this.', 'Reload to see its present state.'],
  },
  'shipment.already': {
    status: 409,
    zh: ['這張卡片已登記寄出。', '登記有誤時，請先於卡片頁面更正。'],
    en: ['This card is recorded as posted.', 'If that is wrong, undo it on the card’s page first.'],
  },
  'shipment.none': {
    status: 409,
    zh: ['這張卡片目前不在寄送中。', '已開卡或尚未寄出的卡片，不需更正寄送紀錄。'],
    en: [
      'This card is not on its way.',
      'Nothing to correct for a card that was activated or not posted yet.',
    ],
  },
  'shipment.day': {
    status: 422,
    zh: ['交寄日期不正確，或晚於今日。', '請輸入西元年月日，例如 2026-11-21。'],
    en: ['The day of posting is wrong or in the future.', 'Enter it as year-month-day, such as 2026-11-21.'],
  },
  'shipment.tracking': {
    status: 422,
    zh: ['郵件號碼格式不正確。', '請輸入 6～30 碼英文字母或數字；沒有號碼時留白。'],
    en: ['The carrier’s number is not valid.', 'Enter 6 to 30 letters or digits, or leave it empty.'],
  },
  'shipment.reason-missing': {
    status: 422,
    zh: ['請填寫更正的原因。', '原因會記入稽核紀錄。'],
    en: ['The reason of the correction is missing.', 'It goes into the audit log.'],
  },
  'shipment.list': {
    status: 422,
    zh: ['無法讀取這份清單。', '請使用 CSV：每列依序為卡號、郵件號碼，最多 1,000 列。'],
    en: [
      'This list cannot be read.',
      'Use CSV: card number and carrier’s number in each row, at most 1,000 rows.',
    ],
  },
  'shipment.twice': {
    status: 422,
    zh: ['同一張卡片在清單中出現兩次。', '請刪除重複的列。'],
    en: ['The card is in the list twice.', 'Delete the second row.'],
  },
  'outbox.unknown': {
    status: 404,
    zh: ['查無此郵件，或不需重寄。', '已寄出與已逾效期的郵件不能重寄。'],
    en: ['No such mail, or nothing to send again.', 'What was sent or has lapsed is not sent again.'],
  },
} as const;
