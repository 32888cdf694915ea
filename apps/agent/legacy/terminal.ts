import { startTerminal } from '../window/line.ts';

/**
 * The pop-up of the old wire. It says it is ready to whoever opened it (old pages are asked this way, and it tells nothing), takes one package and gives the
 * answer back to the origin that sent it.
 */
const place = document.getElementById('screen');
const opener: Window | null = window.opener;
if (place !== null && opener !== null) start(place, opener);

function start(place: HTMLElement, opener: Window): void {
  const { ready = 'getTbs' } = place.dataset;
  const { say, listen } = startTerminal(place, opener);
  addEventListener('message', ({ source, origin, data }) => {
    if (source === opener && typeof data === 'string') say('package', JSON.stringify({ origin, text: data }));
  });
  // Old pages open a very small window; a person needs room to read.
  new MutationObserver(() => {
    if (place.querySelector('form, .notice')) window.resizeTo(460, 720);
  }).observe(place, { childList: true });
  void listen(() => opener.postMessage(JSON.stringify({ func: ready }), '*'));
}
