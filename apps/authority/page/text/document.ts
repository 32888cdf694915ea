const zh = {
  title: '證明文件',
  lead: '請上傳組織團體的登記或立案證明，供審驗人員核對。只有審驗人員看得到。',
  field: '選擇檔案',
  hint: 'PDF、JPEG或PNG，可選多個；每個檔案5 MB以內，最多5個。PDF不得加密，也不得含有程式碼或內嵌檔案。',
  upload: '上傳檔案',
  kept: '已上傳的檔案',
  remove: '移除',
  removeName: (name: string) => `移除 ${name}`,
  none: '未附證明文件。',
  size: (bytes: number) =>
    bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
  digest: 'SHA-256',
  warning: '檔案由申請人提供。開啟PDF時請使用已更新的閱讀程式。',
};

const en: typeof zh = {
  title: 'Supporting documents',
  lead: 'Upload proof of the registration of the organisation. Only the reviewing officers see it.',
  field: 'Choose files',
  hint: 'PDF, JPEG or PNG, several if you like; each at most 5 MB, at most 5 files. A PDF must not be encrypted nor contain programs or embedded files.',
  upload: 'Upload',
  kept: 'Uploaded files',
  remove: 'Remove',
  removeName: (name: string) => `Remove ${name}`,
  none: 'No documents were sent.',
  size: zh.size,
  digest: 'SHA-256',
  warning: 'These files come from the applicant. Open a PDF with an up-to-date reader.',
};

export const documentText = { 'zh-TW': zh, en };
