import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { z } from 'zod';
import type { FilingConfig } from '../config.ts';
import { Refusal } from '../rule/refusal.ts';
import type { Relying } from './relying.ts';

const logoutClaims = z.object({
  sub: z.string().optional(),
  sid: z.string().optional(),
  nonce: z.undefined().optional(),
  events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.object({}) }),
});

/**
 * Verifies a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6) and says whose sessions end.
 * Throws `request.malformed` for anything else.
 */
export async function readLogoutToken(
  token: string,
  config: FilingConfig,
  relying: Relying,
): Promise<{ readonly sub: string | undefined; readonly sid: string | undefined }> {
  const { issuer, keys } = await relying.metadata();
  const keySet = createRemoteJWKSet(new URL(keys), { [customFetch]: config.fetch });
  try {
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience: config.client.id,
      currentDate: config.now(),
      maxTokenAge: 120,
      clockTolerance: 10,
      requiredClaims: ['iat', 'jti'],
    });
    const { sub, sid } = logoutClaims.parse(payload);
    if (sub === undefined && sid === undefined) throw new Refusal('request.malformed');
    return { sub, sid };
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('request.malformed', {}, { cause });
  }
}
