import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret that was typed, and whose. */
export type Secret = { readonly of: string; readonly text: string };

/**
 * The files under a folder in which a secret stands, as `path: whose`: as it was typed, or in hexadecimal as APDUs would have it. The
 * virtual cards' own files are left out, each of which is a card. Between letters and digits a secret is not seen: six digits
 * turn up by chance in longer numbers.
 */
export function findSecrets(folder: string, secrets: readonly Secret[]): readonly string[] {
  const patterns = secrets.map(({ of, text }) => ({ of, pattern: patternOf(text) }));
  return filesUnder(folder).flatMap((path) => {
    if (/\/desk\/card-\w+\.json$/.test(path)) return [];
    // One character a byte, so that a database's file can be searched as well as a log.
    const content = readFileSync(path).toString('latin1');
    return patterns.filter(({ pattern }) => pattern.test(content)).map(({ of }) => `${path}: ${of}`);
  });
}

function patternOf(text: string): RegExp {
  const quoted = text.replaceAll(/[^\w]/g, '\\$&');
  const hex = Buffer.from(text).toString('hex');
  return new RegExp(
    `(?<![0-9A-Za-z])${quoted}(?![0-9A-Za-z])|${hex}`,
    text === text.toLowerCase() ? 'i' : '',
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
