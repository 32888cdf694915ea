/**
 * The extension's worker: joins a page to the agent's host and to the window that shows the agent's screens. It decides nothing: who asks is what the
 * browser says of the connection, and no message of a page can say otherwise.
 */
import { hostName } from '@kaika/wire/extension';
import type { FromHost, ToHost } from '../host/message.ts';
import { chrome, type Port, type Sender } from './chrome.ts';

/** One conversation: the page, the host, and the window once something is to be shown. */
type Talk = {
  readonly page: Port;
  readonly host: Port;
  window: Port | null;
  /** The window's number, once it is open; `opening` before. */
  id: number | 'opening' | null;
  last: Screen | null;
  /** The host has said its last line: what the window shows stays for the person to read. */
  over: boolean;
};
type Screen = Extract<Extract<FromHost, { line: unknown }>['line'], { screen: string }>;

/** By the name its window connects with. */
const talks = new Map<string, Talk>();

chrome.runtime.onMessageExternal.addListener((_message, sender, reply) => {
  if (originOf(sender) === null) return false;
  void isHostThere().then((there) => reply({ kaika: 1, there }));
  return true;
});

chrome.runtime.onConnectExternal.addListener((page) => {
  const origin = originOf(page.sender);
  if (origin === null) page.disconnect();
  else begin(page, origin);
});

chrome.runtime.onConnect.addListener((window) => {
  const talk = talks.get(window.name);
  if (talk === undefined || talk.window !== null) return window.disconnect();
  talk.window = window;
  if (talk.last !== null) window.postMessage(talk.last);
  window.onMessage.addListener((form) => {
    if (typeof form === 'string') tell(talk.host, { form });
  });
  // Who closes the window has left.
  window.onDisconnect.addListener(() => {
    talk.id = null;
    end(window.name);
  });
});

/** The whole page alone: no frame inside another site speaks for it. */
function originOf(sender: Sender | undefined): string | null {
  return sender?.frameId === 0 && sender.origin !== undefined ? sender.origin : null;
}

function begin(page: Port, origin: string): void {
  const name = crypto.randomUUID();
  const host = chrome.runtime.connectNative(hostName);
  const talk: Talk = { page, host, window: null, id: null, last: null, over: false };
  talks.set(name, talk);
  page.onMessage.addListener((say) => tell(host, { say }));
  page.onDisconnect.addListener(() => talk.over || end(name));
  host.onDisconnect.addListener(() => {
    void chrome.runtime.lastError;
    if (!talk.over) end(name);
  });
  host.onMessage.addListener((message) => {
    const heard = message as FromHost; // our own host, started by the browser
    if ('ready' in heard) return page.postMessage({ kaika: 1, type: 'ready', version: heard.ready });
    const { line } = heard;
    if ('post' in line && line.to === origin) page.postMessage(line.post);
    else if ('screen' in line) void show(name, talk, line);
    else if ('close' in line) end(name);
    else if ('end' in line) talk.over = true;
  });
  tell(host, { open: { origin } });
}

/** A window is opened for what a person has to see; work that asks nothing is done without. */
async function show(name: string, talk: Talk, screen: Screen): Promise<void> {
  talk.last = screen;
  if (talk.window !== null) return talk.window.postMessage(screen);
  if (talk.id !== null || screen.quiet) return;
  talk.id = 'opening';
  const url = `window.html#${name}`;
  const { id } = await chrome.windows.create({ url, type: 'popup', width: 440, height: 760 });
  talk.id = id ?? null;
  // The conversation may have ended meanwhile.
  if (!talks.has(name) && id !== undefined) await chrome.windows.remove(id);
}

function end(name: string): void {
  const talk = talks.get(name);
  if (talk === undefined) return;
  talks.delete(name);
  talk.page.disconnect();
  talk.host.disconnect();
  if (typeof talk.id === 'number') void chrome.windows.remove(talk.id).catch(() => undefined);
}

function tell(host: Port, message: ToHost): void {
  host.postMessage(message);
}

let there: Promise<boolean> | null = null;

/** Whether the browser finds the host and it answers; asked once while the worker lives, unless it was not there. */
async function isHostThere(): Promise<boolean> {
  there ??= new Promise((resolve) => {
    const host = chrome.runtime.connectNative(hostName);
    host.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      resolve(false);
    });
    host.onMessage.addListener((message) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      resolve(true);
      host.disconnect();
    });
    tell(host, { open: { origin: 'null' } });
  });
  const answer = await there;
  if (!answer) there = null;
  return answer;
}
