import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostManifest } from '@kaika/agent/host/manifest';
import { openDesk } from '@kaika/agent/reader/desk';
import { createSample } from '@kaika/softcard/sample';
import { hostName } from '@kaika/wire/extension';
import { type BrowserContext, chromium } from 'playwright-core';
import { bundleAgent } from '../../tools/package/bundle.ts';
import { extensionFiles, layOutExtension } from '../../tools/package/extension.ts';

/** A browser with the extension, and the agent's host behind it with one card in a virtual reader; no port is open. */
export type Extended = {
  readonly context: BrowserContext;
  readonly pin: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** `sites`: match patterns the extension is made for. */
export async function openExtended(sites: readonly string[]): Promise<Extended> {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-extension-'));
  const at = (name: string) => join(folder, name);
  layOutExtension(await extensionFiles('0.1.0', sites), at('extension'));
  const pin = await layCard(at('desk'));
  writeFileSync(at('agent.cjs'), await bundleAgent());
  writeFileSync(at('host'), hostScript(at('agent.cjs'), at('desk'), at('agent')));
  chmodSync(at('host'), 0o755);
  const hosts = join(at('profile'), 'NativeMessagingHosts');
  mkdirSync(hosts, { recursive: true });
  writeFileSync(join(hosts, `${hostName}.json`), hostManifest(at('host')));
  const context = await chromium.launchPersistentContext(at('profile'), {
    executablePath: '/usr/bin/chromium',
    locale: 'zh-TW',
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      `--disable-extensions-except=${at('extension')}`,
      `--load-extension=${at('extension')}`,
    ],
  });
  context.setDefaultTimeout(20_000);
  return {
    context,
    pin,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An activated card in the first reader of a desk; answers its PIN. */
async function layCard(folder: string): Promise<string> {
  const sample = await createSample({ now: new Date() });
  await using desk = await openDesk({ folder, now: () => new Date() });
  const { id } = await desk.add('card');
  // A card's file is read when the card is put into a reader.
  writeFileSync(join(folder, `card-${id}.json`), JSON.stringify(sample.card.toState()));
  const [reader] = await desk.readers();
  await desk.insert(id, reader?.name ?? '');
  return sample.pin;
}

/** What the installed program is to a browser: it is started with the extension's address. */
function hostScript(program: string, desk: string, folder: string): string {
  const words = [process.execPath, program, '--desk', desk, '--folder', folder, 'host'];
  const quoted = words.map((word) => `'${word}'`);
  return `#!/bin/sh\nexport KAIKA_AGENT_POLICY='${folder}/none.json'\nexec ${quoted.join(' ')} "$1"\n`;
}
