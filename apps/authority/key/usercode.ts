import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';

/** Argon2id (RFC 9106), the second recommended option: 64 MiB, 3 passes, 4 lanes. Each hash states what it was made with. */
export const argon2Parameters = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const;

const saltBytes = 16;

/** Hashes user codes with the pepper, which is in no database. Takes about a tenth of a second: never inside a transaction. */
export type CodeHasher = {
  /** `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, base64. */
  hash(code: string): Promise<string>;
  matches(code: string, hash: string): Promise<boolean>;
};

const run = promisify(argon2);

/** @param pepper 32 octets, the secret input K of RFC 9106 §3.1 */
export function codeHasher(pepper: Uint8Array, parameters: Parameters = argon2Parameters): CodeHasher {
  const tagOf = (code: string, nonce: Uint8Array, chosen: Parameters) =>
    run('argon2id', { message: Buffer.from(code, 'utf8'), nonce, secret: pepper, ...chosen });
  return {
    hash: async (code) => {
      const salt = randomBytes(saltBytes);
      const { memory, passes, parallelism } = parameters;
      const tag = await tagOf(code, salt, parameters);
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(tag)}`;
    },
    matches: async (code, hash) => {
      const { salt, tag, chosen } = readHash(hash);
      return timingSafeEqual(await tagOf(code, salt, chosen), tag);
    },
  };
}

type Parameters = {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
};

function readHash(hash: string) {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  const [, memory, passes, parallelism, salt = '', tag = ''] = found ?? [];
  if (found === null) throw new TypeError('not a hash of a user code');
  const bytes = fromBase64(tag);
  const chosen = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: bytes.length,
  };
  return { salt: fromBase64(salt), tag: bytes, chosen };
}
