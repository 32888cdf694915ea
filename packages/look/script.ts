import { type Asset, asset } from './asset.ts';

/** The part of esbuild's `build` that is used; an app hands its own in, this room opens nothing. */
export type Build = (options: BundleOptions) => Promise<{
  readonly outputFiles: readonly { readonly text: string }[];
}>;

export type BundleOptions = {
  readonly entryPoints: string[];
  readonly bundle: true;
  readonly write: false;
  readonly format: 'esm';
  readonly target: string[];
  readonly minify: boolean;
  readonly charset: 'utf8';
  readonly legalComments: 'none';
  readonly logLevel: 'silent';
};

/** How a page's browser module is made from its entry file (an absolute path): one ES module, all inside. */
export function bundleOptions(entry: string): BundleOptions {
  return {
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    // The oldest browsers with everything the pages use (private class members, top-level await).
    target: ['chrome109', 'firefox115', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  };
}

/**
 * Bundles an app's browser module at its start: `await pageScript(esbuild.build, entry)`. Serve the answer
 * at its `path` (`/page.js`), hand its `href` to the layout. Throws what the bundler throws.
 */
export async function pageScript(build: Build, entry: string): Promise<Asset> {
  const { outputFiles } = await build(bundleOptions(entry));
  const [file] = outputFiles;
  if (!file) throw new Error('the bundler gave no file');
  return asset('/page.js', 'text/javascript; charset=utf-8', file.text);
}
