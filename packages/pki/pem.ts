import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { coded, PkiError } from './error.ts';

export type PemLabel =
  | 'CERTIFICATE'
  | 'CERTIFICATE REQUEST'
  | 'NEW CERTIFICATE REQUEST'
  | 'X509 CRL'
  | 'PKCS7'
  | 'CMS'
  | 'PUBLIC KEY'
  | 'PRIVATE KEY'
  | 'ENCRYPTED PRIVATE KEY';

/** RFC 7468 text of one object: 64 characters a line, a line feed at the end. */
export function encodePem(label: PemLabel, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The bytes of every block with `label`, in order; text around the blocks is passed over. Throws `pem.malformed`. */
export function decodePems(label: PemLabel, text: string): readonly Uint8Array[] {
  const begin = `-----BEGIN ${label}-----`;
  const end = `-----END ${label}-----`;
  const blocks: Uint8Array[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const start = at + begin.length;
    const stop = text.indexOf(end, start);
    if (stop < 0) throw new PkiError('pem.malformed');
    blocks.push(decodeBody(text.slice(start, stop)));
    at = stop + end.length;
  }
  return blocks;
}

/** The bytes of the first block with `label`. Throws `pem.malformed` where there is none. */
export function decodePem(label: PemLabel, text: string): Uint8Array {
  const [first] = decodePems(label, text);
  if (!first) throw new PkiError('pem.malformed');
  return first;
}

function decodeBody(body: string): Uint8Array {
  return coded('pem.malformed', () => fromBase64(body.replace(/[ \t\r\n]+/g, '')));
}
