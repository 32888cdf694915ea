/** Failures of certificates that are on no card: the request, its key, and the holder's acceptance. */
export const softwareProblems = {
  'csr.missing': {
    status: 422,
    zh: ['尚未提供憑證請求檔（CSR）。', '請在網頁上產製金鑰，或貼上、上傳憑證請求檔。'],
    en: ['There is no certificate request (CSR).', 'Make a key on the page, or paste or upload a request.'],
  },
  'csr.malformed': {
    status: 422,
    zh: ['憑證請求檔（CSR）無法讀取。', '請提供PKCS#10格式（PEM或DER）的憑證請求檔。'],
    en: ['The certificate request (CSR) cannot be read.', 'Give a PKCS#10 request as PEM or DER.'],
  },
  'csr.not-proven': {
    status: 422,
    zh: ['憑證請求檔的簽章與其中的公鑰不符。', '請以持有的私密金鑰重新產製憑證請求檔。'],
    en: [
      'The request is not signed with the key it contains.',
      'Make the request again with the private key you hold.',
    ],
  },
  'csr.key-weak': {
    status: 422,
    zh: [
      '憑證請求檔中的金鑰不夠安全或不支援。',
      '請改用ECDSA P-256、P-384，或2048至4096位元的RSA金鑰，重新產製。',
    ],
    en: [
      'The key in the request is not safe enough or not supported.',
      'Make a new one: ECDSA P-256 or P-384, or RSA of 2048 to 4096 bits.',
    ],
  },
  'csr.key-used': {
    status: 422,
    zh: ['這把金鑰已經簽發過憑證。', '每張憑證須使用新的金鑰，請重新產製。'],
    en: ['This key was certified before.', 'Every certificate needs a key of its own: make a new one.'],
  },
  'acceptance.proof-failed': {
    status: 403,
    zh: [
      '無法確認您持有這張憑證的金鑰。',
      '請確認申請案號無誤，並使用申請時產製的私密金鑰對本頁的驗證文字簽章。',
    ],
    en: [
      'It could not be confirmed that you hold the key of this certificate.',
      'Check the application number, and sign the text of this page with the private key of the application.',
    ],
  },
  'acceptance.expired': {
    status: 410,
    zh: ['驗證文字已逾時。', '請重新開始，於30分鐘內完成。'],
    en: ['The text to be signed has expired.', 'Start again and finish within 30 minutes.'],
  },
  'acceptance.done': {
    status: 409,
    zh: ['這張憑證已經接受過了。', '可由憑證查詢下載憑證。'],
    en: ['This certificate was accepted already.', 'Download it from the certificate query.'],
  },
  'acceptance.over': {
    status: 409,
    zh: ['目前沒有等待接受的憑證。', '憑證已廢止或申請案已退回；請查詢申請進度，或重新申請。'],
    en: [
      'No certificate is waiting to be accepted.',
      'It was revoked or the application went back; look up the progress, or apply again.',
    ],
  },
  'acceptance.code-locked': {
    status: 403,
    zh: [
      '用戶代碼已鎖定，無法接受這張憑證。',
      '請以申請案號辦理用戶代碼重設後再接受；逾期未接受的憑證將自動廢止。',
    ],
    en: [
      'The user code is locked, so this certificate cannot be accepted.',
      'Reset the user code by the application number and accept it then; what is not accepted in time is revoked.',
    ],
  },
  'acceptance.reason-missing': {
    status: 422,
    zh: ['尚未填寫不接受的原因。', '請說明憑證內容哪裡有誤，申請案將退回補正。'],
    en: [
      'No reason for the rejection was given.',
      'Say what is wrong with the certificate; the application goes back for correction.',
    ],
  },
} as const;
