import { resolve } from 'node:path';
import { browserScripts } from '@kaika/agent/browserscript';
import { build, type Plugin } from 'esbuild';

/**
 * The agent's command line with everything it imports as one CommonJS text, the same for every system: the browser modules are inside as texts
 * instead of the bundler, and the native bridge is taken from the executable. The same sources give the same bytes.
 */
export async function bundleAgent(): Promise<string> {
  const scripts = JSON.stringify(await browserScripts());
  const { outputFiles } = await build({
    entryPoints: [resolve('apps/agent/cli.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [replace(scripts)],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('the bundler gave no file');
  return file.text;
}

function replace(scripts: string): Plugin {
  const text = (contents: string) => ({ contents, loader: 'js', resolveDir: process.cwd() }) as const;
  return {
    name: 'packaged',
    setup(bundler) {
      bundler.onResolve({ filter: /^koffi$|^\.\/browserscript\.ts$/ }, ({ path }) => ({
        path,
        namespace: 'packaged',
      }));
      bundler.onLoad({ filter: /^koffi$/, namespace: 'packaged' }, () =>
        text(`export { native as default } from './tools/package/native.ts';`),
      );
      bundler.onLoad({ filter: /browserscript/, namespace: 'packaged' }, () =>
        text(`export async function browserScripts() { return ${scripts}; }`),
      );
    },
  };
}
