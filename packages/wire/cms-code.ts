import type { Problem } from './problem.ts';

/** A number of the old card-management servers, with its sentence in both languages. */
export type CmsText = { readonly zh: string; readonly en: string };

const text = (zh: string, en: string): CmsText => ({ zh, en });

/** Codes of the server (0x81…) and of what the component makes of its answers (0x82…), as pages of today know them. */
export const cmsTexts: Readonly<Record<number, CmsText>> = {
  2164260865: text('沒有CONTENT_LENGTH', 'No CONTENT_LENGTH'),
  2164260866: text('CONTENT_LENGTH太大', 'CONTENT_LENGTH is too large'),
  2164260867: text('讀取設定檔錯誤', 'The settings could not be read'),
  2164260868: text('解析加密JSON錯誤(不是JSON格式)', 'The encrypted JSON could not be read'),
  2164260869: text('加密JSON參數錯誤', 'Wrong parameters in the encrypted JSON'),
  2164260871: text('取USERPIN服務：JSON格式錯誤', 'User PIN service: not JSON'),
  2164260872: text('取USERPIN服務：參數錯誤', 'User PIN service: wrong parameters'),
  2164260873: text('取USERPIN服務：卡號比對錯誤', 'User PIN service: another card number'),
  2164260880: text('取SOPIN服務：JSON格式錯誤', 'SO PIN service: not JSON'),
  2164260881: text('取SOPIN服務：參數錯誤', 'SO PIN service: wrong parameters'),
  2164260882: text('取SOPIN服務：卡號比對錯誤', 'SO PIN service: another card number'),
  2164260883: text('RA驗證用戶代碼服務：JSON格式錯誤', 'User code check: not JSON'),
  2164260884: text('RA驗證用戶代碼服務：參數錯誤', 'User code check: wrong parameters'),
  2164260885: text('取得伺服器名稱錯誤', 'The name of the server could not be had'),
  2164261137: text('請求JSON格式錯誤', 'Request: not JSON'),
  2164261138: text('請求參數錯誤', 'Request: wrong parameters'),
  2164261139: text('請求API版本錯誤', 'Request: wrong API version'),
  2164261140: text('請求METHOD錯誤', 'Request: wrong METHOD'),
  2164261141: text('請求逾時(請校時電腦時間)', 'Request too old: set the clock of this computer'),
  2164261377: text('用戶代碼錯誤1次', 'Wrong user code, once'),
  2164261378: text('用戶代碼錯誤2次', 'Wrong user code, twice'),
  2164261379: text('用戶代碼錯誤3次', 'Wrong user code, three times'),
  2164261380: text(
    '用戶代碼錯誤次數已滿，用戶代碼已鎖定，請洽諮詢服務人員',
    'Too many wrong user codes: it is locked, please contact the service desk',
  ),
  2164261409: text('資料庫連線錯誤', 'Database connection failed'),
  2164261410: text('資料庫連線錯誤', 'Database connection failed'),
  2164261411: text('資料庫連線錯誤', 'Database connection failed'),
  2164261412: text('卡號不存在', 'No card with this number'),
  2164261413: text('此卡號尚未開卡(未啟用)', 'This card is not activated yet'),
  2164261414: text('此卡號已開卡(已啟用)', 'This card is activated already'),
  2164261415: text('用戶代碼已鎖定', 'The user code is locked'),
  2164261416: text('資料庫UNBLOCK資料錯誤', 'Database: unblock record wrong'),
  2164261417: text('資料庫USERPIN資料錯誤', 'Database: user PIN record wrong'),
  2164261424: text('資料庫輸入參數錯誤', 'Database: wrong input'),
  2164261425: text('資料庫錯誤', 'Database error'),
  2164261426: text('UNBLOCK資料解析錯誤', 'Unblock record cannot be read'),
  2164261427: text('USERPIN資料解析錯誤', 'User PIN record cannot be read'),
  2164261428: text('系統參數不存在', 'A system parameter is missing'),
  2164261429: text('系統參數讀取錯誤', 'A system parameter could not be read'),
  2164261430: text('Log寫入錯誤', 'The log could not be written'),
  2164261431: text('RA系統忙碌', 'The registration authority is busy'),
  2164261432: text('卡管服務忙碌(SO)', 'Card management is busy (SO)'),
  2164261433: text('卡管服務忙碌(USER)', 'Card management is busy (USER)'),
  2164261633: text('連線到RA錯誤', 'The registration authority cannot be reached'),
  2164261634: text('RA回應格式錯誤', 'The answer of the registration authority cannot be read'),
  2164330496: text('Buffer size錯誤', 'Wrong buffer size'),
  2164330497: text('RSA加密錯誤', 'RSA encryption failed'),
  2164330498: text('RSA解密錯誤', 'RSA decryption failed'),
  2164330499: text('RSA簽章錯誤', 'RSA signature failed'),
  2164330500: text('RSA驗簽錯誤', 'The signature does not verify'),
  2164330501: text('AES加密錯誤', 'AES encryption failed'),
  2164330502: text('AES解密錯誤', 'AES decryption failed'),
  2181038083: text('回應加密JSON格式錯誤', 'Answer: the encrypted JSON cannot be read'),
  2181038084: text('回應加密JSON參數錯誤', 'Answer: wrong parameters in the encrypted JSON'),
  2181038353: text('回應JSON格式錯誤', 'Answer: not JSON'),
  2181038354: text('回應參數錯誤', 'Answer: wrong parameters'),
  2181038355: text('回應API版本錯誤', 'Answer: wrong API version'),
  2181038356: text('回應METHOD錯誤', 'Answer: wrong METHOD'),
  2181038357: text('用戶代碼參數比對錯誤', 'The user code parameter does not match'),
  2181038358: text('卡號參數比對錯誤', 'The card number parameter does not match'),
  2181038359: text('CANAME參數比對錯誤', 'The CANAME parameter does not match'),
  2181038360: text('回應逾時(請校時電腦時間)', 'Answer too old: set the clock of this computer'),
  2181038361: text('資料參數比對錯誤', 'The data parameter does not match'),
};

const codes: Readonly<Record<string, number>> = {
  'request.malformed': 0x81000112,
  'request.too-large': 0x81000002,
  'request.too-many': 0x81000237,
  'request.conflict': 0x81000238,
  'request.failed': 0x81000301,
  'card.unknown': 0x81000224,
  'card.not-active': 0x81000225,
  'card.already-active': 0x81000226,
  'card.presence-failed': 0x81011004,
  'code.locked': 0x81000204,
  'code.rule': 0x81000014,
  'task.confirm-failed': 0x81011004,
  'task.mismatch': 0x82000116,
  'task.not-authentic': 0x81011004,
  'task.expired': 0x82000118,
  'task.superseded': 0x82000119,
  'task.unknown': 0x82000119,
  'task.used': 0x82000119,
  'clock.wrong': 0x82000118,
};

/** How many wrong codes the old numbers tell apart, counted from the tries that are left of three. */
const wrongCodes = [0x81000203, 0x81000202, 0x81000201] as const;

/** The old server's number of a problem; null where it has none. A wrong code is told by how many were wrong. */
export function cmsCodeOf({ code, triesLeft }: Problem): number | null {
  if (code === 'code.wrong') return wrongCodes[Math.min(triesLeft ?? 2, 2)] ?? wrongCodes[2];
  return codes[code] ?? null;
}
