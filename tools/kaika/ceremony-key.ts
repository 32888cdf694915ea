import { join } from 'node:path';
import { type Keyring, openKeyring } from '@kaika/authority/key/keyring';
import { openTokenKeyring, type TokenPlace } from '@kaika/authority/key/pkcs11';
import { tokenKeys } from '@kaika/authority/key/pkcs11-label';
import { openVault, type Vault } from '@kaika/authority/key/vault';
import { bothWords } from './ceremony-words.ts';
import { readWhole } from './file.ts';
import { Refused } from './outcome.ts';
import type { CeremonyPlan } from './plan.ts';
import type { Shell } from './shell.ts';

/** Where a ceremony's keys are made, and under what sealed files are. */
export type KeyPlace = { readonly keyring: Keyring; readonly sealedWith: 'given' | 'beside' | null };

/** Keys that are gone with the process: for a rehearsal. */
export function passingKeys(): Keyring {
  const kept = new Map<string, Uint8Array>();
  const vault: Vault = {
    seal: (_name, secret) => secret,
    open: (_name, sealed) => sealed,
    keep: (name, make) => {
      const secret = kept.get(name) ?? make();
      kept.set(name, secret);
      // The keyring overwrites what it is given.
      return secret.slice();
    },
  };
  return openKeyring(vault);
}

/**
 * New keys as the plan says: sealed files in `folder`/key as the authority keeps them, or a token. Throws Refused
 * `token.keys-exist`, `token.no-pin`, `token.failed`, `key.malformed`.
 */
export async function openKeys(shell: Shell, { keys }: CeremonyPlan, folder: string): Promise<KeyPlace> {
  if (keys.store === 'pkcs11') return { keyring: await openToken(shell, keys), sealedWith: null };
  const given = shell.environment.KAIKA_KEY_ENCRYPTION_KEY;
  if (given !== undefined && !/^[0-9a-f]{64}$/.test(given))
    throw new Refused(
      'key.malformed',
      bothWords((words) => words.badKey),
    );
  const secret = given === undefined ? undefined : new Uint8Array(Buffer.from(given, 'hex'));
  return {
    keyring: openKeyring(openVault(join(folder, 'key'), secret)),
    sealedWith: given === undefined ? 'beside' : 'given',
  };
}

async function openToken(
  { environment }: Shell,
  { module, token, sessions }: Omit<TokenPlace, 'pin'>,
): Promise<Keyring> {
  const file = environment.KAIKA_PKCS11_PIN_FILE;
  if (file === undefined)
    throw new Refused(
      'token.no-pin',
      bothWords((words) => words.noPin),
    );
  const place = { module, token, sessions, pin: new TextDecoder().decode(readWhole(file)).trimEnd() };
  try {
    const there = await tokenKeys(place);
    if (there.length > 0) {
      const names = there.slice(0, 10).join(', ');
      throw new Refused(
        'token.keys-exist',
        bothWords((words) => words.keysExist(names)),
      );
    }
    return await openTokenKeyring(place);
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    const said = cause instanceof Error ? cause.message : '';
    throw new Refused(
      'token.failed',
      bothWords((words) => words.tokenFailed(said)),
      { cause },
    );
  }
}
