/** The shell of a page: header, navigation, columns, footer. */
export const layout = `
.demo { background: var(--warning-tint); color: var(--warning); border-bottom: 1px solid var(--warning-bar); font-size: var(--size-s); }
.demo p { max-width: var(--measure-page); margin: 0 auto; padding: var(--space-2) var(--space-4); }
.demo a { color: inherit; white-space: nowrap; }
.top { background: var(--surface); border-top: 4px solid var(--band); border-bottom: 1px solid var(--line); }
.top-row { max-width: var(--measure-page); margin: 0 auto; padding: var(--space-3) var(--space-4); display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-5); }
.brand { display: inline-flex; align-items: center; gap: var(--space-3); color: var(--ink); text-decoration: none; margin-inline-end: auto; }
.brand:visited { color: var(--ink); }
.brand:hover .brand-name { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.25em; }
.brand-name { font-weight: 700; font-size: var(--size-l); line-height: 1.25; display: block; }
.brand-line { display: block; font-size: 0.8125rem; color: var(--soft); line-height: 1.3; letter-spacing: 0.02em; }
.seal { display: inline-grid; place-items: center; flex: none; width: 2.75rem; height: 2.75rem; border-radius: 6px; background: var(--seal); color: var(--on-seal); font-family: var(--font-seal); font-weight: 700; font-size: 1.65rem; line-height: 1; box-shadow: inset 0 0 0 2px var(--seal), inset 0 0 0 3px color-mix(in srgb, var(--on-seal) 55%, transparent); }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-4); font-size: var(--size-s); }
.tools a, .tools a:visited { color: var(--link); padding: var(--space-2) 0; }
.tools form { margin: 0; }
.person { display: inline-flex; flex-wrap: wrap; gap: 0 var(--space-2); align-items: baseline; }
.person-name { font-weight: 600; }
.nav { background: var(--surface); border-bottom: 1px solid var(--line); }
.nav ul { list-style: none; margin: 0 auto; max-width: var(--measure-page); padding: 0 var(--space-4); display: flex; flex-wrap: wrap; gap: 0 var(--space-5); }
.nav li { margin: 0; }
.nav a, .nav a:visited { display: block; padding: var(--space-2) 0 calc(var(--space-2) - 3px); border-bottom: 3px solid transparent; color: var(--ink); text-decoration: none; }
.nav a:hover { border-bottom-color: var(--line); }
.nav a[aria-current] { border-bottom-color: var(--primary); color: var(--primary); font-weight: 600; }
.body { flex: 1 0 auto; width: 100%; max-width: var(--measure-page); margin: 0 auto; padding: var(--space-4) var(--space-4) var(--space-8); }
.body main { min-width: 0; }
.body.narrow main { max-width: 46rem; }
.breadcrumbs { font-size: var(--size-s); color: var(--soft); margin-bottom: var(--space-4); }
.breadcrumbs ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; max-width: none; }
.breadcrumbs li { margin: 0; }
.breadcrumbs li + li::before { content: "›"; margin: 0 0.5em; color: var(--soft); }
.breadcrumbs a, .breadcrumbs a:visited { color: var(--link); padding: var(--space-1) 0; }
.side { margin-top: var(--space-7); }
.menu { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); overflow: hidden; }
.menu-title { margin: 0; padding: var(--space-3) var(--space-4); background: var(--band); color: var(--on-band); font-size: var(--size-m); }
.menu ol, .menu ul { list-style: none; margin: 0; padding: var(--space-2) 0; }
.menu li { margin: 0; }
.menu a, .menu a:visited { display: block; padding: 0.55rem var(--space-4); color: var(--ink); text-decoration: none; border-inline-start: 4px solid transparent; font-size: 1rem; line-height: 1.45; }
.menu a:hover { background: var(--sunken); text-decoration: underline; text-underline-offset: 0.25em; }
.menu a[aria-current] { border-inline-start-color: var(--seal); background: var(--primary-tint); color: var(--primary); font-weight: 700; }
.menu a:focus-visible { outline-offset: -3px; }
.menu-note { float: inline-end; margin-inline-start: var(--space-2); font-size: 0.75rem; color: var(--soft); font-weight: 400; }
.foot { background: var(--band); color: var(--on-band); font-size: var(--size-s); }
.foot-row { max-width: var(--measure-page); margin: 0 auto; padding: var(--space-6) var(--space-4); display: flex; flex-wrap: wrap; gap: var(--space-3) var(--space-6); align-items: baseline; }
.foot ul { list-style: none; display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-5); margin: 0; padding: 0; }
.foot li { margin: 0; }
.foot a, .foot a:visited { color: var(--on-band); }
.foot p { margin: 0; color: var(--band-soft); }
.foot :focus-visible { box-shadow: 0 0 0 2px var(--band); }
@media (max-width: 40rem) {
  .brand-line { display: none; }
  .seal { width: 2.25rem; height: 2.25rem; font-size: 1.35rem; }
  .brand { flex: 1 1 0; min-width: 0; }
  .tools:has(.person) { flex: 1 0 100%; }
  .person { flex: 1 1 0; min-width: 0; flex-direction: column; }
  .receipt .seal { width: 3rem; height: 3rem; font-size: 1.8rem; }
  .nav ul { gap: 0 var(--space-4); }
  .nav a, .nav a:visited { font-size: 1rem; }
}
@media (min-width: 56rem) {
  .body { padding-top: var(--space-5); }
  .top-row, .nav ul, .body, .foot-row, .demo p { padding-inline: var(--space-6); }
  .body.with-side .columns { display: grid; grid-template-columns: 16.5rem minmax(0, 1fr); gap: var(--space-7); align-items: start; }
  .body.with-side main { grid-column: 2; grid-row: 1; }
  .body.with-side .side { grid-column: 1; grid-row: 1; margin-top: 0; position: sticky; top: var(--space-5); }
}
`;
