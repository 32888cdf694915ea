/** Failures of supporting documents. */
export const documentProblems = {
  'document.empty': {
    status: 422,
    zh: ['檔案是空的。', '請重新選擇檔案。'],
    en: ['The file is empty.', 'Choose another file.'],
  },
  'document.too-large': {
    status: 422,
    zh: ['檔案過大。', '每個檔案須在5 MB以內，合計12 MB以內，請縮小後再上傳。'],
    en: ['The file is too large.', 'Each file may have 5 MB, all together 12 MB: make it smaller.'],
  },
  'document.too-many': {
    status: 422,
    zh: ['檔案過多。', '最多5個檔案，請先移除不需要的檔案，或合併為一個PDF。'],
    en: ['There are too many files.', 'At most 5 are taken: remove one, or put them into one PDF.'],
  },
  'document.type-unknown': {
    status: 422,
    zh: ['檔案不是PDF、JPEG或PNG。', '請另存為PDF、JPEG或PNG後再上傳；僅更改副檔名無效。'],
    en: ['The file is no PDF, JPEG or PNG.', 'Save it as one of these; another file name does not help.'],
  },
  'document.damaged': {
    status: 422,
    zh: ['檔案內容不完整或無法讀取。', '請重新產製或掃描後再上傳。'],
    en: ['The file is damaged or cannot be read.', 'Make or scan it again.'],
  },
  'document.encrypted': {
    status: 422,
    zh: ['PDF檔已加密。', '請移除密碼保護後再上傳。'],
    en: ['The PDF is encrypted.', 'Remove the password and upload it again.'],
  },
  'document.active': {
    status: 422,
    zh: ['PDF檔含有程式碼、內嵌檔案或會執行的動作，無法收件。', '請以「列印成PDF」另存後再上傳。'],
    en: [
      'The PDF contains programs, embedded files or actions and was not taken.',
      'Print it to a new PDF and upload that one.',
    ],
  },
} as const;
