import { z } from 'zod';

/** "Not given", as the old pages say it. */
const absent = '__NotExistedTag__';

const shape = z.record(z.string(), z.unknown());

/** A request of an old page: its function and its parameters as texts, decoded. A PIN among them is dropped unread. */
export type LegacyPackage = {
  readonly func: string;
  value(name: string): string | null;
  isSet(name: string): boolean;
};

/** What a page sends and we never take: secrets are typed in our own window. */
const secrets = new Set(['pin', 'userpin', 'currentPIN', 'newpin', 'oldPIN', 'newPIN', 'sid', 'pin1']);

/**
 * Reads a package: JSON first, then each text percent-decoded once, or left as it is where that is impossible (pages of several ages encode
 * differently). A base64 `tbs` is never decoded that way. Null for what is no package.
 */
export function readPackage(text: string): LegacyPackage | null {
  const parsed = shape.safeParse(parseJson(text)).data;
  if (parsed === undefined || typeof parsed.func !== 'string') return null;
  const value = (name: string) => {
    const raw = parsed[name];
    if (secrets.has(name) || raw === undefined || raw === null || raw === absent) return null;
    return decode(String(raw));
  };
  return { func: parsed.func, value, isSet: (name) => /^true$/i.test(value(name) ?? '') };
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
