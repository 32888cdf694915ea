/**
 * What scripts add to pages that work without them. Every app's browser module calls this once. Nothing here
 * reads a field.
 */
export function enhance(page: Document): void {
  page.querySelector<HTMLElement>('[data-focus]')?.focus();
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) offerReveal(button);
  for (const button of page.querySelectorAll<HTMLElement>('[data-print]')) offerPrint(button);
  for (const button of page.querySelectorAll<HTMLElement>('[data-copy]')) offerCopy(button);
  for (const field of page.querySelectorAll<HTMLElement>('[data-shortcut]')) offerShortcut(field);
  for (const list of page.querySelectorAll<HTMLElement>('[data-arrows]')) offerArrows(list);
  if (!('commandForElement' in HTMLButtonElement.prototype)) offerDialogs(page);
}

/** Shows and hides what was typed into the field named by `data-reveal`; hides it again when the form is sent. */
function offerReveal(button: HTMLButtonElement): void {
  const field = button.ownerDocument.getElementById(button.dataset.reveal ?? '');
  if (!(field instanceof HTMLInputElement)) return;
  const show = (visible: boolean) => {
    field.type = visible ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(visible));
    button.textContent = (visible ? button.dataset.hide : button.dataset.show) ?? '';
  };
  button.hidden = false;
  button.addEventListener('click', () => show(field.type === 'password'));
  field.form?.addEventListener('submit', () => show(false));
}

function offerPrint(button: HTMLElement): void {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

function offerCopy(button: HTMLElement): void {
  const text = button.dataset.copy ?? '';
  const done = button.dataset.done ?? '';
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = done;
  });
}

/** Ctrl (or ⌘) and the key of `data-shortcut` go to the field: with a modifier, so that no single key does something by itself. */
function offerShortcut(field: HTMLElement): void {
  field.ownerDocument.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== field.dataset.shortcut) return;
    event.preventDefault();
    field.focus();
    if (field instanceof HTMLInputElement) field.select();
  });
}

/** The arrow keys go from link to link of a list of results; Tab goes on as everywhere. */
function offerArrows(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links: readonly Element[] = [...list.querySelectorAll('tbody th a')];
    const here = list.ownerDocument.activeElement;
    const at = here === null ? -1 : links.indexOf(here);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = links[at + step];
    if (next instanceof HTMLElement) next.focus();
  });
}

/** For browsers without invoker commands (`commandfor`). */
function offerDialogs(page: Document): void {
  const dialog = (id: string | undefined) => {
    const found = page.getElementById(id ?? '');
    return found instanceof HTMLDialogElement ? found : undefined;
  };
  for (const button of page.querySelectorAll<HTMLElement>('[data-open]')) {
    button.addEventListener('click', () => dialog(button.dataset.open)?.showModal());
  }
  for (const button of page.querySelectorAll<HTMLElement>('[data-close]')) {
    button.addEventListener('click', () => dialog(button.dataset.close)?.close());
  }
}
