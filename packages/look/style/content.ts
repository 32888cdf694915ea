/** What stands in a page: notices, cards, facts, steps, badges, receipts, waiting. */
export const content = `
.notice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 var(--space-3); border: 1px solid var(--line); border-inline-start: 5px solid var(--info-bar); border-radius: var(--radius-s); background: var(--info-tint); padding: var(--space-4); margin: 0 0 var(--space-5); }
.notice-icon { width: 1.5rem; height: 1.5rem; margin-top: 0.2rem; color: var(--info-bar); }
.notice-title { font-weight: 700; font-size: var(--size-m); margin: 0; line-height: inherit; color: var(--info); }
.notice-body > :last-child { margin-bottom: 0; }
.notice-body p, .notice-body ul, .notice-body ol { margin: var(--space-1) 0 0; }
.notice-body .button { margin-top: var(--space-2); }
.notice-body ol + p, .notice-links { margin-top: var(--space-2); }
.notice-code { font-size: 0.8125rem; color: var(--soft); }
:lang(zh) .notice-icon { margin-top: 0.32rem; }
.notice.success { background: var(--success-tint); border-inline-start-color: var(--success-bar); }
.notice.success .notice-title { color: var(--success); } .notice.success .notice-icon { color: var(--success-bar); }
.notice.warning { background: var(--warning-tint); border-inline-start-color: var(--warning-bar); }
.notice.warning .notice-title { color: var(--warning); } .notice.warning .notice-icon { color: var(--warning-bar); }
.notice.problem { background: var(--problem-tint); border-inline-start-color: var(--problem-bar); }
.notice.problem .notice-title { color: var(--problem); } .notice.problem .notice-icon { color: var(--problem-bar); }
.notice-links, .links { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-5); }
.notice-links li, .links li { margin: 0; }
.message { margin: 0 0 var(--space-5); }
.message > div > :last-child { margin-bottom: 0; }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); padding: var(--space-5); margin: 0 0 var(--space-5); box-shadow: var(--shadow); }
.panel > :last-child { margin-bottom: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-s); padding: var(--space-3) var(--space-4); font-size: 0.9375rem; }
.panel > h2:first-child { font-size: var(--size-l); padding-bottom: var(--space-2); border-bottom: 1px solid var(--line); }
.tiles { list-style: none; padding: 0; margin: 0 0 var(--space-6); display: grid; gap: var(--space-4); grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); }
.tiles > li { margin: 0; }
.tile { position: relative; height: 100%; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); padding: var(--space-4) var(--space-5); box-shadow: var(--shadow); }
.tile:hover { border-color: var(--primary); }
.tile h3, .tile h2 { font-size: var(--size-l); margin: 0 0 var(--space-1); }
.tile a, .tile a:visited { color: var(--link); }
.tile :is(h2, h3) a::after { content: ""; position: absolute; inset: 0; border-radius: inherit; }
.tile p { margin: 0; color: var(--soft); font-size: 1rem; }
@media (max-width: 40rem) { .tiles.figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-3); } .tiles.figures .tile { padding: var(--space-3) var(--space-4); } }
.tiles.figures p { color: var(--ink); font-size: var(--size-xl); font-weight: 700; }
@media (min-width: 56rem) { .tiles.three { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
.directory { list-style: none; padding: 0; margin: 0 0 var(--space-6); display: grid; gap: 0 var(--space-7); counter-reset: entry; border-top: 1px solid var(--line); }
.directory > li { margin: 0; padding: var(--space-4) 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); counter-increment: entry; }
.directory > li::before { content: counter(entry); color: var(--seal-ink); font-weight: 700; font-size: var(--size-l); line-height: 1.5; font-variant-numeric: tabular-nums; }
.directory h3 { font-size: var(--size-l); margin: 0; line-height: 1.5; }
.directory p { margin: 0; color: var(--soft); font-size: 1rem; }
@media (min-width: 56rem) { .directory { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); grid-auto-flow: row; } }
.journey { list-style: none; padding: 0; margin: 0 0 var(--space-5); display: grid; gap: var(--space-4); counter-reset: leg; }
.journey li { margin: 0; position: relative; padding-inline-start: 3rem; counter-increment: leg; }
.journey li::before { content: counter(leg); position: absolute; inset-inline-start: 0; top: 0.1em; width: 2.1rem; height: 2.1rem; display: grid; place-items: center; border-radius: 50%; background: var(--primary); color: var(--on-primary); font-weight: 700; line-height: 1; }
.journey strong { display: block; }
.journey span { color: var(--soft); font-size: 1rem; }
@media (min-width: 56rem) {
  .journey { grid-template-columns: repeat(5, minmax(0, 1fr)); gap: var(--space-5); }
  .journey li { padding: 2.75rem 0 0; }
  .journey li:not(:last-child)::after { content: ""; position: absolute; top: 1.15rem; left: 2.6rem; right: calc(-1 * var(--space-5) + 0.5rem); border-top: 2px solid var(--line); }
}
.facts { margin: 0 0 var(--space-5); border-top: 1px solid var(--line); }
.fact { padding: var(--space-3) 0; border-bottom: 1px solid var(--line); }
.fact dt { color: var(--soft); font-size: 0.9375rem; }
.fact dd { margin: 0; overflow-wrap: anywhere; }
.fact dd > :last-child { margin-bottom: 0; }
.fact-action { font-size: 0.9375rem; }
@media (min-width: 40rem) {
  .fact { display: grid; grid-template-columns: minmax(8rem, 12rem) minmax(0, 1fr) auto; gap: var(--space-2) var(--space-5); align-items: baseline; }
  .fact dt { font-size: inherit; }
}
.badge { display: inline-block; padding: 0.05em 0.65em; border-radius: 99px; font-size: var(--size-s); font-weight: 600; line-height: 1.6; white-space: nowrap; background: var(--sunken); color: var(--soft); border: 1px solid var(--line); vertical-align: middle; letter-spacing: 0; }
.badge.good { background: var(--success-tint); color: var(--success); border-color: var(--success-bar); }
.badge.hold { background: var(--warning-tint); color: var(--warning); border-color: var(--warning-bar); }
.badge.bad { background: var(--problem-tint); color: var(--problem); border-color: var(--problem-bar); }
.badge.busy { background: var(--info-tint); color: var(--info); border-color: var(--info-bar); }
.steps { list-style: none; padding: 0; margin: 0 0 var(--space-5); display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-5); counter-reset: step; }
.steps li { margin: 0; display: flex; align-items: center; gap: var(--space-2); color: var(--soft); counter-increment: step; font-size: 0.9375rem; }
.step-mark { display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 50%; border: 1px solid var(--edge); font-size: var(--size-s); font-variant-numeric: tabular-nums; flex: none; line-height: 1; }
.step-mark::before { content: counter(step); }
.steps .done .step-mark { background: var(--primary-tint); border-color: var(--primary); color: var(--primary); }
.steps .done .step-mark::before { content: "✓"; }
.steps [aria-current] { color: var(--ink); font-weight: 700; }
.steps [aria-current] .step-mark { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
.progress { list-style: none; padding: 0; margin: 0 0 var(--space-5); }
.progress li { margin: 0; display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 0 var(--space-3); padding-bottom: var(--space-4); position: relative; color: var(--soft); }
.progress li:not(:last-child)::after { content: ""; position: absolute; left: calc(0.875rem - 1px); top: 1.75rem; bottom: 0; width: 2px; background: var(--line); }
.progress .step-mark { border-color: var(--line); background: var(--surface); }
.progress .step-mark::before { content: ""; }
.progress .is-done { color: var(--ink); } .progress .is-done .step-mark { background: var(--success-bar); border-color: var(--success-bar); color: var(--surface); } .progress .is-done .step-mark::before { content: "✓"; }
.progress .is-running { color: var(--ink); font-weight: 700; } .progress .is-running .step-mark { border: 3px solid var(--line); border-top-color: var(--primary); animation: turn 1s linear infinite; }
.progress .is-failed { color: var(--problem); font-weight: 700; } .progress .is-failed .step-mark { background: var(--problem-bar); border-color: var(--problem-bar); color: var(--surface); } .progress .is-failed .step-mark::before { content: "×"; }
.progress-detail { grid-column: 2; font-weight: 400; color: var(--soft); font-size: 0.9375rem; }
.checklist { margin-top: var(--space-4); }
.checklist > li > div { min-width: 0; }
.checklist .check-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--space-4); }
.check-head [data-name] { flex: 1 1 12rem; } .check-said { font-weight: 400; color: var(--soft); font-size: 0.9375rem; overflow-wrap: anywhere; }
.check-remedy { grid-column: 2; font-weight: 400; } .check-remedy .notice { margin: var(--space-2) 0; }
.notice details { margin-top: var(--space-2); } .notice summary { font-weight: 600; }
.picture { display: block; height: auto; margin: var(--space-2) 0; border: 1px solid var(--line); border-radius: var(--radius-m); background: #fff; }
progress { width: 100%; height: 0.75rem; accent-color: var(--primary); }
.waiting { display: flex; gap: var(--space-4); align-items: center; padding: var(--space-5); border: 1px dashed var(--edge); border-radius: var(--radius-m); background: var(--surface); margin: 0 0 var(--space-5); }
.waiting p { margin: 0; }
.spinner { width: 2rem; height: 2rem; flex: none; border: 3px solid var(--line); border-top-color: var(--primary); border-radius: 50%; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.chart { margin: 0 0 var(--space-4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); padding: var(--space-4); }
.chart svg { display: block; width: 100%; height: auto; }
.chart .bar { fill: var(--primary); }
.chart .grid { stroke: var(--line); }
.chart text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.chart .name { fill: var(--ink); }
@media (max-width: 44rem) { .chart { padding: var(--space-3) var(--space-2); } .chart text { font-size: 22px; } .chart .between { display: none; } }
.list-head { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: center; justify-content: space-between; margin: 0 0 var(--space-3); }
.list-head p { margin: 0; }
.tasks { list-style: none; margin: 0 0 var(--space-5); padding: 0; display: grid; gap: var(--space-3); grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
.tasks li { margin: 0; }
.tasks a, .tasks a:visited { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--space-3); align-items: center; height: 100%; padding: var(--space-4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); color: var(--ink); text-decoration: none; }
.tasks a:hover { border-color: var(--primary); }
.tasks .num { font-size: var(--size-title); font-weight: 700; line-height: 1.1; min-width: 1.6em; text-align: end; }
.tasks .none .num { color: var(--soft); font-weight: 400; }
.tasks .yours { border-inline-start: 4px solid var(--seal); }
.stations { list-style: none; padding: 0; margin: 0 0 var(--space-5); display: grid; gap: var(--space-4); grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.station { margin: 0; background: var(--surface); border: 1px solid var(--line); border-top: 4px solid var(--line); border-radius: var(--radius-m); padding: var(--space-4); box-shadow: var(--shadow); display: flex; flex-direction: column; }
.station h3 { margin: 0; font-size: var(--size-m); overflow-wrap: anywhere; } .station p { margin: 0 0 var(--space-2); }
.station .button { margin-top: auto; } .station .notice { margin: var(--space-2) 0; padding: var(--space-3); }
.station.is-running { border-top-color: var(--primary); } .station.is-done { border-top-color: var(--success-bar); } .station.is-failed { border-top-color: var(--problem-bar); }
.batch-bar { display: grid; grid-template-columns: max-content minmax(0, 20rem) auto; justify-content: start; gap: var(--space-2) var(--space-4); align-items: center; max-width: none; font-weight: 700; font-variant-numeric: tabular-nums; }
@media (max-width: 44rem) { .batch-bar { grid-template-columns: minmax(0, 1fr); } }
.line-acts { display: flex; flex-wrap: wrap; gap: var(--space-2); }
.tick { display: inline-grid; place-items: center; min-width: 2.75rem; min-height: 2.75rem; margin: calc(-1 * var(--space-2)); } .tick input { width: 1.25rem; height: 1.25rem; accent-color: var(--primary); }
.empty { text-align: center; padding: var(--space-7) var(--space-4); border: 1px dashed var(--line); border-radius: var(--radius-m); background: var(--surface); margin: 0 0 var(--space-5); }
.empty p { margin: 0 auto var(--space-3); color: var(--soft); }
.empty .empty-title { color: var(--ink); font-weight: 700; font-size: var(--size-l); }
.empty > :last-child { margin-bottom: 0; }
.receipt { position: relative; background: var(--surface); border: 1px solid var(--line); border-top: 6px double var(--seal); border-radius: var(--radius-s); padding: var(--space-5); margin: 0 0 var(--space-5); box-shadow: var(--shadow); }
.receipt-head { display: flex; gap: var(--space-4); align-items: flex-start; justify-content: space-between; margin-bottom: var(--space-4); }
.receipt-head h2 { margin: 0; font-size: var(--size-xl); }
.receipt-issuer { margin: 0; color: var(--soft); font-size: 0.9375rem; }
.receipt .seal { width: 3.5rem; height: 3.5rem; font-size: 2.1rem; }
.receipt-foot { color: var(--soft); font-size: var(--size-s); margin: 0; }
.receipt-foot code { display: block; margin-top: var(--space-1); }
.in-window { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: var(--space-2); align-items: start; }
.in-window svg { width: 1.25rem; height: 1.25rem; margin-top: 0.3em; color: var(--soft); }
.letter-body { max-width: var(--measure-text); }
.timeline { list-style: none; padding: 0; margin: 0 0 var(--space-5); border-inline-start: 2px solid var(--line); }
.timeline li { margin: 0; padding: 0 0 var(--space-4) var(--space-5); position: relative; }
.timeline li::before { content: ""; position: absolute; left: calc(-0.375rem - 1px); top: 0.55em; width: 0.75rem; height: 0.75rem; border-radius: 50%; background: var(--surface); border: 2px solid var(--primary); }
.timeline time { color: var(--soft); font-size: 0.9375rem; display: block; }
.columns-2 { display: grid; gap: var(--space-6); }
.columns-2 > section + section { margin-top: 0; }
@media (min-width: 60rem) { .columns-2 { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .columns-2.uneven { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); } }
.faq details { border-bottom: 1px solid var(--line); padding: var(--space-3) 0; }
.faq summary { font-weight: 600; }
.faq details > :not(summary) { margin-top: var(--space-2); }
.faq + p { margin-top: var(--space-5); }
.columns-2.uneven > .panel:last-child:not(:has(form)) { align-self: start; }
`;
