import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Takes pictures of whatever screen comes into sight, at every width, into one folder. */
export type Shutter = {
  /** Whole pages, for pages and windows alike. A name that comes again is the same screen and is left out. */
  readonly look: (page: Page, name: string) => Promise<void>;
  /** The files, in the order they were taken. */
  readonly files: readonly string[];
};

/** A phone, and a desk. */
const widths = [390, 1280] as const;

/** `folder/activate-detected.zh-TW.390.png` and its like. */
export function openShutter(folder: string, language: string): Shutter {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  return {
    files,
    look: async (page, name) => {
      if (files.some((file) => file.startsWith(`${name}.`))) return;
      const before = page.viewportSize();
      for (const width of widths) {
        const file = `${name}.${language}.${width}.png`;
        files.push(file);
        await page.setViewportSize({ width, height: 844 });
        await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
      }
      if (before !== null) await page.setViewportSize(before);
    },
  };
}
