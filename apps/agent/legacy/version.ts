const versions: readonly (readonly [platform: RegExp, version: string])[] = [
  [/Windows/i, '1.3.4.103339'],
  [/Mac OS X|Macintosh/i, '1.3.4.13'],
];
const otherwise = '1.3.4.3';

/**
 * The version the old component would have on the browser's platform. Pages compare it as text with the smallest they accept, so a
 * newer-looking number of our own would lose.
 */
export function serverVersion(userAgent: string | undefined): string {
  return versions.find(([platform]) => platform.test(userAgent ?? ''))?.[1] ?? otherwise;
}
