/**
 * The design tokens: every colour, size and distance of every screen. Ink on paper with one vermilion
 * seal: the look of an official paper, at the contrast of WCAG 2.2 AA (tested beside).
 */
export type Palette = Readonly<Record<ColourName, string>>;

export type ColourName =
  | 'paper'
  | 'surface'
  | 'sunken'
  | 'ink'
  | 'soft'
  | 'line'
  | 'edge'
  | 'primary'
  | 'primary-strong'
  | 'primary-tint'
  | 'on-primary'
  | 'link'
  | 'visited'
  | 'seal'
  | 'on-seal'
  | 'seal-ink'
  | 'band'
  | 'on-band'
  | 'band-soft'
  | 'focus'
  | 'info'
  | 'info-tint'
  | 'info-bar'
  | 'success'
  | 'success-tint'
  | 'success-bar'
  | 'warning'
  | 'warning-tint'
  | 'warning-bar'
  | 'problem'
  | 'problem-tint'
  | 'problem-bar';

export const light: Palette = {
  paper: '#f8f7f3',
  surface: '#ffffff',
  sunken: '#f0eee7',
  ink: '#1b2428',
  soft: '#4e595f',
  line: '#dcd8ce',
  edge: '#727c81',
  primary: '#0f4f61',
  'primary-strong': '#0a3845',
  'primary-tint': '#e4eff1',
  'on-primary': '#ffffff',
  link: '#0c586d',
  visited: '#5b4577',
  seal: '#b23a2b',
  'on-seal': '#ffffff',
  'seal-ink': '#a93526',
  band: '#0c3b49',
  'on-band': '#ffffff',
  'band-soft': '#c3d6db',
  focus: '#ffc83d',
  info: '#0f4f61',
  'info-tint': '#e9f2f4',
  'info-bar': '#1f7188',
  success: '#1b5a36',
  'success-tint': '#e8f4ec',
  'success-bar': '#2b7a4b',
  warning: '#6a4500',
  'warning-tint': '#fdf4df',
  'warning-bar': '#b97f0a',
  problem: '#932519',
  'problem-tint': '#fcedea',
  'problem-bar': '#bf3a2b',
};

export const dark: Palette = {
  paper: '#11181b',
  surface: '#192226',
  sunken: '#0d1315',
  ink: '#e8edee',
  soft: '#adb8bd',
  line: '#344047',
  edge: '#8b989e',
  primary: '#7fc6d8',
  'primary-strong': '#a8dce9',
  'primary-tint': '#17323b',
  'on-primary': '#06222b',
  link: '#88ccde',
  visited: '#c3aee0',
  seal: '#bf4736',
  'on-seal': '#ffffff',
  'seal-ink': '#ef9a8d',
  band: '#0a1f27',
  'on-band': '#eef4f5',
  'band-soft': '#a9bdc3',
  focus: '#ffc83d',
  info: '#a5d8e5',
  'info-tint': '#152b33',
  'info-bar': '#4a9fb5',
  success: '#9ad8b2',
  'success-tint': '#15291e',
  'success-bar': '#4ba671',
  warning: '#f0cd86',
  'warning-tint': '#2e2512',
  'warning-bar': '#c9952b',
  problem: '#f3b0a7',
  'problem-tint': '#341a17',
  'problem-bar': '#d9604f',
};

/** Everything that is not a colour, as custom properties. Type is set in rem, so the reader's own size rules. */
export const measures: Readonly<Record<string, string>> = {
  'font-zh':
    '"Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei UI", "Microsoft JhengHei", system-ui, sans-serif',
  // Latin fonts first: quotation marks of a Chinese font are a full square wide.
  'font-en':
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif',
  'font-seal': '"Noto Serif TC", "Noto Serif CJK TC", "Songti TC", "PMingLiU", serif',
  'font-mono': 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", Menlo, monospace',
  'size-s': '0.875rem',
  'size-m': '1.0625rem',
  'size-l': '1.1875rem',
  'size-xl': '1.375rem',
  'size-title': 'clamp(1.625rem, 1.35rem + 1.3vw, 2.125rem)',
  'space-1': '0.25rem',
  'space-2': '0.5rem',
  'space-3': '0.75rem',
  'space-4': '1rem',
  'space-5': '1.5rem',
  'space-6': '2rem',
  'space-7': '3rem',
  'space-8': '4.5rem',
  'radius-s': '4px',
  'radius-m': '8px',
  'radius-l': '12px',
  shadow: '0 1px 2px rgb(27 36 40 / 6%), 0 6px 20px rgb(27 36 40 / 5%)',
  'measure-text': '42rem',
  'measure-page': '74rem',
};

/** The tokens as CSS: light, dark where the reader's system asks for it, light again on paper. */
export function tokenSheet(): string {
  return [
    `:root { color-scheme: light dark; ${declare(measures)} ${declare(light)} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${declare(dark)} } }`,
  ].join('\n');
}

function declare(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}
