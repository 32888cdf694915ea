import { fromBase64 } from '@kaika/bytes/base64';
import { BytesError } from '@kaika/bytes/error';
import { LegacyError, legacyCode } from './code.ts';

/** Base64 as old pages send it: with line ends, and with blanks where a form decoder ate the `+`. Throws `LegacyError` Base64解碼錯誤. */
export function decodeBase64(text: string): Uint8Array {
  try {
    return fromBase64(text.replace(/ /g, '+').replace(/[\r\n]/g, ''));
  } catch (error) {
    if (error instanceof BytesError) throw new LegacyError(legacyCode.base64Wrong);
    throw error;
  }
}
