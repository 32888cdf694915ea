import { startTerminal } from './line.ts';

/**
 * The browser's side of the agent's window: a thin terminal. It carries messages between the page that opened it and the agent, shows
 * the screens the agent makes and sends what is typed into them. It decides nothing; only that
 * the agent has stopped it has to say itself.
 */
const place = document.getElementById('screen');
const page = decodeURIComponent(location.hash.slice(1));
const opener: Window | null = window.opener;
if (place !== null && opener !== null && page !== '') start(place, opener);

function start(place: HTMLElement, opener: Window): void {
  const { version } = place.dataset;
  let asked: unknown;
  let stopped = false;
  // The page waits for a word, and nobody else is left to say it.
  const tellStopped = () => {
    if (!stopped || asked === undefined) return;
    const problem = { code: 'agent.stopped' };
    opener.postMessage({ kaika: 1, id: asked, type: 'problem', problem }, page);
  };
  const { say, listen } = startTerminal(place, opener);
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== opener || typeof data !== 'object' || data === null || data.kaika !== 1) return;
    if (data.type === 'request') asked = data.id;
    if (stopped) tellStopped();
    else if (data.type === 'request' || data.type === 'answer') {
      say(data.type, JSON.stringify({ origin, message: data }));
    }
  });
  const orphaned = setInterval(() => {
    if (opener.closed) window.close();
  }, 1000);
  void listen(() => opener.postMessage({ kaika: 1, type: 'ready', version }, page)).then((ended) => {
    clearInterval(orphaned);
    stopped = !ended;
    tellStopped();
  });
}
