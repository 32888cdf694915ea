export type BytesErrorCode =
  | 'base64.malformed'
  | 'base64url.malformed'
  | 'der.depth'
  | 'der.length'
  | 'der.range'
  | 'der.tag'
  | 'der.trailing'
  | 'der.truncated'
  | 'der.value'
  | 'hex.malformed'
  | 'oid.malformed'
  | 'tlv.malformed'
  | 'tlv.missing'
  | 'tlv.truncated';

/** The only error this package throws. It never holds the bytes it refused. */
export class BytesError extends Error {
  override readonly name = 'BytesError';
  readonly code: BytesErrorCode;

  constructor(code: BytesErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
