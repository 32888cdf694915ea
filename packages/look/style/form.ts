/** Forms and buttons. Controls are 48 px high: a thumb hits them. */
export const form = `
form { margin: 0; }
.form { max-width: 38rem; }
.form-wide { max-width: none; }
.field { margin: 0 0 var(--space-5); border: 0; padding: 0; min-width: 0; }
.field > label:not(.option), .field > legend, .label { display: block; font-weight: 600; margin: 0 0 var(--space-1); padding: 0; }
.field-group { border: 0; margin: 0 0 var(--space-6); padding: 0; min-width: 0; }
.field-group > legend { font-size: var(--size-xl); font-weight: 700; padding: 0; margin-bottom: var(--space-3); }
.optional { font-weight: 400; color: var(--soft); }
.hint { color: var(--soft); font-size: 0.9375rem; margin: 0 0 var(--space-2); }
.hint.below { margin: var(--space-2) 0 0; }
.error { color: var(--problem); font-weight: 600; margin: 0 0 var(--space-2); display: flex; gap: 0.4em; align-items: baseline; }
.error svg { flex: none; width: 1em; height: 1em; align-self: center; }
.field.wrong { border-inline-start: 4px solid var(--problem-bar); padding-inline-start: var(--space-4); }
input, select, textarea, button { font: inherit; color: inherit; line-height: 1.5; letter-spacing: inherit; }
.control { display: block; width: 100%; min-height: 3rem; padding: 0.6rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--radius-s); background: var(--surface); color: var(--ink); }
textarea.control { min-height: 7.5rem; resize: vertical; }
select.control { padding-inline-end: 2rem; }
.control:hover { border-color: var(--ink); }
.control:focus { outline: 3px solid var(--focus); outline-offset: 0; border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.control:disabled, .control[readonly] { background: var(--sunken); color: var(--soft); }
.wrong .control { border: 2px solid var(--problem-bar); }
.control.short { max-width: 11rem; }
.control.medium { max-width: 22rem; }
.control.num { font-variant-numeric: tabular-nums; letter-spacing: 0.04em; }
input[type="file"].control { padding: 0.5rem; }
input[type="file"]::file-selector-button { font: inherit; margin-inline-end: var(--space-3); border: 1px solid var(--edge); border-radius: var(--radius-s); background: var(--sunken); color: var(--ink); padding: 0.3rem 0.75rem; cursor: pointer; }
.with-button { display: flex; gap: var(--space-2); align-items: stretch; }
.with-button .control { flex: 1; min-width: 0; }
.options { display: grid; gap: var(--space-2); }
.options.two { grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.option { display: flex; gap: var(--space-3); align-items: flex-start; padding: var(--space-3) var(--space-4); border: 1px solid var(--line); border-radius: var(--radius-m); background: var(--surface); cursor: pointer; min-height: 3rem; }
.option:hover { border-color: var(--edge); }
.option:has(input:checked) { border-color: var(--primary); background: var(--primary-tint); box-shadow: inset 0 0 0 1px var(--primary); }
.option:has(input:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
.option input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.3em 0 0; accent-color: var(--primary); }
.option input:focus-visible { outline: 0; box-shadow: none; }
.option-text { display: block; }
.option-hint { display: block; color: var(--soft); font-size: 0.9375rem; }
.button, a.button, a.button:visited { display: inline-flex; align-items: center; justify-content: center; gap: var(--space-2); min-height: 3rem; padding: 0.6rem 1.5rem; border: 1px solid var(--primary); border-radius: var(--radius-s); background: var(--primary); color: var(--on-primary); font-weight: 600; line-height: 1.4; text-align: center; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--primary-strong); border-color: var(--primary-strong); }
.button.second, a.button.second, a.button.second:visited { background: var(--surface); color: var(--primary); border-color: var(--primary); }
.button.second:hover { background: var(--primary-tint); }
.button.danger { background: var(--seal); border-color: var(--seal); color: var(--on-seal); }
.button.danger:hover { filter: brightness(0.9); }
.button.small, a.button.small { min-height: 2.5rem; padding: 0.35rem 1rem; font-size: var(--size-s); }
.button:disabled, .button[aria-disabled="true"] { background: var(--sunken); border-color: var(--line); color: var(--soft); cursor: not-allowed; }
.button.link { background: none; border-color: transparent; color: var(--link); padding-inline: var(--space-2); text-decoration: underline; text-underline-offset: 0.22em; font-weight: 400; }
.tools .button.link { min-height: 0; padding: var(--space-2) 0; border: 0; font-size: inherit; }
.find { display: flex; gap: var(--space-2); max-width: 34rem; margin: 0 0 var(--space-5); }
.find .control { flex: 1 1 auto; min-width: 0; min-height: 2.5rem; padding-block: 0.3rem; }
.find .button { flex: none; }
.filter { display: flex; flex-wrap: wrap; gap: var(--space-3) var(--space-4); align-items: end; margin: 0 0 var(--space-5); }
.filter .field { margin: 0; flex: 1 1 11rem; }
.filter .control { height: 3rem; }
.filter .actions { margin: 0; min-height: 3rem; }
@media (max-width: 44rem) { .filter .field { flex-basis: 100%; } }
.actions { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: center; margin: var(--space-5) 0 0; }
.actions form { display: contents; }
.actions + p { margin-top: var(--space-3); }
.actions + :is(h2, h3) { margin-top: var(--space-7); }
.error-summary { border: 3px solid var(--problem-bar); border-radius: var(--radius-m); background: var(--surface); padding: var(--space-4) var(--space-5); margin: 0 0 var(--space-6); }
.error-summary h2 { margin: 0 0 var(--space-2); font-size: var(--size-l); }
.error-summary ul { margin: 0; padding-inline-start: 1.25em; }
.error-summary a, .error-summary a:visited { color: var(--problem); font-weight: 600; }
dialog { border: 1px solid var(--line); border-radius: var(--radius-l); background: var(--surface); color: var(--ink); padding: var(--space-5); max-width: min(32rem, calc(100vw - 2rem)); box-shadow: 0 20px 60px rgb(0 0 0 / 30%); }
dialog::backdrop { background: rgb(12 30 37 / 55%); }
dialog h2 { margin: 0 0 var(--space-3); }
@media (max-width: 30rem) { .actions > .button, .actions > form > .button { width: 100%; } }
`;
