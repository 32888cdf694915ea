import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The small build: every page takes it in and compiles it anew, which costs more than what it then does. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Screens that were examined: people meet the same window again and again, and to examine one costs more than to walk through it. */
const examined = new Set<string>();

/**
 * Fails where axe finds a violation on the page as it stands (WCAG 2.2 AA and good practice), or where the page is wider than
 * its window (1.4.10, reflow). A screen of one name is examined once in each language and width.
 */
export async function assertAccessible(page: Page, name: string): Promise<void> {
  const screen = await page.evaluate(
    () => `${document.documentElement.lang} ${innerWidth} ${location.hostname}`,
  );
  if (examined.has(`${name} ${screen}`)) return;
  examined.add(`${name} ${screen}`);
  await page.evaluate(source);
  const found = await page.evaluate(async (values): Promise<readonly string[]> => {
    // The script evaluated just before puts itself there.
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      // The dearest rule by far; colours are the same in every language.
      rules: { 'color-contrast': { enabled: document.documentElement.lang === 'zh-TW' } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  }, tags);
  const [wide, window] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth] as const;
  });
  assert.deepEqual(found, [], `${name} at ${page.url()}`);
  assert.ok(wide <= window, `${name} at ${page.url()} is ${wide} px wide in a window of ${window}`);
}
