import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryCache } from './cache.ts';
import { TokenError } from './error.ts';
import type { Fetch } from './fetch.ts';
import { sampleAuthority } from './sample.ts';
import { type StatusSources, statusBy } from './status.ts';

const now = new Date('2026-11-21T04:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const ocsp = 'http://ocsp.example.tw/';
const crl = 'http://crl.example.tw/a.crl';
const held = { status: 'revoked', revokedAt: now, reason: 'certificateHold' } as const;

test('a fresh OCSP answer decides', async () => {
  const { ask, authority, card } = stage();
  assert.equal(await ask(now), 'ocsp');
  authority.tell(card, held);
  await refuses(ask(now), 'certificate.on-hold');
  authority.tell(card, { status: 'revoked', revokedAt: now, reason: 'keyCompromise' });
  await refuses(ask(now), 'certificate.revoked');
  authority.tell(card, { status: 'unknown' });
  await refuses(ask(now), 'certificate.not-trusted');
});

test('an answer is kept for as long as it says and no longer', async () => {
  const { ask, network } = stage();
  await ask(now);
  network.ocsp = 'down';
  network.crl = 'down';
  assert.equal(await ask(later(3600)), 'ocsp-cached');
  await refuses(ask(later(3601)), 'status.unreachable');
});

test('without OCSP the CRL decides, and is kept for a day', async () => {
  const { ask, authority, card, network } = stage();
  network.ocsp = 'down';
  assert.equal(await ask(now), 'crl');
  network.crl = 'down';
  assert.equal(await ask(later(3600)), 'crl');
  await refuses(ask(later(86_401)), 'status.unreachable');
  const second = stage();
  second.network.ocsp = 'down';
  second.authority.tell(second.card, held);
  await refuses(second.ask(now), 'certificate.on-hold');
  assert.ok(authority && card);
});

test('when nothing can be told the rule decides and the claim says so', async () => {
  const { ask, network } = stage({ rule: 'admit' });
  network.ocsp = 'down';
  network.crl = 'down';
  assert.equal(await ask(now), 'not-checked');
});

test('answers of strangers, to others’ questions and of endless length decide nothing', async () => {
  const stranger = sampleAuthority({ ocsp, crl, now });
  for (const wrong of ['stranger', 'replayed', 'endless', 'redirect', 'error'] as const) {
    const { ask, network } = stage({}, stranger);
    network.ocsp = wrong;
    network.crl = 'down';
    await refuses(ask(now), 'status.unreachable');
  }
});

test('a failure is told to the log and to nobody else', async () => {
  const heard: string[] = [];
  const { ask, network } = stage({ onFailure: (source) => heard.push(source) });
  network.ocsp = 'down';
  network.crl = 'down';
  await refuses(ask(now), 'status.unreachable');
  assert.deepEqual(heard, ['ocsp', 'crl']);
});

type Weather = 'up' | 'down' | 'stranger' | 'replayed' | 'endless' | 'redirect' | 'error';

/** An authority, one card, and a network that can be cut. */
function stage(options: Partial<StatusSources> = {}, stranger = sampleAuthority({ ocsp, crl, now })) {
  const authority = sampleAuthority({ ocsp, crl, now });
  const card = authority.issue();
  const network: { ocsp: Weather; crl: Weather } = { ocsp: 'up', crl: 'up' };
  const first = new Uint8Array(Buffer.from('MEIwQDA+MDwwOjAJBgUrDgMCGgUABBR', 'base64'));
  let clock = now;
  const fetch: Fetch = async (url, init) => {
    assert.equal(init.redirect, 'error');
    if (url === crl) {
      if (network.crl === 'down') throw new TypeError('fetch failed');
      return new Response(new Uint8Array(authority.crl(clock)));
    }
    const request = new Uint8Array(await new Response(init.body ?? null).arrayBuffer());
    switch (network.ocsp) {
      case 'up':
        return new Response(new Uint8Array(authority.answerOcsp(request, clock)));
      case 'stranger':
        return new Response(new Uint8Array(stranger.answerOcsp(request, clock)));
      case 'replayed':
        return new Response(first);
      case 'endless':
        return new Response(new Uint8Array(100_000));
      case 'error':
        return new Response('no', { status: 500 });
      case 'redirect':
      case 'down':
        throw new TypeError('fetch failed');
    }
  };
  const find = statusBy({ fetch, cache: memoryCache(), ...options });
  const ask = (at: Date) => {
    clock = at;
    return find([card.certificate, authority.issuing, authority.root], at);
  };
  return { authority, card, network, ask };
}

async function refuses(promise: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(promise, (thrown) => {
    assert.ok(thrown instanceof TokenError, String(thrown));
    assert.equal(thrown.code, code);
    return true;
  });
}
