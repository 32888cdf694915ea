import type { Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { headersOf, httpDate } from './head.ts';
import { type OcspReply, questionOf, type StatusDesk } from './ocsp.ts';
import { type PlainRequest, readPlain } from './request.ts';

/** What the socket needs: the desk, the clock, and a whole HTTP server for everything that is no plain OCSP request. */
export type SocketHands = {
  readonly desk: StatusDesk;
  readonly now: () => Date;
  readonly http: HttpServer;
};

/** A connection that has sent part of a request may take this long for the rest; one between requests longer. */
const partMs = 10_000;
const idleMs = 65_000;

/**
 * A server that answers plain OCSP requests by itself, right on the socket, and hands a connection over to `http`, unread octets
 * and all, when anything else comes. A kept answer costs one look-up and one write.
 */
export function createStatusServer(hands: SocketHands): Server {
  const write = replyWriter(hands.now);
  const server = createServer({ noDelay: true }, (socket) => serve(socket, { ...hands, write }));
  // It watches over its connections from the moment it listens, which it does through this one.
  server.once('listening', () => hands.http.emit('listening'));
  server.once('close', () => hands.http.close());
  return server;
}

type Write = (reply: OcspReply) => Buffer;
type Serving = SocketHands & { readonly write: Write };

function serve(socket: Socket, serving: Serving): void {
  let unread: Buffer = Buffer.alloc(0);
  let waiting = false;
  const turn = () => {
    const left = answerAll(socket, unread, serving);
    if (left === 'other') return handOver();
    if (left instanceof Promise) return wait(left);
    unread = left;
    socket.setTimeout(unread.length > 0 ? partMs : idleMs);
    if (socket.writableNeedDrain) socket.pause();
  };
  /** One answer at a time, in order; until it is there the client's next octets wait in the kernel. */
  const wait = (left: Promise<Buffer>) => {
    waiting = true;
    socket.pause();
    left.then((rest) => {
      waiting = false;
      unread = rest;
      socket.resume();
      turn();
    }, close);
  };
  const handOver = () => {
    socket.off('data', read).off('timeout', close).off('error', close).off('drain', drained);
    socket.setTimeout(0);
    socket.pause();
    if (unread.length > 0) socket.unshift(unread);
    serving.http.emit('connection', socket);
    socket.resume();
  };
  const read = (chunk: Buffer) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    if (!waiting) turn();
  };
  const drained = () => void (waiting || socket.resume());
  const close = () => void socket.destroy();
  socket.on('data', read).on('timeout', close).on('error', close).on('drain', drained);
  socket.setTimeout(idleMs);
}

/**
 * Answers every whole request in `unread`. Gives back what is left of it; a promise of that where an answer has yet to be signed;
 * 'other' where the rest is not for this.
 */
function answerAll(socket: Socket, unread: Buffer, serving: Serving): Buffer | Promise<Buffer> | 'other' {
  const { desk, write } = serving;
  let at = 0;
  while (at < unread.length) {
    const request = readPlain(unread, at);
    if (request === 'more') break;
    if (request === 'other' || !desk.answersFor(request.generation)) {
      // What came before it was answered; the whole server begins with it.
      return at === 0 ? 'other' : Promise.resolve(unread.subarray(at));
    }
    const question = questionIn(unread, request);
    const kept = desk.recall(request.generation, questionOf(question));
    if (!kept) return answerLate(socket, { unread, request, question }, serving);
    socket.write(write(kept));
    at = request.end;
  }
  return at === 0 ? unread : unread.subarray(at);
}

async function answerLate(
  socket: Socket,
  asked: { readonly unread: Buffer; readonly request: PlainRequest; readonly question: Uint8Array },
  { desk, write }: Serving,
): Promise<Buffer> {
  const { unread, request, question } = asked;
  const reply = await desk.answer(request.generation, question);
  socket.write(write(reply));
  return unread.subarray(request.end);
}

/** The DER of a request. */
function questionIn(unread: Buffer, request: PlainRequest): Uint8Array {
  if (request.method === 'POST') return unread.subarray(request.start, request.end);
  return Buffer.from(decoded(request.question), 'base64');
}

function decoded(question: string): string {
  try {
    return decodeURIComponent(question);
  } catch {
    return '';
  }
}

/** Writes whole HTTP answers; those about to be sent again within the second are kept as they were written. */
function replyWriter(now: () => Date): Write {
  const written = new WeakMap<OcspReply, { readonly second: number; readonly octets: Buffer }>();
  return (reply) => {
    const present = now();
    const second = Math.floor(present.getTime() / 1000);
    const known = written.get(reply);
    if (known?.second === second) return known.octets;
    const headers = headersOf(reply, present);
    let head = `HTTP/1.1 200 OK\r\ncontent-length: ${reply.der.length}\r\ndate: ${httpDate(present)}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    const octets = Buffer.allocUnsafe(head.length + 2 + reply.der.length);
    octets.write(`${head}\r\n`, 'latin1');
    octets.set(reply.der, head.length + 2);
    if (reply.life) written.set(reply, { second, octets });
    return octets;
  };
}
