import type { Answer } from '@kaika/page/answer';

/**
 * Carries what the window asks and tells the page what it learns from it: that the card stopped in the middle, while the window
 * waits for it, and that it is there again.
 */
export function watchRelay(
  carry: Answer,
  tell: { readonly stopped: () => void; readonly goesOn: () => void },
): Answer {
  let waiting = false;
  return (ask, body) => {
    const stopped = typeof body === 'object' && body !== null && 'problem' in body;
    if (stopped) tell.stopped();
    else if (waiting) tell.goesOn();
    waiting = stopped;
    return carry(ask, body);
  };
}
