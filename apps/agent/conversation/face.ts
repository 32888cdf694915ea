import type { Progress } from '@kaika/wire/task';
import type { Ask } from '@kaika/wire/window';
import type { Asking, Showing } from './screen.ts';

/**
 * The person and the page, as a conversation meets them: a window of the agent, or a script in a test. Everything
 * that waits rejects with `Halt` `agent.cancelled` once the person has gone, or `agent.timed-out`.
 */
export type Face = {
  /** The origin of the page, as the browser says it. */
  readonly origin: string;
  show(screen: Showing): void;
  /** Shows a screen and waits for what is typed. */
  ask(screen: Asking): Promise<Reply>;
  /** Shows a screen until something has happened. */
  wait<T>(screen: Showing, until: (gone: AbortSignal) => Promise<T>): Promise<T>;
  /** Asks the page's server; rejects with `Halt` and the page's problem. What comes back has not been checked. */
  carry(ask: Ask, body: unknown): Promise<unknown>;
  progress(progress: Progress): void;
};

/** What was typed. Fields are bytes, so that secrets can be overwritten. */
export type Reply = { readonly choice: string; readonly fields: ReadonlyMap<string, Uint8Array> };

/** A field as its bytes, empty where it was not sent. The caller overwrites it after use. */
export function bytesOf(reply: Reply, name: string): Uint8Array {
  return reply.fields.get(name) ?? new Uint8Array();
}

/** A field that is no secret, as text. */
export function textOf(reply: Reply, name: string): string {
  return new TextDecoder().decode(bytesOf(reply, name));
}
