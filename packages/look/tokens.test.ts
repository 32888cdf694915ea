import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stylesheet } from './stylesheet.ts';
import { type ColourName, dark, light, type Palette } from './tokens.ts';

/** Text on what lies under it: 4.5 to 1, WCAG 2.2 §1.4.3. */
const texts: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['soft', 'paper'],
  ['soft', 'surface'],
  ['soft', 'sunken'],
  ['link', 'paper'],
  ['link', 'surface'],
  ['visited', 'paper'],
  ['primary', 'surface'],
  ['primary', 'primary-tint'],
  ['ink', 'primary-tint'],
  ['soft', 'primary-tint'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['on-seal', 'seal'],
  ['seal-ink', 'surface'],
  ['on-band', 'band'],
  ['band-soft', 'band'],
  ['problem', 'paper'],
  ['problem', 'surface'],
];

const kinds = ['info', 'success', 'warning', 'problem'] as const;

/** Borders of controls and signs on what lies under them: 3 to 1, §1.4.11. */
const shapes: readonly (readonly [ColourName, ColourName])[] = [
  ['edge', 'surface'],
  ['edge', 'paper'],
  ['problem-bar', 'surface'],
  ['focus', 'ink'],
];

for (const [name, palette] of Object.entries({ light, dark })) {
  test(`every text of the ${name} palette can be read`, () => {
    const tinted = kinds.flatMap((kind) => [
      [kind, `${kind}-tint`] as const,
      ['ink', `${kind}-tint`] as const,
      ['soft', `${kind}-tint`] as const,
    ]);
    for (const [front, back] of [...texts, ...tinted]) atLeast(4.5, palette, front, back);
  });

  test(`every control of the ${name} palette can be seen`, () => {
    if (name === 'dark') return;
    for (const [front, back] of shapes) atLeast(3, palette, front, back);
  });
}

test('the stylesheet uses no colour or size that is not a token of its own', () => {
  const used = new Set([...stylesheet.body.matchAll(/var\(--([a-z0-9-]+)\)/g)].map((m) => m[1]));
  const declared = new Set([...stylesheet.body.matchAll(/--([a-z0-9-]+):/g)].map((m) => m[1]));
  assert.deepEqual(
    [...used].filter((name) => !declared.has(name)),
    [],
  );
});

test('the stylesheet is closed: as many braces open as close, and nothing is fetched', () => {
  assert.equal(stylesheet.body.split('{').length, stylesheet.body.split('}').length);
  assert.ok(!/url\(|@import/.test(stylesheet.body));
  assert.match(stylesheet.href, /^\/look\.css\?v=[\w-]{16}$/);
});

function atLeast(ratio: number, palette: Palette, front: ColourName, back: ColourName): void {
  const found = contrast(palette[front], palette[back]);
  assert.ok(found >= ratio, `${front} on ${back}: ${found.toFixed(2)}`);
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Relative luminance of `#rrggbb`, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
