/** The extension's own window: shows the agent's screens and sends what is typed, through the worker, to the host. No page reaches it. */
import { sendForms, showScreen } from '../window/line.ts';
import { chrome } from './chrome.ts';

const place = document.getElementById('screen');
if (place !== null) start(place);

function start(place: HTMLElement): void {
  const port = chrome.runtime.connect({ name: location.hash.slice(1) });
  port.onMessage.addListener((line) => showScreen(place, line as Parameters<typeof showScreen>[1])); // of our own worker
  sendForms((_what, body) => port.postMessage(String(body)));
}
