import type { Signer } from '@kaika/ca/signer';
import { keyIdentifier } from '@kaika/pki/key';
import type { Handle, PKCS11, Template } from 'pkcs11js';
import type { Keyring } from './keyring.ts';
import { CK, type TokenKind, tokenKindOf } from './pkcs11-kind.ts';

/**
 * Where keys are: a PKCS#11 module, the label of a token, its user's PIN. `sessions`: how many signatures the token is given at a
 * time, on other threads, for an HSM behind a network; without it each is waited for, which is fastest where the answer comes in
 * microseconds.
 */
export type TokenPlace = {
  readonly module: string;
  readonly token: string;
  readonly pin: string;
  readonly sessions?: number | undefined;
};

const flags = { osLocking: 0x2, serial: 0x4, write: 0x2 };
const user = 1;
/** What a token says when it forgot us: everything is opened anew, once. */
const forgotten: ReadonlySet<number> = new Set([0x32, 0xb0, 0xb3, 0xe0, 0x101]);
const alreadyInitialized = 0x191;
const alreadyLoggedIn = 0x100;

/**
 * Opens a token, whose keys never leave it. The module is loaded into this process, and may have been loaded before.
 * Throws TypeError where the token is not there, or pkcs11js is not installed (it is compiled at installation).
 */
export async function openTokenKeyring(place: TokenPlace): Promise<Keyring> {
  // CommonJS: the namespace of an import holds the module as `default`, too.
  const { PKCS11: Module } = await import('pkcs11js').catch((cause: unknown) => {
    throw new TypeError('pkcs11js is not installed; npm could not compile it', { cause });
  });
  const module = new Module();
  module.load(place.module);
  passOver(alreadyInitialized, () => module.C_Initialize({ flags: flags.osLocking }));
  const sessions = openSessions(module, place);
  const signers = new Map<string, Signer>();
  return {
    signer: (name, kind) => {
      const known = signers.get(name);
      if (known) return known;
      const made = signerOf(sessions, name, tokenKindOf(kind));
      signers.set(name, made);
      return made;
    },
    [Symbol.dispose]: () => sessions.close(),
  };
}

type Sessions = {
  readonly module: PKCS11;
  readonly parallel: boolean;
  /** Runs with a session nobody else uses meanwhile; after a token forgot us, once more with a new one. */
  use<T>(work: (session: Handle) => T): T;
  useLater<T>(work: (session: Handle) => Promise<T>): Promise<T>;
  close(): void;
};

function openSessions(module: PKCS11, place: TokenPlace): Sessions {
  const { sessions: count } = place;
  const slot = findToken(module, place.token);
  const open = (): Handle => {
    const session = module.C_OpenSession(slot, flags.serial | flags.write);
    passOver(alreadyLoggedIn, () => module.C_Login(session, user, place.pin));
    return session;
  };
  let main = open();
  const free: Handle[] = [];
  const waiting: ((session: Handle) => void)[] = [];
  for (let made = 0; made < (count ?? 0); made += 1) free.push(open());
  const give = (session: Handle) => {
    const next = waiting.shift();
    if (next) next(session);
    else free.push(session);
  };
  return {
    module,
    parallel: count !== undefined,
    use: (work) => {
      try {
        return work(main);
      } catch (error) {
        if (!forgotten.has(codeOf(error))) throw error;
        main = open();
        return work(main);
      }
    },
    useLater: async (work) => {
      let session = free.pop() ?? (await new Promise<Handle>((resolve) => waiting.push(resolve)));
      try {
        return await work(session);
      } catch (error) {
        if (!forgotten.has(codeOf(error))) throw error;
        session = open();
        return await work(session);
      } finally {
        give(session);
      }
    },
    close: () => {
      for (const session of [main, ...free]) passOver(null, () => module.C_CloseSession(session));
    },
  };
}

function findToken(module: PKCS11, label: string): Handle {
  const slots = module.C_GetSlotList(true);
  const found = slots.filter((slot) => module.C_GetTokenInfo(slot).label.trimEnd() === label);
  const [slot, second] = found;
  if (!slot || second) throw new TypeError(`${found.length} tokens are called ${label}`);
  return slot;
}

