import type { Problem } from '@kaika/wire/problem';

/** How the old component names a failure: `ret_code`, and `last_error` where it has a value of PKCS#11. */
export type LegacyFailure = {
  readonly ret_code: number;
  readonly last_error: number;
  readonly message: string;
};

const codes: Readonly<Record<string, readonly [retCode: number, message: string, lastError?: number]>> = {
  'agent.request-bad': [0x7600000b, 'JSON格式錯誤'],
  'agent.not-trusted': [0x7600000f, '禁止存取的網域'],
  'agent.cancelled': [0x76000999, '使用者已取消動作'],
  'agent.timed-out': [0x7600000d, '執行檔錯誤或逾時'],
  'agent.busy': [0x76100005, '取得session失敗'],
  'reader.no-service': [0x76100001, '無法載入IC卡函式庫檔案'],
  'reader.none': [0x76100003, '無可用讀卡機'],
  'card.none': [0x76000006, '未插入IC卡'],
  'card.removed': [0x76000006, '未插入IC卡'],
  'card.unreadable': [0x7610000b, 'IC卡卡片資訊失敗'],
  'certificate.none': [0x7610000c, '找不到指定憑證'],
  'pin.wrong': [0x76100006, 'IC卡登入失敗', 0xa0],
  'pin.length': [0x76100006, 'IC卡登入失敗', 0xa2],
  'pin.blocked': [0x76100006, 'IC卡登入失敗', 0xa4],
};

/** Codes of the old wire that no problem of ours stands behind. */
export const legacyCode = {
  tbsMissing: { ret_code: 0x76000003, last_error: 0, message: '未輸入待簽訊息' },
  methodUnknown: { ret_code: 0x7600000e, last_error: 0, message: '不支援的方法' },
  typeWrong: { ret_code: 0x76300002, last_error: 0, message: '簽章型別錯誤' },
  base64Wrong: { ret_code: 0x76600002, last_error: 0, message: 'Base64解碼錯誤' },
  siteUntrusted: { ret_code: 0x7600000f, last_error: 0, message: '禁止存取的網域' },
} as const satisfies Record<string, LegacyFailure>;

/** The old wire's name of one of our problems; what it has no name for is 執行檔錯誤或逾時. */
export function legacyFailure(problem: Problem): LegacyFailure {
  const [ret_code, message, last_error = 0] = codes[problem.code] ?? [0x7600000d, '執行檔錯誤或逾時'];
  return { ret_code, last_error, message };
}

/** Thrown inside a legacy conversation for what only the old wire can say. */
export class LegacyError extends Error {
  readonly failure: LegacyFailure;

  constructor(failure: LegacyFailure) {
    super(failure.message);
    this.name = 'LegacyError';
    this.failure = failure;
  }
}
