/** Tables: rows of a list become cards on a phone; numbers align. */
export const table = `
.table-frame { margin: 0 0 var(--space-5); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); overflow: hidden; }
table { width: 100%; border-collapse: collapse; margin: 0; }
caption { text-align: start; font-weight: 700; padding: var(--space-3) var(--space-4); }
th, td { text-align: start; vertical-align: baseline; padding: var(--space-3) var(--space-4); border-top: 1px solid var(--line); }
thead th { background: var(--sunken); font-size: 0.9375rem; font-weight: 600; border-top: 0; white-space: nowrap; }
caption + thead th { border-top: 1px solid var(--line); }
.rows tbody tr:hover { background: color-mix(in srgb, var(--primary-tint) 45%, transparent); }
tbody th { font-weight: 600; }
.end { text-align: end; font-variant-numeric: tabular-nums; }
@media (max-width: 44rem) {
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows, .rows caption, .rows tbody, .rows tr, .rows th, .rows td { display: block; }
  .rows tr { padding: var(--space-3) var(--space-4); border-top: 1px solid var(--line); }
  .rows tbody :is(th, td) { border: 0; padding: var(--space-1) 0; display: grid; grid-template-columns: minmax(6rem, 34%) minmax(0, 1fr); gap: var(--space-3); text-align: start; overflow-wrap: anywhere; }
  .rows tbody :is(th, td)::before { content: attr(data-label); color: var(--soft); font-weight: 400; font-size: 0.9375rem; }
  .rows tbody :is(th, td).bare { display: block; } .rows tbody :is(th, td).bare::before { content: none; }
}
.sheet th { width: 13rem; background: var(--sunken); font-weight: 600; }
.sheet tr:first-child > * { border-top: 0; }
.sheet caption + tbody tr:first-child > * { border-top: 1px solid var(--line); }
@media (max-width: 44rem) { .sheet, .sheet tbody, .sheet tr, .sheet th, .sheet td, .sheet caption { display: block; } .sheet th { width: auto; padding-block: var(--space-2); } .sheet td { border-top: 0; } }
.pages { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; margin: 0 0 var(--space-5); }
.pages ol { display: flex; flex-wrap: wrap; gap: var(--space-1); list-style: none; margin: 0; padding: 0; }
.pages li { margin: 0; }
.pages a, .pages a:visited, .pages .gap { display: inline-grid; place-items: center; min-width: 2.75rem; min-height: 2.75rem; padding: 0 var(--space-2); color: var(--link); text-decoration: none; border-radius: var(--radius-s); font-variant-numeric: tabular-nums; }
.pages a:hover { background: var(--primary-tint); text-decoration: underline; }
.pages a[aria-current] { background: var(--primary); color: var(--on-primary); font-weight: 700; }
.filters { display: flex; flex-wrap: wrap; gap: var(--space-2); list-style: none; padding: 0; }
.filters li { margin: 0; }
.filters a, .filters a:visited { display: inline-block; padding: 0.3rem 0.9rem; border: 1px solid var(--line); border-radius: 99px; background: var(--surface); color: var(--ink); text-decoration: none; font-size: 0.9375rem; }
.filters a:hover { border-color: var(--primary); }
.filters a[aria-current] { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
.filters a[aria-current] .soft { color: inherit; }
`;
