import type { Receipt } from '@kaika/wire/task';
import type { AuthToken, StatusQuestion } from '@kaika/wire/token';
import type {
  AgentRequest,
  AgentResult,
  AgentStatus,
  HeldCertificate,
  HeldReader,
  Signed,
  ViewedCard,
} from '@kaika/wire/window';
import { type Answer, postTask } from './answer.ts';
import { type Browser, thisBrowser } from './browser.ts';
import { ask, type Direct, isLoopback } from './direct.ts';
import { converse, type Progress } from './popup.ts';
import { AgentProblem } from './problem.ts';

/** A value, or the promise of one: the window opens at once, while the click still counts, and waits for it. */
export type Soon<T> = T | Promise<T>;

export type AgentSettings = {
  /** The agent's origin, for example `http://localhost:61170`. */
  readonly agent: string;
  readonly language?: 'zh-TW' | 'en';
  /** The oldest version of the agent this page can use; an older one is `agent.too-old`. */
  readonly oldest?: string;
  readonly browser?: Browser;
};

export type SignOrder = Omit<Extract<AgentRequest, { do: 'sign' }>, 'do'>;

/**
 * The card agent of this computer as a page meets it. Every promise rejects with an `AgentProblem` (`{ code, triesLeft? }`).
 * Call each from a click: unless it may fetch, it opens a window, or goes by the browser extension where that is installed.
 */
export type Agent = {
  status(): Promise<AgentStatus>;
  cards(): Promise<readonly HeldReader[]>;
  /** The cards without ever opening a window; null where that cannot be told. Needs no click: for live displays. */
  peek(): Promise<readonly HeldReader[] | null>;
  /** Lets the person choose a certificate; no PIN. */
  certificate(use: 'authentication' | 'signature'): Promise<{ reader: string; certificate: HeldCertificate }>;
  /** A login token. `status` asks the page's server about the certificate before the PIN; without it nothing is asked. */
  authenticate(order: {
    readonly nonce: Soon<string>;
    readonly status?: (question: StatusQuestion) => Promise<unknown>;
    /** It proves one act and opens no session: the window says so. */
    readonly proof?: boolean;
  }): Promise<AuthToken>;
  /** A new PIN in place of the old, both typed in the window; the token is signed under the new one. */
  changePin(order: {
    readonly nonce: Soon<string>;
    readonly status: (question: StatusQuestion) => Promise<unknown>;
  }): Promise<AuthToken>;
  /** All that one card tells without a PIN. */
  view(): Promise<ViewedCard>;
  /** A signature of a hash with the signature key (9C). */
  sign(order: Soon<SignOrder>): Promise<Signed>;
  /** A task of an authority. `answer` carries what the window asks to the page's server; by default `POST /api/task/{id}/{ask}`. */
  task(order: {
    readonly task: Soon<string>;
    readonly reader?: string;
    readonly answer?: Answer;
    readonly onProgress?: (progress: Progress) => void;
  }): Promise<{ receipt?: Receipt | undefined; href?: string | undefined }>;
};

/** Opens nothing yet: windows are opened by the methods. */
export function openAgent(settings: AgentSettings): Agent {
  const { agent, language = 'zh-TW', oldest, browser = thisBrowser() } = settings;
  const direct = isLoopback(browser.hostname) ? Promise.resolve(true) : browser.loopbackGranted();
  let byExtension = false;
  void browser.extension?.isThere().then((there) => {
    byExtension = there;
  });
  const inWindow = async <Do extends AgentRequest['do']>(
    wanted: Do,
    order: WindowOrder,
  ): Promise<Result<Do>> =>
    expect(
      await converse(browser, { agent, language, oldest, answer: refuseAsk, byExtension, ...order }),
      wanted,
    );
  const quickly = async <What extends keyof Direct>(what: What): Promise<Direct[What] | null> =>
    (await direct) ? ask(browser, agent, what) : null;

  return {
    status: async () =>
      (await quickly('status')) ?? (await inWindow('status', { request: { do: 'status' } })).status,
    cards: async () =>
      (await quickly('cards')) ?? (await inWindow('cards', { request: { do: 'cards' } })).readers,
    peek: () => quickly('cards'),
    certificate: (use) => inWindow('certificate', { request: { do: 'certificate', use } }),
    authenticate: async ({ nonce, status, proof }) => {
      const request = soon(nonce, (text) => ({
        do: 'authenticate' as const,
        nonce: text,
        ...(status === undefined ? { plain: true } : {}),
        ...(proof === true ? { proof } : {}),
      }));
      return (await inWindow('authenticate', { request, answer: asStatus(status) })).token;
    },
    changePin: async ({ nonce, status }) => {
      const request = soon(nonce, (text) => ({ do: 'change-pin' as const, nonce: text }));
      return (await inWindow('change-pin', { request, answer: asStatus(status) })).token;
    },
    view: async () => (await inWindow('view', { request: { do: 'view' } })).card,
    sign: async (order) =>
      (await inWindow('sign', { request: soon(order, (o) => ({ do: 'sign' as const, ...o })) })).signed,
    task: async ({ task, reader, answer = postTask(), onProgress }) => {
      const request = soon(task, (text) => ({
        do: 'task' as const,
        task: text,
        ...(reader === undefined ? {} : { reader }),
      }));
      const { receipt, href } = await inWindow('task', { request, answer, onProgress });
      return { receipt, href };
    },
  };
}

type WindowOrder = {
  readonly request: Soon<AgentRequest>;
  readonly answer?: Answer;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};
type Result<Do> = Extract<AgentResult, { do: Do }>;

function soon<T, U>(value: Soon<T>, then: (value: T) => U): Soon<U> {
  return value instanceof Promise ? value.then(then) : then(value);
}

function expect<Do extends AgentRequest['do']>(result: AgentResult, wanted: Do): Result<Do> {
  if (result.do !== wanted) throw new AgentProblem({ code: 'agent.request-bad' });
  // The discriminant was just compared; the compiler does not narrow by a type parameter.
  return result as Result<Do>;
}

/** Answers the one thing the window asks before a PIN; its body is what the wire says. */
function asStatus(status: ((question: StatusQuestion) => Promise<unknown>) | undefined): Answer {
  if (status === undefined) return refuseAsk;
  return (_ask, body) => status(body as StatusQuestion); // the window's own shape
}

function refuseAsk(): Promise<never> {
  return Promise.reject(new AgentProblem({ code: 'agent.request-bad' }));
}
