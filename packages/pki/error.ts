import { BytesError } from '@kaika/bytes/error';

export type PkiErrorCode =
  | 'algorithm.legacy'
  | 'algorithm.malformed'
  | 'algorithm.unsupported'
  | 'certificate.malformed'
  | 'cms.attributes'
  | 'cms.content'
  | 'cms.digest'
  | 'cms.malformed'
  | 'cms.signature'
  | 'cms.signer'
  | 'crl.critical'
  | 'crl.issuer'
  | 'crl.malformed'
  | 'crl.not-yet-valid'
  | 'crl.scope'
  | 'crl.signature'
  | 'crl.stale'
  | 'draft.invalid'
  | 'extension.duplicate'
  | 'extension.malformed'
  | 'filter.issuer'
  | 'filter.malformed'
  | 'filter.not-yet-valid'
  | 'filter.signature'
  | 'filter.stale'
  | 'key.malformed'
  | 'key.off-curve'
  | 'key.roca'
  | 'key.unsupported'
  | 'key.weak'
  | 'name.malformed'
  | 'ocsp.critical'
  | 'ocsp.malformed'
  | 'ocsp.no-match'
  | 'ocsp.nonce'
  | 'ocsp.not-successful'
  | 'ocsp.not-yet-valid'
  | 'ocsp.signature'
  | 'ocsp.signer'
  | 'ocsp.stale'
  | 'ocsp.too-many'
  | 'pem.malformed'
  | 'request.malformed'
  | 'signature.malformed'
  | 'timestamp.extension'
  | 'timestamp.imprint'
  | 'timestamp.malformed'
  | 'timestamp.nonce'
  | 'timestamp.signer';

export type PkiErrorOptions = ErrorOptions & { readonly about?: string };

/**
 * The only error this package throws. `about` names the part that was refused (a field, an extension's OID);
 * it never holds input bytes.
 */
export class PkiError extends Error {
  override readonly name = 'PkiError';
  readonly code: PkiErrorCode;
  readonly about: string | undefined;

  constructor(code: PkiErrorCode, options: PkiErrorOptions = {}) {
    super(options.about === undefined ? code : `${code} (${options.about})`, options);
    this.code = code;
    this.about = options.about;
  }
}

/** Runs a parser; what it refuses byte by byte is refused under `code`, the cause kept. */
export function coded<T>(code: PkiErrorCode, parse: () => T, about?: string): T {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof BytesError)) throw cause;
    throw new PkiError(code, about === undefined ? { cause } : { cause, about });
  }
}
