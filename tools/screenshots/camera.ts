import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What is wrong with a page that was photographed. */
export type Finding = { readonly shot: string; readonly what: string };

export type Camera = {
  readonly findings: readonly Finding[];
  /** Takes the whole page as `{name}-{language}-{width}.png` and looks it over. */
  readonly shoot: (page: Page, name: string) => Promise<void>;
};

const violations = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()) })) }),
  ),
});

/** Keeps pictures in `folder`. Each page is also checked by axe and for sideways scrolling. */
export function openCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const findings: Finding[] = [];
  return {
    findings,
    async shoot(page, name) {
      const width = await page.evaluate(() => innerWidth);
      const language = await page.evaluate(() => document.documentElement.lang);
      const shot = `${name}-${language}-${width}`;
      await page.screenshot({ path: join(folder, `${shot}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) findings.push({ shot, what: `is ${wide - width} px too wide` });
      await page.evaluate(axe);
      const report = violations.parse(await page.evaluate('axe.run({ resultTypes: ["violations"] })'));
      for (const { id, nodes } of report.violations) {
        findings.push({ shot, what: `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}` });
      }
    },
  };
}
