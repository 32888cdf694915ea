import type { Finding } from './checkline.ts';

/** What a report tells beside the findings. */
export type Setting = {
  readonly title: string;
  readonly at: Date;
  readonly site: string;
  readonly browser: string;
  readonly language: string;
};

const marks = { good: '✓', bad: '✗', unknown: '?', running: '…', waiting: '?' } as const;

/** The findings as text for the help desk: versions, numbers and codes; no card number, no name, no address of a person. */
export function reportOf(setting: Setting, findings: readonly Finding[]): string {
  const { title, at, site, browser, language } = setting;
  return [
    title,
    at.toISOString(),
    site,
    browser,
    language,
    ...findings.map(({ name, is, said }) => `${marks[is]} ${name}: ${said}`),
  ].join('\n');
}