/** The key of that label, made when it is not there yet. */
function signerOf(sessions: Sessions, name: string, kind: TokenKind): Signer {
  const { module } = sessions;
  const found = sessions.use(
    (session) => findPair(module, session, name) ?? generate(module, session, { name, kind }),
  );
  let { privateKey } = found;
  const publicKey = sessions.use((session) =>
    readSpki(module, session, { publicKey: found.publicKey, kind }),
  );
  const mechanism = { mechanism: kind.sign };
  const output = Buffer.alloc(kind.longest);
  // Handles belong to a session's login; after a new one the key is looked for again.
  const startAgain = (session: Handle) => {
    try {
      module.C_SignInit(session, mechanism, privateKey);
    } catch (error) {
      if (forgotten.has(codeOf(error))) throw error;
      privateKey = findPair(module, session, name)?.privateKey ?? privateKey;
      module.C_SignInit(session, mechanism, privateKey);
    }
  };
  const now = (tbs: Uint8Array) =>
    sessions.use((session) => {
      startAgain(session);
      return kind.output(module.C_Sign(session, kind.input(tbs), output));
    });
  const later = (tbs: Uint8Array) =>
    sessions.useLater(async (session) => {
      startAgain(session);
      const room = Buffer.alloc(kind.longest);
      return kind.output(await module.C_SignAsync(session, kind.input(tbs), room));
    });
  const sign = sessions.parallel ? later : now;
  return { algorithm: kind.algorithm, publicKey, keyId: keyIdentifier(publicKey), sign };
}

type Pair = { readonly publicKey: Handle; readonly privateKey: Handle };

function findPair(module: PKCS11, session: Handle, name: string): Pair | null {
  const privateKey = findOne(module, session, { name, kind: CK.CKO_PRIVATE_KEY });
  const publicKey = findOne(module, session, { name, kind: CK.CKO_PUBLIC_KEY });
  if (!privateKey && !publicKey) return null;
  if (!privateKey || !publicKey) throw new TypeError(`half of the key ${name} is missing from the token`);
  return { publicKey, privateKey };
}

function findOne(
  module: PKCS11,
  session: Handle,
  { name, kind }: { readonly name: string; readonly kind: number },
): Handle | undefined {
  module.C_FindObjectsInit(session, [
    { type: CK.CKA_CLASS, value: kind },
    { type: CK.CKA_LABEL, value: name },
  ]);
  try {
    const [found, second] = module.C_FindObjects(session, 2);
    if (second) throw new TypeError(`several keys of the token are called ${name}`);
    return found;
  } finally {
    module.C_FindObjectsFinal(session);
  }
}

/** A pair that stays: it can sign and can never be read. */
function generate(
  module: PKCS11,
  session: Handle,
  { name, kind }: { readonly name: string; readonly kind: TokenKind },
): Pair {
  const both: Template = [
    { type: CK.CKA_TOKEN, value: true },
    { type: CK.CKA_LABEL, value: name },
    { type: CK.CKA_ID, value: Buffer.from(name) },
  ];
  const publicTemplate: Template = [...both, { type: CK.CKA_VERIFY, value: true }, ...kind.template];
  const privateTemplate: Template = [
    ...both,
    { type: CK.CKA_PRIVATE, value: true },
    { type: CK.CKA_SENSITIVE, value: true },
    { type: CK.CKA_EXTRACTABLE, value: false },
    { type: CK.CKA_SIGN, value: true },
  ];
  return module.C_GenerateKeyPair(session, { mechanism: kind.generate }, publicTemplate, privateTemplate);
}

function readSpki(
  module: PKCS11,
  session: Handle,
  { publicKey, kind }: { readonly publicKey: Handle; readonly kind: TokenKind },
): Uint8Array {
  const asked = kind.attributes.map((type) => ({ type }));
  const values = module.C_GetAttributeValue(session, publicKey, asked).map(({ value }) => value);
  return kind.spki(
    values.map((value) => (value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array())),
  );
}

/** The CKR_ code of a PKCS#11 error; -1 for every other. */
function codeOf(error: unknown): number {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : -1;
}

/** Runs, and passes over one code; over every failure where that is null. */
function passOver(code: number | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (code !== null && codeOf(error) !== code) throw error;
  }
}
