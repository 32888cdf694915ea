import { z } from 'zod';

/** "Not given", as the old pages say it. */
const absent = '__NotExistedTag__';

const shape = z.record(z.string(), z.unknown());

/** A request of an old page: its function, and its parameters as texts, decoded. */
export type LegacyPackage = {
  readonly func: string;
  /** Null where it was not given, and for every secret. */
  value(name: string): string | null;
  isSet(name: string): boolean;
  /** Whether it was given at all, be it empty or a secret. */
  has(name: string): boolean;
  /** The PIN a page sent: for origins the policy allows it for, and nobody else may ask. The caller overwrites it. */
  pagePin(): Uint8Array | null;
};

/** What a page sends and `value` never tells: secrets are typed in our own window. */
const secrets = new Set(
  ['pin', 'userpin', 'currentpin', 'newpin', 'oldpin', 'sid', 'pin1'].map((name) => name.toLowerCase()),
);

/**
 * Reads a package: JSON first, then each text percent-decoded once, or left as it is where that is impossible (pages of several ages encode
 * differently; base64 has no percent sign of its own). Null for what is no object; `func` is `''` where it is missing.
 */
export function readPackage(text: string): LegacyPackage | null {
  const parsed = shape.safeParse(parseJson(text)).data;
  if (parsed === undefined) return null;
  const raw = (name: string) => {
    const given = Object.hasOwn(parsed, name) ? parsed[name] : undefined;
    return given === undefined || given === null || given === absent ? null : decode(String(given));
  };
  const value = (name: string) => (secrets.has(name.toLowerCase()) ? null : raw(name));
  return {
    func: typeof parsed.func === 'string' ? parsed.func : '',
    value,
    isSet: (name) => /^true$/i.test(value(name) ?? ''),
    has: (name) => raw(name) !== null,
    pagePin: () => {
      const pin = raw('pin') || raw('userpin');
      return pin === null || pin === '' ? null : new TextEncoder().encode(pin);
    },
  };
}

/** `application/x-www-form-urlencoded` of the old component: everything behind `tbsPackage=`, which may hold bare `&` and `%`. */
export function readTbsPackage(body: string): LegacyPackage | null {
  const text = body.replace(/^tbsPackage=/, '');
  return readPackage(text) ?? readPackage(decode(text.replace(/\+/g, ' ')));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
