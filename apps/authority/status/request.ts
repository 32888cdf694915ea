/**
 * One OCSP request over HTTP as its octets stand in a buffer. `generation`: which key is asked about. `end`: where the next request
 * begins. The question of a GET is still base64 and percent-encoded (RFC 6960 §A.1).
 */
export type PlainRequest =
  | { readonly method: 'POST'; readonly generation: string; readonly start: number; readonly end: number }
  | {
      readonly method: 'GET';
      readonly generation: string;
      readonly question: string;
      readonly end: number;
    };

const longestHead = 4096;
const longestBody = 16_384;

/**
 * Reads the plain kind of request that nearly every client sends: POST with Content-Length or GET, HTTP/1.1, keep-alive, nothing
 * conditional. Every other kind, right or wrong, is for a whole HTTP server: this reads nothing it is not sure about.
 * @returns the request; 'more' where octets are missing; 'other' where it is none of these
 */
export function readPlain(bytes: Buffer, at: number): PlainRequest | 'more' | 'other' {
  const first = bytes[at];
  if (first !== 0x50 && first !== 0x47) return 'other';
  const headEnd = bytes.indexOf(blankLine, at);
  if (headEnd < 0) return bytes.length - at > longestHead ? 'other' : 'more';
  if (headEnd - at > longestHead) return 'other';
  const head = readHead(bytes.toString('latin1', at, headEnd));
  if (head === 'other') return 'other';
  const { method, generation, question, length } = head;
  const start = headEnd + blankLine.length;
  const end = start + length;
  if (method === 'GET') return { method, generation, question, end };
  return end > bytes.length ? 'more' : { method, generation, start, end };
}

type Head =
  | { readonly method: 'GET'; readonly generation: string; readonly question: string; readonly length: 0 }
  | {
      readonly method: 'POST';
      readonly generation: string;
      readonly question: undefined;
      readonly length: number;
    };

const blankLine = Buffer.from('\r\n\r\n');

/** A client sends the same head with every request. */
const heads = new Map<string, Head | 'other'>();
const mostHeads = 1024;

function readHead(text: string): Head | 'other' {
  const known = heads.get(text);
  if (known) return known;
  const head = parseHead(text);
  if (heads.size >= mostHeads) heads.clear();
  heads.set(text, head);
  return head;
}

function parseHead(text: string): Head | 'other' {
  const [, method, generation = '', question] = starts.exec(text) ?? [];
  const length = bodyLength(text);
  if (length === 'other') return 'other';
  if (method === 'GET' && length === 0 && question !== undefined) {
    return { method, generation, question, length };
  }
  if (method === 'POST' && length > 0 && question === undefined) {
    return { method, generation, question, length };
  }
  return 'other';
}

/** Request line of an address in a certificate; whatever else the path may hold is not looked at here. */
const starts =
  /^(GET|POST) \/pki\/([a-z-]{1,40}\/\d{1,4})\/ocsp(?:\/([A-Za-z0-9+/=%]{1,4000}))? HTTP\/1\.1\r\n/;

/** Headers under which a request means something more, or is read otherwise by others on its way. */
const uncommon =
  /\r\n(?:transfer-encoding|expect|upgrade|if-[a-z-]+|range|te|trailer|connection(?!: ?keep-alive(?:\r\n|$))|content-encoding)[ \t]*:|\r\n[ \t]|[^\r]\n|\r[^\n]|\0/i;
const lengths = /\r\ncontent-length: ?(\d{1,6})(?=\r\n|$)/gi;
const mentions = /\r\ncontent-length/gi;

function bodyLength(head: string): number | 'other' {
  if (uncommon.test(head)) return 'other';
  const found = [...head.matchAll(lengths)];
  const [length] = found;
  // Two lengths, or one in a form this does not read: whoever reads them differently is let in by the difference.
  if (found.length > 1 || (head.match(mentions)?.length ?? 0) !== found.length) return 'other';
  if (!length) return 0;
  const octets = Number(length[1]);
  return octets > longestBody ? 'other' : octets;
}
