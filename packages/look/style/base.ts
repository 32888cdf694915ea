/** Elements as they come: type, links, focus, headings, lists. */
export const base = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: var(--space-5); }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font-size: var(--size-m); overflow-wrap: break-word; -webkit-font-smoothing: antialiased; }
:lang(zh) { font-family: var(--font-zh); line-height: 1.75; line-break: strict; text-spacing-trim: trim-start; text-autospace: normal; hanging-punctuation: allow-end; }
:lang(en) { font-family: var(--font-en); line-height: 1.6; font-variant-east-asian: proportional-width; }
:lang(zh) em, :lang(zh) i, :lang(zh) cite, :lang(zh) address { font-style: normal; }
:lang(zh) em { font-weight: 600; }
h1, h2, h3 { line-height: 1.35; text-wrap: balance; font-weight: 700; }
h1 { font-size: var(--size-title); margin: 0 0 var(--space-4); letter-spacing: 0.01em; word-break: keep-all; overflow-wrap: anywhere; }
h2 { font-size: var(--size-xl); margin: var(--space-6) 0 var(--space-3); }
h3 { font-size: var(--size-l); margin: var(--space-5) 0 var(--space-2); }
:is(h1, h2, h3):first-child { margin-top: 0; }
:is(section, form, dialog, .actions, .facts, .table-frame, .tiles, .directory) + section, main > div:has(.actions) + section { margin-top: var(--space-7); }
p, ul, ol, dl, table, pre, blockquote { margin: 0 0 var(--space-4); }
p, li, dd { text-wrap: pretty; }
p, .prose ul, .prose ol { max-width: var(--measure-text); }
ul, ol { padding-inline-start: 1.5em; }
li + li { margin-top: var(--space-1); }
:lang(zh) li::marker { font-variant-numeric: tabular-nums; }
.lead { font-size: var(--size-l); color: var(--soft); max-width: var(--measure-text); }
small, .small { font-size: var(--size-s); }
.soft { color: var(--soft); }
.num { font-variant-numeric: tabular-nums lining-nums; letter-spacing: 0.01em; }
.figure { font-size: var(--size-xl); letter-spacing: 0.02em; }
.nowrap { white-space: nowrap; }
code, kbd, samp, .code { font-family: var(--font-mono); font-size: 0.92em; overflow-wrap: anywhere; }
kbd { border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: var(--radius-s); padding: 0 0.35em; background: var(--surface); }
hr { border: 0; border-top: 1px solid var(--line); margin: var(--space-6) 0; }
img, svg { max-width: 100%; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.22em; }
a:visited { color: var(--visited); }
a:hover { text-decoration-thickness: 2px; }
a.plain, a.plain:visited { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--ink); border-radius: 2px; }
main:focus, [tabindex="-1"]:focus { outline: 0; box-shadow: none; }
summary { cursor: pointer; }
[hidden] { display: none !important; }
::selection { background: var(--primary); color: var(--on-primary); }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.skip { position: absolute; left: var(--space-4); top: -10rem; z-index: 10; background: var(--surface); color: var(--link); padding: var(--space-3) var(--space-4); border-radius: var(--radius-s); }
.skip:focus { top: var(--space-3); }
.stack > * + * { margin-top: var(--space-4); }
.print-only { display: none; }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; transition-duration: 0.01ms !important; scroll-behavior: auto !important; } }
@media (forced-colors: active) { .badge, .notice, .step-mark { border: 1px solid; } :focus-visible { outline-color: Highlight; } }
`;
