import { enhance } from '@kaika/look/enhance';
import { checkRules } from '../window/rules.ts';

/**
 * The browser module of the manager and the desk: pages work without it; with it they follow readers and cards at once and the desk's buttons do
 * not reload the page.
 */
enhance(document);
document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.form) checkRules(event.target.form);
});

const live = document.getElementById('live');
if (live !== null) follow(live);

function follow(live: HTMLElement): void {
  let wanted = false;
  let running = false;
  const refresh = async () => {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted) {
      wanted = false;
      await replace(live).catch(() => undefined);
    }
    running = false;
  };
  new EventSource('/live').addEventListener('change', () => void refresh());
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.quiet === undefined) return;
    event.preventDefault();
    const typed = [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]);
    void fetch(form.action, { method: 'POST', body: new URLSearchParams(typed) }).then(refresh);
  });
}

/** Puts the page's own newest state where the old one stood; the focus stays on the same button where there still is one. */
async function replace(live: HTMLElement): Promise<void> {
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('live');
  if (!response.ok || fresh === null || fresh.innerHTML === live.innerHTML) return;
  if (live.querySelector('dialog[open]')) return;
  const focused = document.activeElement?.id ?? '';
  live.innerHTML = fresh.innerHTML;
  enhance(document);
  if (focused !== '') document.getElementById(focused)?.focus();
}
