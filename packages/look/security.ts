import { randomBytes } from 'node:crypto';

/** What one page may do, beyond talking to its own origin. All origins exact, e.g. `https://login.example`. */
export type PagePolicy = {
  /** a fresh value of `newNonce()` for each answer; the page's script elements bear it */
  readonly nonce: string;
  /**
   * Other origins a form of the page may end at. A browser follows this rule through redirects too: a
   * form that starts a login needs the login service's origin here, and the return address behind it.
   */
  readonly formAction?: readonly string[];
  /** other origins scripts may fetch from, e.g. the agent's for the road without a window */
  readonly connect?: readonly string[];
  /** true under https: adds Strict-Transport-Security */
  readonly https?: boolean;
};

/** 16 random bytes as base64: a nonce of Content Security Policy level 3 §2.3.1. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The headers of an HTML answer, lower case names. */
export function securityHeaders(policy: PagePolicy): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(policy),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not `no-referrer`: a form would then send `Origin: null` and fail its own CSRF check.
    'referrer-policy': 'strict-origin-when-cross-origin',
    // Not `same-origin`: the agent's window could no longer answer its opener.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
    ...(policy.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

function contentSecurityPolicy(policy: PagePolicy): string {
  const connect = (policy.connect ?? []).map(exactOrigin);
  const forms = (policy.formAction ?? []).map(exactOrigin);
  return [
    "default-src 'none'",
    `script-src 'nonce-${checkedNonce(policy.nonce)}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    ["form-action 'self'", ...forms].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function checkedNonce(nonce: string): string {
  if (!/^[A-Za-z0-9+/=_-]{16,}$/.test(nonce)) throw new TypeError('a nonce is base64 of at least 12 bytes');
  return nonce;
}

/** A header is built from these: anything but a bare origin could end the directive and start another. */
function exactOrigin(origin: string): string {
  if (new URL(origin).origin !== origin) throw new TypeError('not a bare origin');
  return origin;
}
