import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';

/**
 * A card at the other end of a relay. Inside, a routine drives `transport`; outside, `turn` hands over the answer to the last
 * command and waits for the next one, or for the routine's end.
 */
export type Remote<T> = {
  /** What the routine wants next after this answer; `null` begins. Rejects with what ended the routine. */
  turn(answer: Uint8Array | null): Promise<Turn<T>>;
  /** The card is out of reach: the routine's command fails with that error. */
  cut(error: CardError): void;
  /** The process ends: the routine is left where it is and never goes on, as after a crash. */
  drop(): void;
};

export type Turn<T> =
  | { readonly state: 'command'; readonly command: Uint8Array }
  | { readonly state: 'done'; readonly result: T };

type Asked = { readonly answer: (bytes: Uint8Array) => void; readonly fail: (error: CardError) => void };

/** Runs a routine against a card that is reached turn by turn. Silence for longer than `patienceMs` cuts it off. */
export function remoteCard<T>(routine: (card: Transport) => Promise<T>, patienceMs: number): Remote<T> {
  let asked: Asked | null = null;
  let next = freshTurn<T>();
  let timer: NodeJS.Timeout | undefined;
  let dead: CardError | null = null;
  let begun = false;
  const cut = (error: CardError) => {
    clearTimeout(timer);
    dead = error;
    const fail = asked?.fail;
    asked = null;
    if (fail === undefined) return;
    next = freshTurn();
    fail(error);
  };
  const transport: Transport = {
    transmit: (command) =>
      new Promise((answer, fail) => {
        if (dead !== null) return fail(dead);
        asked = { answer, fail };
        timer = setTimeout(() => cut(new CardError('card.removed')), patienceMs);
        next.resolve({ state: 'command', command });
      }),
  };
  const begin = () => {
    begun = true;
    routine(transport).then(
      (result) => next.resolve({ state: 'done', result }),
      (error: unknown) => next.reject(error),
    );
  };
  return {
    cut,
    drop: () => {
      clearTimeout(timer);
      asked = null;
    },
    turn: (answer) => {
      if (!begun) begin();
      if (asked === null || answer === null) return next.promise;
      clearTimeout(timer);
      const { answer: give } = asked;
      asked = null;
      next = freshTurn();
      give(answer);
      return next.promise;
    },
  };
}

/** Nobody may be waiting when the routine ends; that is not a failure of its own. */
function freshTurn<T>(): PromiseWithResolvers<Turn<T>> {
  const fresh = Promise.withResolvers<Turn<T>>();
  fresh.promise.catch(() => {});
  return fresh;
}
