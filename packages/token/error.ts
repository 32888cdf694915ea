/** Why a login was refused; each is a code of `@kaika/wire/problem` with its sentences. */
export type TokenErrorCode =
  | 'login.token-bad'
  | 'login.nonce-expired'
  | 'certificate.on-hold'
  | 'certificate.revoked'
  | 'certificate.expired'
  | 'certificate.not-yet-valid'
  | 'certificate.not-trusted'
  | 'certificate.wrong-use'
  | 'status.unreachable';

/** What exactly failed: for logs and tests. A person needs only the code. */
export type TokenErrorReason =
  | 'shape'
  | 'certificate'
  | 'key'
  | 'algorithm'
  | 'signature'
  | 'key-usage'
  | 'extended-key-usage'
  | 'policy'
  | 'path'
  | 'validity'
  | 'status'
  | 'nonce-unknown'
  | 'nonce-other-session'
  | 'nonce-used'
  | 'nonce-late';

/** The only error this package throws. It never holds bytes of the token. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code: TokenErrorCode;
  readonly reason: TokenErrorReason;

  constructor(code: TokenErrorCode, reason: TokenErrorReason, options?: ErrorOptions) {
    super(`${code} (${reason})`, options);
    this.code = code;
    this.reason = reason;
  }
}
