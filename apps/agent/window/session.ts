import type { Language } from '@kaika/look/language';
import { type HalfWay, halfWayAfter } from '@kaika/wire/halfway';
import type { Problem } from '@kaika/wire/problem';
import type { Progress } from '@kaika/wire/task';
import { type Ask, protocolVersion, type ToWindow } from '@kaika/wire/window';
import type { Context } from '../conversation/context.ts';
import type { Face, Reply } from '../conversation/face.ts';
import { Halt, problemOf } from '../conversation/halt.ts';
import type { Asking, Screen, Showing } from '../conversation/screen.ts';
import { draw, OneUse } from './secret.ts';

/** One line to the terminal in the window: what to show, what to post to the page, whether to close. */
export type Line =
  | { readonly screen: string; readonly title: string; readonly language: Language; readonly quiet: boolean }
  | { readonly post: unknown; readonly to: string }
  | { readonly close: true }
  /** The last line: a stream without it was cut off. */
  | { readonly end: true };

/** What a page wants of a window, whichever wire it speaks: the work, and how it is told of the end. */
export type Job = {
  /** For the log: `sign`, `legacy-sign`, …; null for what is not worth a line of the person's log. */
  readonly what: string | null;
  readonly language?: Language | undefined;
  /** Answers the message for the page. */
  readonly run: (face: Face) => Promise<unknown>;
  /** The message for the page when it failed. */
  readonly refuse: (problem: Problem) => unknown;
  /** The message for the page about a progress; its page hears of none where this is missing. */
  readonly tell?: (progress: Progress) => unknown;
  /** Closes the window after a failure, for pages that show it themselves. */
  readonly closeAnyway?: boolean;
};

/** Makes the HTML of a screen. `number` comes back with what is typed into it. */
export type Render = (shown: {
  readonly screen: Screen;
  readonly number: number;
  readonly language: Language;
  readonly origin: string | null;
}) => Promise<{ readonly html: string; readonly title: string }>;

/** So long may one window take, and so long until its terminal listens. */
const longestMilliseconds = 15 * 60_000;
const listensWithinMilliseconds = 30_000;

/**
 * One window of the agent: what the terminal in it says comes in by `begin`, `answer`, `submit`; what it is to do goes out by `lines`.
 * Ends when the window is closed, the conversation is over or time is up; then everything that waits rejects.
 */
export class Session implements Face {
  readonly id = draw();
  /** For what the terminal says, and for the one stream it listens to. */
  readonly say = new OneUse();
  readonly hear = new OneUse();
  readonly #context: Context;
  readonly #render: Render;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout;
  #language: Language;
  #origin: string | null = null;
  #request = '';
  #tell: Job['tell'];
  /** What leaving now means, once the card may have been changed. */
  #halfWay: HalfWay | null = null;
  #number = 0;
  #lines: ReadableStreamDefaultController<Uint8Array> | null = null;
  #early: Line[] = [];
  #form: Waiting<Reply> | null = null;
  #answer: Waiting<unknown> | null = null;
  /** Screens are made asynchronously and must come out in their order. */
  #last: Promise<void> = Promise.resolve();

  constructor(context: Context, language: Language, render: Render) {
    this.#context = context;
    this.#language = language;
    this.#render = render;
    this.#timer = this.#endAfter(listensWithinMilliseconds);
  }

  get origin(): string {
    if (this.#origin === null) throw new Halt('agent.request-bad');
    return this.#origin;
  }

  get isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  /** The stream of lines, each JSON and a line feed. When the window goes, the stream is cancelled and the session ends. */
  lines(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#lines = controller;
        clearTimeout(this.#timer);
        this.#timer = this.#endAfter(longestMilliseconds);
        for (const line of this.#early.splice(0)) this.#write(line);
      },
      cancel: () => this.end({ code: 'agent.cancelled' }),
    });
  }

