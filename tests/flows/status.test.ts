import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { renewDueFilters } from '@kaika/authority/status/filter';
import { createStatusServer } from '@kaika/authority/status/socket';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { keep } from '@kaika/authority/store/save';
import { parseCertificate } from '@kaika/pki/certificate';
import { askFilter, verifyFilter } from '@kaika/pki/filter';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { parseOcspResponse } from '@kaika/pki/ocsp-response';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { release, revokeCertificate } from '@kaika/registry/certificate';
import { system } from '@kaika/registry/change';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';

const path = '/pki/issuing-cards/1/ocsp';

describe('the status service', { timeout: 60_000 }, () => {
  let house: TestAuthority;
  let port: number;
  let close: () => void;

  before(async () => {
    house = await openAuthority();
    const http = createServer(getRequestListener(house.fetch));
    const server = createStatusServer({ desk: house.ocsp, now: house.config.now, http });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port; // it listens on TCP
    close = () => {
      server.close();
      http.closeAllConnections();
    };
  });
  after(async () => {
    close();
    await house[Symbol.asyncDispose]();
  });

  const issuer = () => house.context.ca.authority('issuing-cards').certificate;
  const idOf = (serial: Uint8Array, hash: 'sha1' | 'sha256' = 'sha1') =>
    certIdFor({ name: issuer().subject, spki: issuer().spki }, serial, hash);
  const newCertificate = async () => {
    const { number } = await issueCard(house);
    const [record] = await certificatesOfCard(house.context.db, number);
    assert.ok(record?.der);
    return { record, certificate: parseCertificate(record.der) };
  };

  it('follows a certificate from hold to good to revoked, at once', async () => {
    const { record, certificate } = await newCertificate();
    const request = encodeOcspRequest([idOf(certificate.serial)]);
    const ask = async () => {
      const { body } = await post(port, request);
      const verdict = verifyOcspResponse(body, { certificate, issuer: issuer(), now: house.clock.now });
      assert.ok(verdict.nextUpdate);
      const seconds = (verdict.nextUpdate.getTime() - verdict.thisUpdate.getTime()) / 1000;
      return { ...verdict, seconds };
    };
    const held = await ask();
    assert.equal(held.status === 'revoked' && held.reason, 'certificateHold');
    assert.equal(held.seconds, 60);
    const released = release(record, system, house.clock.now);
    await keep(house.context.db, released);
    const good = await ask();
    assert.equal(good.status, 'good');
    assert.equal(good.seconds, 3600);
    const active = { ...released.next, version: record.version + 1 };
    await keep(
      house.context.db,
      revokeCertificate(active, 'keyCompromise', { by: system, now: house.clock.now }),
    );
    const revoked = await ask();
    assert.equal(revoked.status === 'revoked' && revoked.reason, 'keyCompromise');
  });

  it('gives the same octets again until they age, and never lets a cache keep them past their end', async () => {
    const { certificate } = await newCertificate();
    const request = encodeOcspRequest([idOf(certificate.serial)]);
    const first = await post(port, request);
    assert.match(first.head, /cache-control: max-age=60,/);
    const begin = house.clock.now;
    try {
      house.clock.now = new Date(begin.getTime() + 20_000);
      const second = await post(port, request);
      assert.deepEqual(second.body, first.body);
      assert.match(second.head, /cache-control: max-age=40,/);
      house.clock.now = new Date(begin.getTime() + 31_000);
      const third = await post(port, request);
      assert.notDeepEqual(third.body, first.body);
      assert.match(third.head, /cache-control: max-age=60,/);
    } finally {
      house.clock.now = begin;
    }
  });

  it('answers GET and SHA-256 as it answers POST and SHA-1', async () => {
    const { certificate } = await newCertificate();
    const request = encodeOcspRequest([idOf(certificate.serial, 'sha256')]);
    const question = encodeURIComponent(Buffer.from(request).toString('base64'));
    const { body } = await exchange(port, `GET ${path}/${question} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const verdict = verifyOcspResponse(body, { certificate, issuer: issuer(), now: house.clock.now });
    assert.equal(verdict.status, 'revoked');
    assert.deepEqual((await post(port, request)).body, body);
  });

  it('publishes a filter that knows hold from good without being asked about one', async () => {
    const { record, certificate } = await newCertificate();
    const good = await newCertificate();
    await keep(house.context.db, release(good.record, system, house.clock.now));
    const begin = house.clock.now;
    try {
      house.clock.now = new Date(begin.getTime() + 3600_000);
      await renewDueFilters(house.context);
      const { status, body, head } = await exchange(
        port,
        'GET /pki/issuing-cards/1/filter HTTP/1.1\r\nHost: a\r\n\r\n',
      );
      assert.equal(status, 200);
      assert.match(head, /cache-control: public, max-age=3600/);
      const filter = verifyFilter(new Uint8Array(body), { issuer: issuer(), now: house.clock.now });
      assert.equal(askFilter(filter, certificate), 'listed');
      assert.equal(askFilter(filter, good.certificate), 'good');
      assert.ok(filter.covered > filter.listed && record.state === 'hold');
      await renewDueFilters(house.context);
      const again = await house.fetch(new Request(`${house.origin}/pki/issuing-cards/1/filter`));
      assert.deepEqual(new Uint8Array(await again.arrayBuffer()), new Uint8Array(body));
    } finally {
      house.clock.now = begin;
    }
  });

  it('signs an answer with a nonce for this moment alone', async () => {
    const { certificate } = await newCertificate();
    const nonce = new Uint8Array(randomBytes(32));
    const { head, body } = await post(port, encodeOcspRequest([idOf(certificate.serial)], nonce));
    assert.match(head, /cache-control: no-store/);
    verifyOcspResponse(body, { certificate, issuer: issuer(), now: house.clock.now, nonce });
  });

  it('never says good of what nobody issued, and has nothing to say of others’ certificates', async () => {
    const made = new Uint8Array(17).fill(7);
    const unknown = parseOcspResponse((await post(port, encodeOcspRequest([idOf(made)]))).body);
    assert.equal(unknown.status === 'successful' && unknown.basic.singles[0]?.status, 'unknown');
    const { root } = house.context.ca;
    const { subject: name, spki } = parseCertificate(root);
    const foreign = await post(port, encodeOcspRequest([certIdFor({ name, spki }, made)]));
    assert.deepEqual(parseOcspResponse(foreign.body), { status: 'unauthorized' });
    assert.deepEqual(parseOcspResponse((await post(port, Uint8Array.of(1, 2, 3))).body), {
      status: 'malformedRequest',
    });
  });

  it('refuses to sign without end for numbers somebody makes up', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const request = encodeOcspRequest([idOf(new Uint8Array(randomBytes(17)).with(0, 1))]);
        const reply = await house.ocsp.answer('issuing-cards/1', request);
        return parseOcspResponse(reply.der).status;
      }),
    );
    assert.ok(answers.filter((status) => status === 'successful').length <= 200);
    assert.ok(answers.includes('tryLater'));
  });

  it('answers what comes in one piece or in many, in order, and leaves the rest to the whole server', async () => {
    const ids = await Promise.all([newCertificate(), newCertificate(), newCertificate()]);
    const requests = ids.map(({ certificate }) => encodeOcspRequest([idOf(certificate.serial)]));
    const [first, second] = requests;
    assert.ok(first && second);
    const octets = Buffer.concat([
      ...requests.map(posting),
      Buffer.from('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'),
    ]);
    await using client = await open(port);
    for (let at = 0; at < octets.length; at += 50) client.socket.write(octets.subarray(at, at + 50));
    for (const { certificate } of ids) {
      const { body } = await client.next();
      verifyOcspResponse(body, { certificate, issuer: issuer(), now: house.clock.now });
    }
    assert.equal((await client.next()).body.toString('utf8'), '{"status":"ok"}');
    // The connection belongs to the other server now, which answers the same.
    client.socket.write(posting(first));
    assert.deepEqual((await client.next()).body, (await post(port, first)).body);
    await using other = await open(port);
    other.socket.write(Buffer.concat([posting(first), posting(second), posting(first)]));
    const three = [await other.next(), await other.next(), await other.next()];
    assert.deepEqual(three[0]?.body, three[2]?.body);
  });

  const request = () => encodeOcspRequest([idOf(new Uint8Array(17).fill(9))]);
  const odd: Readonly<Record<string, (length: number) => string>> = {
    'two lengths': (length) => `Content-Length: ${length}\r\nContent-Length: 5`,
    'a length and chunks': (length) => `Content-Length: ${length}\r\nTransfer-Encoding: chunked`,
    'a length in another form': (length) => `Content-Length: +${length}`,
    'a folded line': (length) => `X: a\r\n b\r\nContent-Length: ${length}`,
    'a space before the colon': (length) => `Content-Length : ${length}`,
    'a bare line feed': (length) => `X: a\nContent-Length: ${length}`,
  };
  for (const [what, headers] of Object.entries(odd)) {
    it(`reads nothing into ${what}: the whole server refuses it`, async () => {
      const body = Buffer.from(request());
      const head = `POST ${path} HTTP/1.1\r\nHost: a\r\n${headers(body.length)}\r\n\r\n`;
      const { status } = await exchange(port, Buffer.concat([Buffer.from(head), body]));
      assert.equal(status, 400);
    });
  }
});

type Answer = { readonly status: number; readonly head: string; readonly body: Buffer };

function posting(request: Uint8Array): Buffer {
  const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/ocsp-request\r\nContent-Length: ${request.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), request]);
}

function post(port: number, request: Uint8Array): Promise<Answer> {
  return exchange(port, posting(request));
}

async function exchange(port: number, octets: string | Uint8Array): Promise<Answer> {
  await using client = await open(port);
  client.socket.write(octets);
  return await client.next();
}

/** A connection whose answers are read one by one. */
async function open(
  port: number,
): Promise<AsyncDisposable & { readonly socket: Socket; next(): Promise<Answer> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let unread = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    socket.emit('more');
  });
  const take = (): Answer | undefined => {
    const end = unread.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = unread.toString('latin1', 0, end).toLowerCase();
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
    const body = unread.subarray(end + 4, end + 4 + length);
    if (body.length < length) return undefined;
    unread = unread.subarray(end + 4 + length);
    return { status: Number(head.slice(9, 12)), head, body };
  };
  return {
    socket,
    next: async () => {
      for (;;) {
        const answer = take();
        if (answer) return answer;
        await once(socket, 'more', { signal: AbortSignal.timeout(10_000) });
      }
    },
    [Symbol.asyncDispose]: async () => {
      socket.destroy();
    },
  };
}
