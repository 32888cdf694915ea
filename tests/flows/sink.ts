import { createServer, type Socket } from 'node:net';

/** What a mail server got: the envelope's recipient and the message as it came. */
export type Received = { readonly to: string; readonly message: string };

/** A mail server of a test (RFC 5321, as much as a client needs), on a port of its own. */
export type Sink = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Replies to the next messages, after their data, instead of 250; each is used once. */
  readonly replies: string[];
  /** Waits until so many messages are there. Fails after ten seconds. */
  wait(count: number): Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function openSink(): Promise<Sink> {
  const received: Received[] = [];
  const replies: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    converse(socket, (mail) => {
      const reply = replies.shift() ?? '250 kept';
      if (reply.startsWith('2')) received.push(mail);
      return reply;
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    replies,
    wait: async (count) => {
      for (const deadline = Date.now() + 10_000; received.length < count; ) {
        if (Date.now() > deadline) throw new Error(`${received.length} of ${count} mails`);
        await new Promise((wake) => setTimeout(wake, 20));
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}

/** One connection: commands line by line, a message until its lone dot. */
function converse(socket: Socket, take: (mail: Received) => string): void {
  let rest = '';
  let to = '';
  let inData = false;
  socket.write('220 sink\r\n');
  socket.on('error', () => socket.destroy());
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'DATA') inData = true;
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    socket.write(verb === 'DATA' ? '354 go on\r\n' : '250 sink\r\n');
  };
  socket.on('data', (chunk) => {
    rest += chunk.toString('utf8');
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const said = rest.slice(0, end);
      rest = rest.slice(end + (inData ? 5 : 2));
      if (!inData) {
        command(said);
        continue;
      }
      inData = false;
      socket.write(`${take({ to, message: said })}\r\n`);
    }
  });
}
