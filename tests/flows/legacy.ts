import assert from 'node:assert/strict';
import type { App } from '@kaika/wire/house';

/** Where the old component listens; pages know no other place. */
export const component = 'http://localhost:61161';

/** What a person types into a screen of the pop-up and which button; null to look on. */
export type Person = (screen: { readonly title: string; readonly html: string }) => Typed | null;
export type Typed = Readonly<Record<string, string>>;

/** An answer as the page hears it, with the origin it was sent to. */
export type Heard = { readonly to: string; readonly answer: Answer };
// As wide as the wire: every function has fields of its own.
export type Answer = Readonly<Record<string, unknown>> & {
  readonly func?: string;
  readonly ret_code: number;
  readonly last_error?: number;
  readonly message?: string;
};

/** A pop-up of the old wire, from opening to its end, as a browser and a person would go through it. */
export type Popup = {
  /** The `func` of the message that says it is ready. */
  readonly ready: string | undefined;
  /** Posts what the page sent to an endpoint and plays the person until the answer comes. */
  hear(path: string, text: string, person?: Person): Promise<Heard>;
};

/** A page of `origin`; `post` reaches the agent. */
export type OldPage = {
  open(form: string): Promise<Popup>;
  /** Opens a form, sends a package and answers what came back. */
  ask(form: string, parameters: Readonly<Record<string, unknown>>, person?: Person): Promise<Answer>;
};

const agents = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156';
const functions: Readonly<Record<string, string>> = {
  GetUserCert: '/pkcs11info?withcert=true',
  CheckEnvir: '/pkcs11info',
  MakeSignature: '/sign',
  DecryptData: '/decrypt',
};

/** A page that knows the old wire alone. Answers are checked to go to its own origin. */
export function oldPage(agent: App, origin: string): OldPage {
  const page: OldPage = {
    open: (form) => openPopup(agent, { form, origin }),
    async ask(form, parameters, person) {
      const popup = await page.open(form);
      const endpoint = functions[String(parameters.func)] ?? '/CardManagement/sendCardCommand';
      const { to, answer } = await popup.hear(endpoint, JSON.stringify(parameters), person);
      assert.equal(to, origin);
      return answer;
    },
  };
  return page;
}

/** A request to the old port. */
export function toComponent(path: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', agents);
  return new Request(`${component}${path}`, { ...init, headers });
}

async function openPopup(
  agent: App,
  { form, origin }: { readonly form: string; readonly origin: string },
): Promise<Popup> {
  const response = await agent.fetch(toComponent(form, { headers: { referer: `${origin}/page` } }));
  assert.equal(response.status, 200, form);
  const html = await response.text();
  const data = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1];
  const id = data('window') ?? assert.fail('no window');
  const state = { secret: data('say') ?? '' };
  const post = (path: string, body: string, secret: string) =>
    agent.fetch(
      toComponent(path, {
        method: 'POST',
        body,
        headers: {
          origin: component,
          'kaika-secret': secret,
          'content-type': 'application/x-www-form-urlencoded',
        },
      }),
    );
  const say = async (path: string, body: string) => {
    const said = await post(path, body, state.secret);
    assert.equal(said.status, 200, `${path}: ${said.status}`);
    ({ secret: state.secret } = (await said.json()) as { secret: string }); // the agent's own shape
  };
  const heard = await post(`/window/${id}/hear`, '', data('hear') ?? '');
  const lines = linesOf(heard.body ?? assert.fail('nothing to hear'));
  return {
    ready: data('ready'),
    async hear(path, text, person = () => null) {
      const at = new URL(path, component);
      at.searchParams.set('window', id);
      at.searchParams.set('origin', data('domain') ?? origin);
      const body = path === '/addDomain' ? '' : `tbsPackage=${text}`;
      await say(`${at.pathname}${at.search}`, body);
      let found: Heard | null = null;
      for await (const line of lines) {
        if (line.post !== undefined) found = { to: String(line.to), answer: JSON.parse(line.post) };
        if (line.close === true && found !== null) return found;
        const reply = line.screen?.includes('<form') ? person(screenOf(line.screen)) : null;
        if (reply === null) continue;
        const number = /name="screen" value="(\d+)"/.exec(line.screen ?? '')?.[1] ?? '';
        const fields = new URLSearchParams({ screen: number, choice: 'go', ...reply });
        await say(`/window/${id}/form`, fields.toString());
      }
      return found ?? assert.fail('the window ended without an answer');
    },
  };
}

function screenOf(html: string): { readonly title: string; readonly html: string } {
  return { title: /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? '', html };
}

type Line = { readonly screen?: string; readonly post?: string; readonly to?: string; readonly close?: true };

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}
