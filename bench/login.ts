import { sign } from 'node:crypto';
import { type ExampleHouse, makeExampleHouse } from '@kaika/ca/ceremony.example';
import { answerOcsp, responderOf } from '@kaika/ca/ocsp';
import { signerOfKey } from '@kaika/ca/signer';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { certIdFor } from '@kaika/pki/ocsp';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { signedInput } from '@kaika/token/signature';
import { type FindStatus, verifyToken } from '@kaika/token/verify';
import { type Contender, type Race, race } from './clock.ts';
import { type Outcome, perSecond } from './figure.ts';
import { rawContenders } from './raw.ts';

/** More cards than any cache of keys holds: each login is the first of its card. */
const strangers = 2048;
/** Cards that log in again and again. */
const regulars = 64;
const origin = 'https://login.example.tw';
const nonce = 'bm9uY2Ugb2YgYSBzZXNzaW9uIHRoYXQgZW5kcyBoZXJlIQ';

/** A card's token, and an OCSP answer about its certificate (DER). */
type Login = { readonly token: unknown; readonly answer: Uint8Array };

/**
 * The login token of a card: shape, signature, path with policies, status. Fresh: a card never seen, with an OCSP answer
 * never seen, at hand without a network; three signatures are new, those of certificate, answer and token. Cached: a card
 * that logged in before and whose status is known, so that the token's signature alone is new.
 */
export async function benchLogin(): Promise<Outcome> {
  const now = new Date();
  const house = await makeExampleHouse(now);
  const issuer = house.authority('issuing-cards').certificate;
  const trust = {
    roots: [house.authority('root').certificate.der],
    intermediates: [issuer.der],
    policies: [...house.profiles.authentication.policies],
  };
  const logins = await makeLogins(house, now);
  const check = (token: unknown, findStatus: FindStatus) =>
    verifyToken({ token, origin, nonce, trust, at: now, findStatus });
  const readAnswer = ({ answer }: Login): FindStatus => {
    return async ([own = new Uint8Array()]) => {
      const verdict = verifyOcspResponse(answer, { certificate: parseCertificate(own), issuer, now });
      if (verdict.status !== 'good') throw new Error('the certificate is good');
      return 'ocsp';
    };
  };
  const { verify } = rawContenders();
  // One after the other: strangers would push the regulars out of every cache between two rounds.
  const fresh = await race({
    verify,
    login: inTurn(logins, (login) => check(login.token, readAnswer(login))),
  });
  const cached = await race({
    verify,
    login: inTurn(logins.slice(0, regulars), (login) => check(login.token, async () => 'ocsp-cached')),
  });
  return [
    { ...figureOf('login, fresh', fresh), must: 0.22, moonshot: 0.3 },
    { ...figureOf('login, cached', cached), must: 0.75, moonshot: 0.92 },
  ];
}

function figureOf(name: string, found: Race<'verify' | 'login'>) {
  const rates = found.rates('thread');
  return {
    name,
    ratio: found.ratio('login', 'verify', 'thread'),
    absolute: `${perSecond(rates.login)} logins`,
    against: `${perSecond(rates.verify)} P-256 verifications`,
  };
}

function inTurn(logins: readonly Login[], work: (login: Login) => Promise<unknown>): Contender {
  let at = 0;
  return async (times) => {
    for (let left = times; left > 0; left -= 1) {
      const login = logins[at++ % logins.length];
      if (login) await work(login);
    }
  };
}

async function makeLogins(house: ExampleHouse, now: Date): Promise<readonly Login[]> {
  const { issuer } = house.authority('issuing-cards');
  const own = await house.issue('ocsp-responder', 'issuing-cards');
  const responder = responderOf(issuer, own.certificate, signerOfKey(own.key));
  const cards = await Promise.all(
    Array.from({ length: strangers }, () => house.issue('authentication', 'issuing-cards')),
  );
  return Promise.all(
    cards.map(async ({ certificate, key }): Promise<Login> => {
      const id = certIdFor({ name: issuer.name, spki: issuer.publicKey }, certificate.serial);
      const { der } = await answerOcsp(responder, [{ id, status: { state: 'good' } }], { now });
      return {
        token: tokenOf(
          certificate,
          sign('sha256', signedInput('ES256', { origin, nonce }), {
            key,
            dsaEncoding: 'ieee-p1363',
          }),
        ),
        answer: der,
      };
    }),
  );
}

function tokenOf({ der }: Certificate, signature: Uint8Array): unknown {
  return {
    unverifiedCertificate: Buffer.from(der).toString('base64'),
    algorithm: 'ES256',
    signature: Buffer.from(signature).toString('base64'),
    format: 'web-eid:1.0',
    appVersion: 'https://example.org/bench/1.0',
  };
}
