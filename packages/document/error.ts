/**
 * `pdf.unreadable`: not a PDF this room can read. `signature.too-large`: the CMS does not fit its place.
 * `document.*`: why an uploaded document is not taken (`intake`).
 * `signature.malformed`: ByteRange or Contents do not describe the file they stand in.
 */
export type DocumentErrorCode =
  | 'pdf.unreadable'
  | 'signature.too-large'
  | 'signature.malformed'
  | 'document.empty'
  | 'document.too-large'
  | 'document.type-unknown'
  | 'document.damaged'
  | 'document.encrypted'
  | 'document.active';

export class DocumentError extends Error {
  readonly code: DocumentErrorCode;

  constructor(code: DocumentErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DocumentError';
    this.code = code;
  }
}
