import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAttestation } from './attestation.ts';
import { readDiscovery } from './discovery.ts';
import { look } from './erase.ts';
import { CardError } from './error.ts';
import { parseCapability, readGuid } from './holder.ts';
import { identify } from './identify.ts';
import { algorithmOf, generateKey, parsePublicKey } from './key.ts';
import { authenticateManagement } from './management.ts';
import { readCertificate } from './object.ts';
import { pinTries } from './pin.ts';
import { signDigest } from './sign.ts';
import type { Transport } from './transport.ts';
import { metadata } from './yubico.ts';

const management = { algorithm: 'aes128', key: new Uint8Array(16) } as const;
const readings: readonly ((card: Transport) => Promise<unknown>)[] = [
  identify,
  look,
  readGuid,
  readDiscovery,
  pinTries,
  (card) => readCertificate(card, '9a'),
  (card) => generateKey(card, '9a', 'p256'),
  (card) => generateKey(card, '9a', 'rsa2048'),
  (card) => signDigest(card, { slot: '9a', algorithm: 'rsa2048', hash: 'sha256' }, new Uint8Array(32)),
  (card) => authenticateManagement(card, management),
  (card) => metadata(card, 'pin'),
];

/** Bytes a card might say: nonsense, or nonsense inside the templates that are looked for. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.uint8Array({ maxLength: 60 }).map((inner) => Uint8Array.of(0x53, inner.length, ...inner)),
  fc.uint8Array({ maxLength: 60 }).map((inner) => Uint8Array.of(0x7c, inner.length, ...inner)),
  fc.uint8Array({ maxLength: 60 }).map((inner) => Uint8Array.of(0x7f, 0x49, inner.length, ...inner)),
);
const status = fc.constantFrom(
  [0x90, 0x00],
  [0x61, 0x10],
  [0x6c, 0x10],
  [0x63, 0xc2],
  [0x6a, 0x82],
  [0x00, 0x00],
);
const responses = fc.array(
  fc.tuple(content, status).map(([bytes, sw]) => Uint8Array.of(...bytes, ...sw)),
  { minLength: 1, maxLength: 12 },
);

test('whatever a card says, reading it ends, and fails by a coded error if at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...readings), responses, async (read, said) => {
      let at = 0;
      const card: Transport = {
        async transmit() {
          const next = said[at];
          at += 1;
          if (next === undefined) throw new CardError('card.removed');
          return next;
        },
      };
      await read(card).catch((error: unknown) => assert.ok(error instanceof CardError, String(error)));
    }),
    { numRuns: 2000 },
  );
});

test('bytes handed to the parsers fail by a coded error if at all', () => {
  const coded = (parse: () => unknown) => {
    try {
      parse();
    } catch (error) {
      assert.ok(error instanceof CardError, String(error));
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      coded(() => parseCapability(bytes));
      coded(() => algorithmOf(bytes));
      coded(() => parsePublicKey(bytes, 'p256'));
      coded(() => checkAttestation(bytes, bytes, { roots: [bytes] }));
    }),
  );
});

test('nonsense in place of an attestation is card.attestation-failed', () => {
  const nothing = new Uint8Array();
  assert.throws(() => checkAttestation(nothing, nothing, { roots: [] }), { code: 'card.attestation-failed' });
});
