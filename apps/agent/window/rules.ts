/** Ticks off the rules of a new PIN while it is typed. The agent and the card judge again; this only helps. */
export function checkRules(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>('[data-rules]');
  const pin = form.elements.namedItem('newPin');
  const again = form.elements.namedItem('newPinAgain');
  if (list === null || !(pin instanceof HTMLInputElement) || !(again instanceof HTMLInputElement)) return;
  const met = metRules(pin.value, again.value, {
    alphabet: list.dataset.rules ?? 'ascii',
    numbers: (list.dataset.numbers ?? '').split(' '),
  });
  for (const item of list.querySelectorAll<HTMLElement>('[data-check]')) {
    const isMet = met.has(item.dataset.check ?? '');
    item.classList.toggle('is-met', isMet);
    const said = item.querySelector<HTMLElement>('[data-met]');
    if (said) said.hidden = !isMet;
  }
}

/** What a PIN is judged by here: `digits` or `ascii`, and numbers everybody knows. */
export type Rules = { readonly alphabet: string; readonly numbers: readonly string[] };

/** Which rules a PIN meets: `length`, `alphabet`, `easy` (not a run, not all the same), `number` (no piece of one of those), `match`. Nothing typed meets none. */
export function metRules(pin: string, again: string, { alphabet, numbers }: Rules): ReadonlySet<string> {
  const met = new Set<string>();
  if (pin === '') return met;
  if (pin.length >= 6 && pin.length <= 8) met.add('length');
  if ((alphabet === 'digits' ? /^\d+$/ : /^[!-~]+$/).test(pin)) met.add('alphabet');
  const steps = new Set([...pin].slice(1).map((sign, index) => sign.charCodeAt(0) - pin.charCodeAt(index)));
  const [step = 9] = steps;
  if (pin.length > 1 && !(steps.size === 1 && Math.abs(step) <= 1)) met.add('easy');
  if (!numbers.some((number) => number.includes(pin))) met.add('number');
  if (pin === again) met.add('match');
  return met;
}
