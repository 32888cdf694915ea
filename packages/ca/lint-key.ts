import type { TbsCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { checkKey, type KeyDescription } from '@kaika/pki/key';
import { type Finding, fault } from './finding.ts';
import { keyKindOf } from './key-kind.ts';
import type { LintContext } from './lint.ts';
import type { Profile } from './profile.ts';

const field = 'subjectPublicKeyInfo';

/** The key: of a kind the profile names, sound, and certified for nobody else. */
export function lintKey(
  certificate: TbsCertificate,
  profile: Profile,
  context: LintContext,
): readonly Finding[] {
  const key = soundKey(certificate.spki);
  if (!key) return [fault('key.weak', field)];
  const found: Finding[] = [];
  const kind = keyKindOf(key);
  if (!kind || !profile.keys.includes(kind)) found.push(fault('key.not-allowed', field));
  if (context.isDuplicate(certificate.spki)) found.push(fault('key.duplicate', field));
  return found;
}

function soundKey(spki: Uint8Array): KeyDescription | undefined {
  try {
    return checkKey(spki);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}
