/** Failures of the filing service. */
export const filingProblems = {
  'firm.kind': {
    status: 403,
    zh: [
      '本系統僅供會計師事務所（自由職業事務所）使用，您登入的憑證屬於「{kind}」。',
      '請登出後改用會計師事務所的憑證IC卡登入。',
    ],
    en: [
      'This service is for CPA firms (professional firms); the card you signed in with belongs to: {kind}.',
      'Sign out and sign in with the card of a CPA firm.',
    ],
  },
  'session.expired': {
    status: 401,
    zh: ['您尚未登入，或登入已逾時。', '請重新登入；已儲存的申報案不受影響。'],
    en: ['You are not signed in, or your session has ended.', 'Sign in again; what was saved is safe.'],
  },
  'session.login-failed': {
    status: 400,
    zh: ['登入沒有完成。', '請回到首頁重新登入；若仍失敗，請關閉其他登入中的分頁後再試。'],
    en: [
      'Signing in did not finish.',
      'Go to the home page and sign in again; if it fails, close other tabs that are signing in.',
    ],
  },
  'session.login-unreachable': {
    status: 503,
    zh: ['目前無法連線至登入服務。', '請稍候再試。'],
    en: ['The login service cannot be reached.', 'Try again in a moment.'],
  },
  'company.incomplete': {
    status: 422,
    zh: ['公司資料不完整。', '請填寫公司名稱、所在地、代表人與事務所聯絡人。'],
    en: ['The company is incomplete.', 'Fill in name, address, representative and the contact at your firm.'],
  },
  'company.ubn-missing': {
    status: 422,
    zh: ['缺少公司統一編號。', '請填寫8碼統一編號；僅設立申報案得以名稱預查編號代替。'],
    en: [
      'The Unified Business Number is missing.',
      'Enter its 8 digits; only an establishment may use the name pre-check number instead.',
    ],
  },
  'company.precheck-missing': {
    status: 422,
    zh: ['缺少公司名稱預查編號。', '新設立公司尚無統一編號時，請填寫9碼名稱預查編號。'],
    en: [
      'The name pre-check number is missing.',
      'A company without a number yet needs its 9-digit pre-check number.',
    ],
  },
  'case.not-found': {
    status: 404,
    zh: ['找不到這個申報案。', '請由申報案清單重新選取。'],
    en: ['This case was not found.', 'Choose it again from the list of cases.'],
  },
  'case.before-not-zero': {
    status: 422,
    zh: ['設立申報案變更前資本額應為0元。', '請將變更前資本額改為0，或改選其他申報案類別。'],
    en: [
      'An establishment starts from a capital of 0.',
      'Set the capital before to 0, or choose another kind.',
    ],
  },
  'case.capital-direction': {
    status: 422,
    zh: [
      '變更前後資本額的增減與申報案類別不符。',
      '增資應大於變更前資本額，減資應小於變更前資本額；請檢查金額或類別。',
    ],
    en: [
      'The capital moves against the kind of the case.',
      'An increase ends above and a reduction below the capital before; check the amounts or the kind.',
    ],
  },
  'case.capital-unchanged': {
    status: 422,
    zh: ['變更前後資本額相同。', '請檢查變更前與變更後的資本額。'],
    en: ['The capital does not change.', 'Check the capital before and after.'],
  },
  'case.base-date-missing': {
    status: 422,
    zh: ['缺少資本額基準日。', '請填寫基準日。'],
    en: ['The base date is missing.', 'Enter the base date.'],
  },
  'case.report-date-missing': {
    status: 422,
    zh: ['缺少查核報告日期。', '請填寫查核報告日期。'],
    en: ['The report date is missing.', 'Enter the date of the report.'],
  },
  'case.report-date-early': {
    status: 422,
    zh: ['查核報告日期應晚於基準日。', '請檢查基準日與報告日期。'],
    en: ['The report date must lie after the base date.', 'Check both dates.'],
  },
  'case.report-date-future': {
    status: 422,
    zh: ['查核報告日期不得晚於今日。', '請檢查報告日期。'],
    en: ['The report date lies in the future.', 'Check the report date.'],
  },
  'case.sources-missing': {
    status: 422,
    zh: ['尚未填寫資本來源。', '請至少填寫一項資本來源及其金額。'],
    en: ['No capital source is given.', 'Give at least one source and its amount.'],
  },
  'case.source-not-for-kind': {
    status: 422,
    zh: ['資本來源「{source}」不適用於此類申報案。', '請移除該項來源，或改選申報案類別。'],
    en: ['The source “{source}” does not fit this kind of case.', 'Remove it or choose another kind.'],
  },
  'case.labour-not-close': {
    status: 422,
    zh: ['勞務出資僅限閉鎖性股份有限公司。', '請檢查公司類型，或移除勞務出資。'],
    en: [
      'Only a close company takes labour as capital.',
      'Check the form of the company or remove this source.',
    ],
  },
  'case.sources-differ': {
    status: 422,
    zh: [
      '資本來源合計 {left} 元，與變更前後資本額之差額 {right} 元不符。',
      '請更正來源金額或變更前後的資本額。',
    ],
    en: [
      'The sources add up to {left}, but the capital changes by {right}.',
      'Correct the amounts of the sources or the capital before and after.',
    ],
  },
  'case.shares-differ': {
    status: 422,
    zh: ['股數乘以每股金額為 {left} 元，與應有的 {right} 元不符。', '請檢查股數、每股金額與溢價。'],
    en: [
      'Shares times price is {left}, but should be {right}.',
      'Check the shares, the price and the premium.',
    ],
  },
  'case.statement-missing': {
    status: 422,
    zh: ['「{source}」尚未填寫明細表。', '請逐列填寫或匯入明細表。'],
    en: ['“{source}” has no statement yet.', 'Fill in its rows or import them.'],
  },
  'case.statement-differs': {
    status: 422,
    zh: ['「{source}」明細表合計 {left} 元，與來源金額 {right} 元不符。', '請更正明細表或來源金額。'],
    en: [
      'The statement of “{source}” adds up to {left}, the source is {right}.',
      'Correct the statement or the source.',
    ],
  },
  'case.statement-shares-differ': {
    status: 422,
    zh: ['各明細表股數合計 {left} 股，與申報案股數 {right} 股不符。', '請檢查明細表的股數。'],
    en: [
      'The statements add up to {left} shares, the case says {right}.',
      'Check the shares in the statements.',
    ],
  },
  'case.attachment-missing': {
    status: 422,
    zh: ['「{source}」缺少附件：{attachment}。', '請上傳該項附件。'],
    en: ['“{source}” lacks an attachment: {attachment}.', 'Upload it.'],
  },
  'case.cpa-missing': {
    status: 422,
    zh: ['尚未填寫簽證會計師。', '請填寫一位或兩位會計師的姓名與登錄字號。'],
    en: ['No attesting CPA is named.', 'Name one or two with their registration numbers.'],
  },
  'case.cpa-twice': {
    status: 422,
    zh: ['兩位簽證會計師相同。', '請填寫不同的會計師，或僅留一位。'],
    en: ['Both attesting CPAs are the same.', 'Name two different ones or leave one.'],
  },
  'case.report-text-missing': {
    status: 422,
    zh: ['查核報告內容空白。', '請填寫或套用範本後修改。'],
    en: ['The text of the report is empty.', 'Write it, or start from the template.'],
  },
  'case.not-editable': {
    status: 409,
    zh: ['申報案目前狀態不可修改。', '已簽章的申報案請先取消簽章；已送件的申報案請待補正通知。'],
    en: [
      'The case cannot be changed in its present state.',
      'Undo the signature first, or wait for a supplement request.',
    ],
  },
  'case.wrong-state': {
    status: 409,
    zh: ['申報案目前的狀態不能進行這項作業。', '請重新整理頁面，依申報案狀態操作。'],
    en: ['The case is not in a state for this.', 'Reload the page and follow the state of the case.'],
  },
  'case.unsigned': {
    status: 409,
    zh: ['報告尚未簽章。', '請先以憑證IC卡簽章，再送件。'],
    en: ['The report is not signed.', 'Sign it with the card first.'],
  },
  'case.reason-missing': {
    status: 422,
    zh: ['請填寫理由。', '請說明原因，讓對方知道如何處理。'],
    en: ['A reason is needed.', 'Say why, so that the other side knows what to do.'],
  },
  'case.own-firm': {
    status: 403,
    zh: ['審查人員不得審查所屬事務所的申報案。', '請由其他審查人員處理。'],
    en: ['An examiner may not examine a case of the own firm.', 'Leave it to another examiner.'],
  },
  'amount.malformed': {
    status: 422,
    zh: ['金額或數量應為不超過12位的整數。', '請輸入阿拉伯數字，可加千分位逗號。'],
    en: [
      'Amounts and counts are whole numbers of at most 12 digits.',
      'Use digits; thousands separators are fine.',
    ],
  },
  'price.malformed': {
    status: 422,
    zh: ['每股金額應為數字，最多兩位小數。', '例如 10 或 12.5。'],
    en: ['The price is a number with at most two decimals.', 'For example 10 or 12.5.'],
  },
  'date.malformed': {
    status: 422,
    zh: ['日期不正確。', '請輸入西元年月日（2026-11-21）或民國年月日（115/11/21）。'],
    en: ['This is not a date.', 'Write it as 2026-11-21 (or 115/11/21 in the ROC calendar).'],
  },
  'precheck.malformed': {
    status: 422,
    zh: ['名稱預查編號應為9碼數字。', '請依名稱預查核定書填寫。'],
    en: ['A name pre-check number has 9 digits.', 'Copy it from the pre-check notice.'],
  },
  'choice.unknown': {
    status: 422,
    zh: ['沒有選擇，或選項不存在。', '請由清單中選擇。'],
    en: ['Nothing was chosen, or the choice does not exist.', 'Choose from the list.'],
  },
  'attachment.empty': {
    status: 422,
    zh: ['檔案是空的，或沒有選擇檔案。', '請重新選擇檔案。'],
    en: ['The file is empty, or none was chosen.', 'Choose the file again.'],
  },
  'attachment.too-large': {
    status: 413,
    zh: ['附件超過 {limit}。', '請降低掃描解析度或分成數個檔案。'],
    en: ['The attachment is larger than {limit}.', 'Scan at a lower resolution or split it.'],
  },
  'attachment.too-many': {
    status: 422,
    zh: ['附件數量已達上限。', '請先移除不需要的附件。'],
    en: ['The case holds as many attachments as it may.', 'Remove what is not needed first.'],
  },
  'attachment.type-unknown': {
    status: 415,
    zh: ['檔案內容不是PDF、JPEG、PNG或TIFF。', '請轉存成這些格式之一；僅更改副檔名沒有用。'],
    en: [
      'The content is not PDF, JPEG, PNG or TIFF.',
      'Save it in one of these formats; renaming the file does not help.',
    ],
  },
  'attachment.not-found': {
    status: 404,
    zh: ['找不到這個檔案。', '請由申報案頁面重新開啟。'],
    en: ['This file was not found.', 'Open it again from the page of the case.'],
  },
  'statement.unreadable': {
    status: 422,
    zh: ['明細表檔案無法讀取。', '請使用本頁提供的範本，存成CSV（UTF-8）或XLSX。'],
    en: [
      'The statement file cannot be read.',
      'Use the template of this page, saved as CSV (UTF-8) or XLSX.',
    ],
  },
  'statement.columns-missing': {
    status: 422,
    zh: ['明細表缺少欄位：{columns}。', '請依範本保留第一列的欄位名稱。'],
    en: ['The statement lacks these columns: {columns}.', 'Keep the first row of the template.'],
  },
  'statement.row-invalid': {
    status: 422,
    zh: ['明細表第 {row} 列的「{column}」不正確。', '請更正該列後重新匯入；目前的明細表沒有變更。'],
    en: ['Row {row}: “{column}” is not right.', 'Correct it and import again; nothing was changed.'],
  },
  'statement.too-long': {
    status: 422,
    zh: ['明細表超過 {limit} 列。', '請將小額股東彙總成一列。'],
    en: ['The statement has more than {limit} rows.', 'Sum the small holders up in one row.'],
  },
  'statement.not-itemised': {
    status: 422,
    zh: ['「{source}」的彙總列平均每人持股已達10%。', '持股10%以上股東、董事及監察人應逐一列明。'],
    en: [
      'In “{source}” the summed-up holders hold 10 % or more each on average.',
      'Itemise directors, supervisors and holders of 10 % or more.',
    ],
  },
  'signature.other-organisation': {
    status: 403,
    zh: ['簽章憑證不屬於您登入的事務所。', '請改用登入時的同一事務所憑證IC卡簽章。'],
    en: [
      'The signing certificate is not of the firm you signed in for.',
      'Sign with a card of the same firm.',
    ],
  },
  'signature.certificate-unusable': {
    status: 422,
    zh: ['簽章憑證未通過驗證（{reason}）。', '請確認憑證IC卡已開卡且未停用、廢止或過期。'],
    en: [
      'The signing certificate was not accepted ({reason}).',
      'Make sure the card is active and not expired.',
    ],
  },
  'signature.stale': {
    status: 409,
    zh: ['簽章準備已失效，或申報案在簽章期間有變動。', '請重新按「以憑證IC卡簽章」。'],
    en: ['This signature was prepared too long ago, or the case changed meanwhile.', 'Start signing again.'],
  },
  'signature.invalid': {
    status: 422,
    zh: ['簽章驗證失敗，報告沒有變更。', '請重新簽章；若仍失敗，請檢視憑證IC卡資訊。'],
    en: [
      'The signature does not verify; the report is unchanged.',
      'Sign again; if it fails, inspect the card.',
    ],
  },
} as const;
