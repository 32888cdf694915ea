/** The card manager. */
export const managerStyle = `
.reader { border: 1px solid var(--line); border-radius: var(--radius-m); background: var(--surface); margin: 0 0 var(--space-5); box-shadow: var(--shadow); overflow: hidden; }
.reader-head { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: center; justify-content: space-between; padding: var(--space-3) var(--space-5); background: var(--sunken); border-bottom: 1px solid var(--line); }
.reader-head h2 { margin: 0; font-size: var(--size-l); overflow-wrap: anywhere; }
.reader-body { padding: var(--space-5); }
.reader-body > :last-child { margin-bottom: 0; }
.tries { display: inline-flex; gap: 0.3rem; align-items: center; }
.tries i { width: 0.8rem; height: 0.8rem; border-radius: 50%; border: 1px solid var(--edge); background: transparent; }
.tries .left { background: var(--success-bar); border-color: var(--success-bar); }
.tries.few .left { background: var(--problem-bar); border-color: var(--problem-bar); }
.log-line { font-family: var(--font-mono); font-size: var(--size-s); }
`;
