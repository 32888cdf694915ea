import { z } from 'zod';

/**
 * The Web eID authentication token as relying sites receive it (docs/integrate.md). Base64 is standard and padded; whoever
 * reads it checks that, octet by octet.
 */
export const authToken = z.object({
  unverifiedCertificate: z.string().min(1).max(16_384),
  algorithm: z.enum(['ES256', 'ES384', 'RS256', 'PS256']),
  signature: z.string().min(1).max(2048),
  format: z.string().regex(/^web-eid:1(\.\d+)?$/),
  appVersion: z.string().max(300),
});
export type AuthToken = Readonly<z.infer<typeof authToken>>;

/** What our agent writes into `format`. */
export const tokenFormat = 'web-eid:1.0';

/** 32 random bytes, base64: 44 characters. Valid for five minutes, used once, bound to the session that asked. */
export const nonce = z.string().length(44).pipe(z.base64());
export const nonceTtlSeconds = 300;

/**
 * The extra message before the PIN. The window hands the page the certificate; the page asks its own server
 * (`POST /api/login/status`) and gives the window the answer. `go` is a JWS bound to nonce and certificate.
 */
export const statusQuestion = z.object({ certificate: z.base64(), nonce });
export type StatusQuestion = Readonly<z.infer<typeof statusQuestion>>;
export const statusAnswer = z.object({ go: z.string().max(4096) });
export type StatusAnswer = Readonly<z.infer<typeof statusAnswer>>;

/** What `go` must speak of: this nonce, this certificate (SHA-256 of the DER, base64url, named as in RFC 8705 §3.1). */
export const goClaims = z.object({ nonce, 'x5t#S256': z.base64url() });
