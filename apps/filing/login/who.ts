import type { LoginClaims } from '@kaika/wire/claims';
import type { FilingConfig } from '../config.ts';
import type { Actor } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import type { Session } from '../store/session.ts';

/**
 * What a signed-in account is here: an examiner by card number or role, else a CPA firm (organisation kind
 * 自由職業事務所). Throws `firm.kind` for every other organisation, `session.login-failed` without an organisation.
 */
export function whoIs(
  claims: LoginClaims,
  config: FilingConfig,
): Pick<Session, 'sub' | 'sid' | 'actor' | 'firm'> {
  const cardNumber = claims.card_number ?? null;
  const examines = cardNumber !== null && config.examiners.includes(cardNumber);
  const role: Actor['role'] = examines || (claims.roles ?? []).includes('examiner') ? 'examiner' : 'firm';
  const kind = claims.org_kind ?? 'other';
  if (role === 'firm' && claims.org_oid === undefined) throw new Refusal('session.login-failed');
  if (role === 'firm' && kind !== 'professional') throw new Refusal('firm.kind', { kind });
  const person = role === 'examiner' ? claims.name : undefined;
  const actor: Actor = {
    role,
    id: claims.sub,
    name: person ?? claims.org_name ?? claims.name ?? claims.sub,
    orgOid: claims.org_oid ?? '',
    cardNumber,
  };
  return { sub: claims.sub, sid: claims.sid ?? null, actor, firm: { ubn: claims.ubn ?? null, kind } };
}
