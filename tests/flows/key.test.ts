import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { issueForCard } from '@kaika/authority/ca/issue';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { requireOrganisation } from '@kaika/authority/store/organisation';
import { bitString, integer, nullValue, oid, sequence, unsigned } from '@kaika/bytes/der';
import { fromHex } from '@kaika/bytes/hex';
import { CaError } from '@kaika/ca/error';
import { CardError } from '@kaika/card/error';
import type { KeyRequest } from '@kaika/card/personalise';
import type { Slot } from '@kaika/card/slot';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { encodeName, nameOf } from '@kaika/pki/name';
import { assembleRequest, encodeRequestInfo } from '@kaika/pki/request';
import { ceremony } from '@kaika/registry/change';
import { sql } from 'kysely';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';

describe('keys that must not be certified', { timeout: 60_000 }, () => {
  let house: TestAuthority;
  let number: string;
  before(async () => {
    house = await openAuthority();
    number = (await issueCard(house)).number;
  });
  after(async () => {
    await house[Symbol.asyncDispose]();
  });

  const slots = ['9a', '9c', '9d', '9e'] as const;
  const fresh = () => slots.map((slot) => requestOf(slot, newKey()));
  const issue = async (requests: readonly KeyRequest[], cardNumber = 'XC0000000000TEST') => {
    const { context } = house;
    const [known] = await certificatesOfCard(context.db, number);
    const organisation = await requireOrganisation(context.db, known?.organisation ?? '');
    const notAfter = new Date(context.now().getTime() + 365 * 86_400_000);
    const { db, ca, now } = context;
    return issueForCard({ cardNumber, organisation, person: null, notAfter }, requests, {
      db,
      ca,
      by: ceremony,
      now,
    });
  };
  const refused = async (requests: readonly KeyRequest[], code: string) => {
    const before = await recorded(house);
    await assert.rejects(
      issue(requests),
      (error) => error instanceof CaError && error.findings.some((finding) => finding.code === code),
    );
    assert.equal(await recorded(house), before, 'nothing is written');
  };

  it('one key in two slots of a card is refused, and nothing is recorded', async () => {
    const key = newKey();
    await refused([requestOf('9a', key), requestOf('9c', key), ...fresh().slice(2)], 'key.duplicate');
  });

  it('a key that another card has is refused', async () => {
    const requests = fresh();
    await issue(requests, 'XC0000000000FREE');
    await refused(requests, 'key.duplicate');
  });

  it('the same key in the same slot of the same card is certified again', async () => {
    const requests = fresh();
    await issue(requests, 'XC0000000000SAME');
    assert.ok((await issue(requests, 'XC0000000000SAME'))['9a'].length > 0);
  });

  it('small keys, keys of other curves and moduli with the ROCA fingerprint are refused, with or without a request', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const odd = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
    const [first, second, third, last] = fresh();
    assert.ok(first && second && third && last);
    await refused([requestOf('9a', small), second, third, last], 'key.weak');
    for (const spki of [spkiOf(odd), rocaKey()]) {
      await refused([first, second, { ...third, spki }, last], 'key.weak');
    }
  });

  it('a request that is not signed by its key proves nothing', async () => {
    const [first, ...rest] = fresh();
    assert.ok(first);
    const other = requestOf('9a', newKey());
    await assert.rejects(
      issue([{ ...first, request: other.request }, ...rest]),
      (error) => error instanceof CardError && error.code === 'card.attestation-failed',
    );
  });
});

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

/** As a card hands it in: 9D cannot sign, so it comes without a request. */
function requestOf(slot: Slot, key: KeyObject): KeyRequest {
  const spki = spkiOf(key);
  const algorithm = signatureAlgorithm(key.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256');
  const info = encodeRequestInfo({ subject: encodeName(nameOf(['CN', slot])), spki });
  const signature = new Uint8Array(sign(algorithm.hash, info, key));
  const request = slot === '9d' ? null : assembleRequest(info, algorithm, signature);
  return { slot, algorithm: 'p256', spki, request, attestation: null };
}

/** A modulus of the Infineon library's form: a power of 65537 modulo the product of the small primes (packages/pki/roca.ts). */
function rocaKey(): Uint8Array {
  const isPrime = (number: number) =>
    Array.from({ length: 11 }, (_, at) => at + 2).every((by) => by >= number || number % by !== 0);
  const primes = Array.from({ length: 165 }, (_, at) => at + 3).filter(isPrime);
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);
  let modulus = ((1n << 2047n) / product + 1n) * product + (65537n ** 12345n % product);
  if (modulus % 2n === 0n) modulus += product;
  const key = sequence(unsigned(fromHex(modulus.toString(16))), integer(65537));
  return sequence(sequence(oid('1.2.840.113549.1.1.1'), nullValue()), bitString(key));
}

async function recorded({ config }: TestAuthority): Promise<number> {
  const { rows } = await sql<{
    count: number | string;
  }>`select count(*) as count from authority.certificate`.execute(config.database);
  return Number(rows[0]?.count);
}
