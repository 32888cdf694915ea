/** The window: 420×640 on a desk, a whole screen on a phone. */
export const windowStyle = `
:root:has(.agent-body) { scroll-padding-block: 1rem 6.5rem; }
.agent-body { background: var(--paper); font-size: 1rem; }
.agent-window { min-height: 100vh; min-height: 100dvh; max-width: 34rem; margin: 0 auto; display: flex; flex-direction: column; }
.agent-head { display: flex; align-items: center; gap: var(--space-3); background: var(--band); color: var(--on-band); padding: var(--space-2) var(--space-4); }
.agent-head .seal { width: 2.1rem; height: 2.1rem; font-size: 1.25rem; flex: none; }
.agent-name { display: block; font-weight: 700; line-height: 1.3; }
.agent-line { display: block; color: var(--band-soft); font-size: 0.8125rem; line-height: 1.3; }
.agent-asker { background: var(--surface); border-bottom: 1px solid var(--line); border-inline-start: 5px solid var(--success-bar); padding: var(--space-2) var(--space-4); }
.agent-asker.stranger { border-inline-start-color: var(--warning-bar); background: var(--warning-tint); }
.agent-asker p { margin: 0; }
.agent-asker-label { display: flex; justify-content: space-between; gap: var(--space-2); color: var(--soft); font-size: 0.8125rem; line-height: 1.5; }
.agent-asker-mark { color: var(--success); font-weight: 600; }
.stranger .agent-asker-label { color: var(--warning); }
.stranger .agent-asker-mark { color: var(--warning); }
.agent-asker-name { font-weight: 700; line-height: 1.5; }
.agent-origin { font-family: var(--font-mono); font-size: 0.9375rem; line-height: 1.5; overflow-wrap: anywhere; color: var(--soft); }
.agent-origin b { color: var(--ink); }
.agent-main { flex: 1; padding: var(--space-3) var(--space-4) var(--space-4); }
.agent-stack { display: grid; gap: var(--space-2); }
.agent-stack .button { width: 100%; }
.agent-main h1 { font-size: var(--size-xl); margin-bottom: var(--space-2); }
.agent-main h1:focus { outline: 0; box-shadow: none; }
.agent-main .field { margin-bottom: var(--space-3); }
.agent-main .notice { padding: var(--space-3); margin-bottom: var(--space-4); }
.agent-main .facts { margin-bottom: var(--space-3); }
.agent-main .fact { padding: var(--space-1) 0; display: block; }
.agent-main p { margin-bottom: var(--space-3); }
.agent-main .fact dt { font-size: var(--size-s); }
.agent-main .actions { margin-top: var(--space-4); }
.agent-main .actions > .button { flex: 1 1 6rem; width: auto; padding-inline: var(--space-3); }
.agent-main .actions > .button:first-child:not(.second) { flex: 2 1 8rem; }
.agent-form > .actions { position: sticky; bottom: 0; margin: var(--space-4) calc(-1 * var(--space-4)) calc(-1 * var(--space-4)); padding: var(--space-3) var(--space-4); background: var(--paper); border-top: 1px solid var(--line); }
.agent-main .hint { margin-bottom: var(--space-1); font-size: var(--size-s); }
.agent-main .control, .agent-main .button { min-height: 2.75rem; }
.agent-foot { border-top: 1px solid var(--line); padding: var(--space-2) var(--space-4); color: var(--soft); font-size: 0.8125rem; line-height: 1.5; background: var(--surface); }
.agent-foot p { margin: 0; }
.agent-phrase strong { color: var(--ink); font-size: 0.9375rem; }
.hash { font-size: 0.8125rem; line-height: 1.5; }
.chip { display: inline-block; flex: none; width: 2.2rem; height: 1.7rem; border-radius: 4px; border: 1px solid #9a7a2c; background: linear-gradient(90deg, transparent 31%, #9a7a2c 31%, #9a7a2c 34%, transparent 34%, transparent 66%, #9a7a2c 66%, #9a7a2c 69%, transparent 69%), linear-gradient(transparent 47%, #9a7a2c 47%, #9a7a2c 52%, transparent 52%), linear-gradient(135deg, #f1d98b, #cfa640); }
.mini-card { display: flex; align-items: center; gap: var(--space-3); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-m); padding: var(--space-2) var(--space-3); margin: 0 0 var(--space-3); box-shadow: var(--shadow); }
.mini-card-text { display: block; min-width: 0; line-height: 1.5; }
.mini-card-text > * { display: block; overflow-wrap: anywhere; }
.mini-card-soft { color: var(--soft); font-size: var(--size-s); }
.option .mini-card { border: 0; padding: 0; margin: 0; box-shadow: none; background: none; }
.agent-options { border: 0; padding: 0; margin: 0; min-width: 0; }
.rules { background: var(--sunken); border-radius: var(--radius-s); padding: var(--space-2) var(--space-3); }
.rules-title { font-weight: 600; margin: 0; font-size: 0.9375rem; }
.rules ul { list-style: none; margin: 0; padding: 0; font-size: var(--size-s); display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0 var(--space-3); }
.rules li { margin: 0; padding-inline-start: 1.6em; position: relative; color: var(--soft); }
.rules li::before { content: "○"; position: absolute; inset-inline-start: 0.15em; color: var(--edge); }
.rules .is-met { color: var(--success); font-weight: 600; }
.rules .is-met::before { content: "✓"; color: var(--success); }
.agent-wait { text-align: center; padding: var(--space-3) 0; }
.agent-wait p { margin: 0 auto var(--space-2); }
.picture { position: relative; height: 8.5rem; width: 13rem; margin: 0 auto var(--space-4); }
.picture-reader { position: absolute; bottom: 0; left: 1rem; right: 1rem; height: 3.6rem; border-radius: 10px; background: linear-gradient(var(--edge), var(--soft)); }
.picture-reader::before { content: ""; position: absolute; top: -3px; left: 14%; right: 14%; height: 7px; border-radius: 4px; background: #0b1114; }
.picture-reader::after { content: ""; position: absolute; right: 14px; bottom: 14px; width: 9px; height: 9px; border-radius: 50%; background: #7ee2a3; animation: blink 1.6s ease-in-out infinite; }
.picture-card { position: absolute; left: 22%; right: 22%; top: 0; height: 5.4rem; border-radius: 7px; background: var(--surface); border: 1px solid var(--edge); padding: 0.6rem; text-align: left; animation: slide-in 1.8s ease-in-out infinite; }
.picture-card .chip { position: absolute; bottom: 0.6rem; left: 50%; margin-left: -1.1rem; }
.is-right-card .picture-card { animation: slide-out 1.8s ease-in-out infinite; }
.is-reader .picture-card, .is-service .picture-card { opacity: 0.25; animation: none; }
.is-reader .picture-reader, .is-service .picture-reader { opacity: 0.55; outline: 2px dashed var(--edge); outline-offset: 4px; }
@keyframes slide-in { 0%, 15% { transform: translateY(-6px); } 60%, 85% { transform: translateY(22px); } 100% { transform: translateY(-6px); } }
@keyframes slide-out { 0%, 15% { transform: translateY(22px); } 60%, 85% { transform: translateY(-6px); } 100% { transform: translateY(22px); } }
@keyframes blink { 50% { opacity: 0.35; } }
@media (min-width: 36rem) { .agent-window { border-inline: 1px solid var(--line); } }
`;
