import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why tests in a browser cannot run here; `false` where they can: `test(name, { skip }, …)`. */
export const skip = existsSync(executablePath)
  ? false
  : 'chromium is not installed: apt-get install chromium';

/** Debian's Chromium, headless. Pop-ups open as they do after a click. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-gpu',
      '--disable-quic',
    ],
  });
}
