import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Argon2id (RFC 9106): 64 MiB, 3 passes, one lane: the second recommended option of §4 with less parallelism. */
export const cost = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;
const TAG_OCTETS = 32;
const SALT_OCTETS = 16;
const derive = promisify(argon2);

/** What a member may choose: 12 to 128 characters, any of them (NIST SP 800-63B-4 §3.1.1.2: no rules of composition). */
export function isAcceptable(password: string, userId: string): boolean {
  const length = [...password].length;
  if (length < 12 || length > 128) return false;
  if (new Set(password).size < 5) return false;
  return !password.toLowerCase().includes(userId.toLowerCase());
}

/** Hashes a password with the house's pepper; a PHC string that states its own parameters. */
export async function hashPassword(password: string, pepper: Uint8Array): Promise<string> {
  const salt = randomBytes(SALT_OCTETS);
  const tag = await tagOf(password, { pepper, salt, ...cost });
  const { memoryKiB, passes, lanes } = cost;
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${toPhc(salt)}$${toPhc(tag)}`;
}

/**
 * Whether the password is the one behind `kept`. Without `kept` (no such user) the same work is done and the answer is
 * no, so that nobody learns from the time which user IDs exist.
 */
export async function isPassword(
  password: string,
  kept: string | undefined,
  pepper: Uint8Array,
): Promise<boolean> {
  const parsed = parse(kept ?? DECOY);
  const tag = await tagOf(password, { pepper, ...parsed });
  return timingSafeEqual(tag, parsed.tag) && kept !== undefined;
}

type Cost = { readonly memoryKiB: number; readonly passes: number; readonly lanes: number };
type Inputs = Cost & { readonly pepper: Uint8Array; readonly salt: Uint8Array };

const DECOY = `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${toPhc(Buffer.alloc(SALT_OCTETS))}$${toPhc(Buffer.alloc(TAG_OCTETS))}`;

function tagOf(password: string, { pepper, salt, memoryKiB, passes, lanes }: Inputs): Promise<Buffer> {
  return derive('argon2id', {
    message: Buffer.from(password.normalize('NFC'), 'utf8'),
    nonce: salt,
    secret: pepper,
    memory: memoryKiB,
    passes,
    parallelism: lanes,
    tagLength: TAG_OCTETS,
  });
}

function parse(phc: string): Cost & { readonly salt: Buffer; readonly tag: Buffer } {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (!found) throw new Error('a password hash of an unknown form');
  const [, memory, passes, lanes, salt = '', tag = ''] = found;
  return {
    memoryKiB: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** PHC strings write base64 without padding. */
function toPhc(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
