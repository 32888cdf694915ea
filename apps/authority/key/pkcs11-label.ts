import type { Handle, PKCS11 } from 'pkcs11js';
import type { TokenPlace } from './pkcs11.ts';
import { CK } from './pkcs11-kind.ts';

const flags = { osLocking: 0x2, serial: 0x4 };
const user = 1;
const alreadyInitialized = 0x191;
const alreadyLoggedIn = 0x100;
const atOnce = 100;

/**
 * The labels of the private keys in a token, so that a ceremony does not take an old one for new. The module stays loaded.
 * Throws TypeError where no one token bears that label, and what the module throws.
 */
export async function tokenKeys({ module: path, token, pin }: TokenPlace): Promise<readonly string[]> {
  const { PKCS11: Module } = await import('pkcs11js');
  const module = new Module();
  module.load(path);
  passOver(alreadyInitialized, () => module.C_Initialize({ flags: flags.osLocking }));
  const slots = module.C_GetSlotList(true);
  const found = slots.filter((slot) => module.C_GetTokenInfo(slot).label.trimEnd() === token);
  const [slot, second] = found;
  if (!slot || second) throw new TypeError(`${found.length} tokens are called ${token}`);
  const session = module.C_OpenSession(slot, flags.serial);
  try {
    passOver(alreadyLoggedIn, () => module.C_Login(session, user, pin));
    return labelsIn(module, session).toSorted();
  } finally {
    module.C_CloseSession(session);
  }
}

function labelsIn(module: PKCS11, session: Handle): readonly string[] {
  module.C_FindObjectsInit(session, [{ type: CK.CKA_CLASS, value: CK.CKO_PRIVATE_KEY }]);
  const handles: Handle[] = [];
  try {
    for (;;) {
      const some = module.C_FindObjects(session, atOnce);
      handles.push(...some);
      if (some.length < atOnce) break;
    }
  } finally {
    module.C_FindObjectsFinal(session);
  }
  return handles.map((handle) => {
    const [label] = module.C_GetAttributeValue(session, handle, [{ type: CK.CKA_LABEL }]);
    return Buffer.from(label?.value instanceof Uint8Array ? label.value : []).toString('utf8');
  });
}

/** Runs, and passes over one CKR_ code. */
function passOver(code: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  }
}
