const zh = {
  description:
    '依一份 YAML 計畫書舉行金鑰產製典禮：產製根、簽發機構與各服務的金鑰與憑證，並寫下經簽章的紀錄。',
  plan: '計畫書（範例見 docs/ceremony.example.yaml）',
  out: '成果資料夾；已存在則拒絕',
  dryRun: '以用畢即棄的金鑰演練一次，顯示將產製的一切，不寫入任何檔案',
  check: '查驗典禮成果：每個檔案的雜湊、紀錄的簽章、每張憑證。',
  folder: '典禮成果資料夾',
  noOut: '請以 --out 指定成果資料夾，或以 --dry-run 演練。',
  folderExists: (path: string) => `${path} 已經存在，未作任何更動。`,
  keysExist: (names: string) => `權杖中已有這些金鑰：${names}。典禮不沿用舊金鑰。`,
  noPin: '請以 KAIKA_PKCS11_PIN_FILE 指定存放權杖 PIN 的檔案。',
  badKey: 'KAIKA_KEY_ENCRYPTION_KEY 必須是 64 個十六進位數字。',
  tokenFailed: (said: string) => `權杖無法使用：${said}。`,
  draftFaults: (certificate: string, field: string) =>
    `${certificate} 的草稿未通過檢查：${field}。未簽發、未寫入任何資料。`,
  outcome: {
    'outcome.unreadable': '檔案缺漏或無法解讀',
    'outcome.changed': '檔案內容與紀錄不符',
    'outcome.signature': '紀錄的簽章不符',
  },
  done: (folder: string) => `典禮完成，成果在 ${folder}。`,
  dry: '演練完成：金鑰已丟棄，未寫入任何檔案。',
  right: (count: number) => `查驗無誤：${count} 張憑證，紀錄經簽章。`,
  beside: '注意：加密金鑰檔與私鑰檔放在同一資料夾。正式環境請以 KAIKA_KEY_ENCRYPTION_KEY 提供加密金鑰。',
};

const en: typeof zh = {
  description:
    'Hold a key ceremony from one YAML plan: keys and certificates of root, issuing authorities and services, and a signed transcript.',
  plan: 'the plan (example: docs/ceremony.example.yaml)',
  out: 'folder of the outcome; one that is there is refused',
  dryRun: 'rehearse with keys that are thrown away: shows everything to be made, writes nothing',
  check: 'verify an outcome: the hash of every file, the signature of the transcript, every certificate.',
  folder: 'folder of an outcome',
  noOut: 'Name the folder of the outcome by --out, or rehearse by --dry-run.',
  folderExists: (path) => `${path} is there already and was left as it is.`,
  keysExist: (names) => `The token holds these keys already: ${names}. A ceremony uses no old keys.`,
  noPin: 'Name the file with the PIN of the token by KAIKA_PKCS11_PIN_FILE.',
  badKey: 'KAIKA_KEY_ENCRYPTION_KEY must be 64 hexadecimal digits.',
  tokenFailed: (said) => `The token cannot be used: ${said}.`,
  draftFaults: (certificate, field) =>
    `The draft of ${certificate} did not pass: ${field}. Nothing was signed or written.`,
  outcome: {
    'outcome.unreadable': 'a file is missing or cannot be read',
    'outcome.changed': 'a file is not what the transcript says',
    'outcome.signature': 'the transcript is not signed as it must be',
  },
  done: (folder) => `Done; the outcome is in ${folder}.`,
  dry: 'Rehearsed: the keys were thrown away, nothing was written.',
  right: (count) => `All is well: ${count} certificates, the transcript is signed.`,
  beside:
    'Mind: the key-encryption key lies beside the keys it seals. In production give KAIKA_KEY_ENCRYPTION_KEY.',
};

export type CeremonyWords = typeof zh;

export function ceremonyWords(language: 'zh-TW' | 'en'): CeremonyWords {
  return language === 'en' ? en : zh;
}

/** The same in both languages. */
export function bothWords(say: (words: CeremonyWords) => string) {
  return { zh: say(zh), en: say(en) };
}
