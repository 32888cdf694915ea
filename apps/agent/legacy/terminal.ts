import { startTerminal } from '../window/line.ts';
import { pathOf } from './func.ts';

/**
 * The pop-up of the old wire. It says it is ready to whoever opened it (old pages are asked this way, and it tells nothing), takes one package, posts
 * it to the endpoint of its `func`, and gives the answer back to the origin that sent it. For `addDomain` it takes nothing from the page.
 */
const place = document.getElementById('screen');
const opener: Window | null = window.opener;
if (place !== null && opener !== null) start(place, opener);

function start(place: HTMLElement, opener: Window): void {
  const { ready, domain, window: id = '' } = place.dataset;
  const { say, listen } = startTerminal(place, opener);
  const post = (path: string, origin: string, body: string) => {
    const at = new URL(path, location.origin);
    at.searchParams.set('window', id);
    at.searchParams.set('origin', origin);
    say(`${at.pathname}${at.search}`, body, 'application/x-www-form-urlencoded');
  };
  // Old pages open a very small window; a person needs room to read.
  new MutationObserver(() => {
    if (place.querySelector('form, .notice')) window.resizeTo(460, 720);
  }).observe(place, { childList: true });
  if (domain !== undefined) return void listen(() => post('/addDomain', domain, ''));
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== opener || typeof data !== 'string') return;
    post(pathOf(data, ready ?? ''), origin, `tbsPackage=${data}`);
  });
  void listen(() => opener.postMessage(JSON.stringify({ func: ready }), '*'));
}