  /** Takes up a page's request, with the origin the browser gave it; `id` names it on the wire. One a window: the second is false. */
  begin(origin: string, id: string, job: Job): boolean {
    if (this.#origin !== null || this.isOver) return false;
    this.#origin = origin;
    this.#request = id;
    this.#tell = job.tell;
    this.#language = job.language ?? this.#language;
    void this.#run(job);
    return true;
  }

  /** The page's answer to what `carry` asked. Others are not heard. */
  answer(origin: string, message: Extract<ToWindow, { type: 'answer' }>): void {
    if (origin !== this.#origin || message.id !== this.#request) return;
    const waiting = this.#answer;
    this.#answer = null;
    if (message.problem === undefined) waiting?.resolve(message.body);
    else waiting?.reject(new Halt(message.problem));
  }

  /** What was typed into the screen of that number; into any other it is overwritten and forgotten. */
  submit(number: number, reply: Reply): void {
    const waiting = number === this.#number ? this.#form : null;
    const cancelled = number === this.#number && reply.choice === 'cancel';
    if (waiting === null || cancelled) for (const field of reply.fields.values()) field.fill(0);
    if (waiting === null) {
      if (cancelled) this.end({ code: 'agent.cancelled' });
      return;
    }
    this.#form = null;
    if (cancelled) waiting.reject(new Halt('agent.cancelled'));
    else waiting.resolve(reply);
  }

  end(problem: Problem): void {
    if (this.isOver) return;
    clearTimeout(this.#timer);
    this.#ended.abort(new Halt(problem));
    this.#form?.reject(new Halt(problem));
    this.#answer?.reject(new Halt(problem));
  }

  show(screen: Showing): void {
    this.#show(screen);
  }

  ask(screen: Asking): Promise<Reply> {
    if (this.isOver) return Promise.reject(this.#ended.signal.reason);
    this.#show(screen);
    return new Promise((resolve, reject) => {
      this.#form = { resolve, reject };
    });
  }

  async wait<T>(screen: Showing, until: (gone: AbortSignal) => Promise<T>): Promise<T> {
    this.#ended.signal.throwIfAborted();
    this.#show(screen);
    const result = await until(this.#ended.signal);
    this.#ended.signal.throwIfAborted();
    return result;
  }

  carry(ask: Ask, body: unknown): Promise<unknown> {
    if (this.isOver) return Promise.reject(this.#ended.signal.reason);
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#answer = { resolve, reject };
    });
    this.#post({ kaika: protocolVersion, id: this.#request, type: 'ask', ask, body });
    return answered;
  }

  progress(progress: Progress): void {
    this.#halfWay = halfWayAfter(progress.label, this.#halfWay);
    const message = this.#tell?.(progress);
    if (message !== undefined) this.#post(message);
  }

  async #run(job: Job): Promise<void> {
    try {
      const message = await job.run(this);
      this.#note(job.what, 'done');
      this.#show({ kind: 'done' });
      this.#post(message);
      this.#close();
    } catch (error) {
      const problem = this.#leftWith(problemOf(error));
      if (problem === null) this.#context.log.error({ err: error, do: job.what }, 'conversation failed');
      this.#note(job.what, problem?.code ?? 'request.failed');
      this.#fail(job, problem ?? { code: 'request.failed' });
    }
  }

  #note(what: string | null, outcome: string): void {
    const { log, diary, now } = this.#context;
    log.info({ origin: this.#origin, do: what, outcome }, 'conversation');
    if (what !== null) void diary.add({ at: now().toISOString(), origin: this.#origin, what, outcome });
  }

  /** Who leaves while the card is being changed has cut something short; that nothing was changed would be false. */
  #leftWith(problem: Problem | null): Problem | null {
    return problem?.code === 'agent.cancelled' && this.#halfWay !== null ? { code: this.#halfWay } : problem;
  }

  #endAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.end({ code: 'agent.timed-out' }), milliseconds).unref();
  }

  /** The page hears of it at once; the person reads it here, unless they themselves left. */
  #fail(job: Job, problem: Problem): void {
    this.#post(job.refuse(problem));
    const left = problem.code === 'agent.cancelled' || problem.code === this.#halfWay;
    if (left || job.closeAnyway === true) this.#close();
    else {
      this.#show({ kind: 'failed', problem });
      this.#finish();
    }
  }

  #show(screen: Screen): void {
    this.#number += 1;
    const shown = { screen, number: this.#number, language: this.#language, origin: this.#origin };
    this.#queue(async () => {
      const { html, title } = await this.#render(shown);
      const quiet = screen.kind === 'working' || screen.kind === 'opening' || screen.kind === 'done';
      return { screen: html, title, language: shown.language, quiet };
    });
  }

  #post(message: unknown): void {
    const to = this.origin;
    this.#queue(async () => ({ post: message, to }));
  }

  #close(): void {
    this.#queue(async () => ({ close: true }));
    this.#finish();
  }

  #finish(): void {
    this.#queue(async () => ({ end: true }));
    this.#last = this.#last.then(() => {
      this.end({ code: 'agent.cancelled' });
      this.#lines?.close();
      this.#lines = null;
    });
  }

  #queue(make: () => Promise<Line>): void {
    this.#last = this.#last.then(make).then(
      (line) => this.#write(line),
      (error: unknown) => this.#context.log.error({ err: error }, 'a screen could not be made'),
    );
  }

  #write(line: Line): void {
    if (this.#lines === null) {
      this.#early.push(line);
      return;
    }
    try {
      this.#lines.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
    } catch {
      // The window has gone with its stream; `cancel` has ended the session.
      this.#lines = null;
    }
  }
}

type Waiting<T> = { resolve(value: T): void; reject(reason: unknown): void };
