/**
 * A site that checks login tokens itself, without OpenID: a nonce out, a token in, a decision.
 * Here the browser and the card are played by a sample authority, so the file runs alone:
 *
 *     node --import tsx examples/verify-token.ts
 */
import { TokenError } from '@kaika/token/error';
import { consumeNonce, issueNonce } from '@kaika/token/nonce';
import { sampleAuthority } from '@kaika/token/sample';
import { verifyToken } from '@kaika/token/verify';

const origin = 'https://shop.example.tw'; // where people reach this site: yours, never what the page claims
const now = new Date();
const authority = sampleAuthority({ ocsp: 'http://ocsp.example.tw', crl: 'http://crl.example.tw', now });
const card = authority.issue({ name: '範例會計師事務所' });

/** What the server does with a token that came back for the nonce it gave to this browser session. */
async function signIn(kept: ReturnType<typeof issueNonce>, token: unknown): Promise<string> {
  const { value: nonce } = consumeNonce(kept, 'this browser session', new Date());
  const { certificate, statusSource } = await verifyToken({
    token,
    origin,
    nonce,
    at: new Date(),
    trust: {
      roots: [authority.root],
      intermediates: [authority.issuing],
      policies: [authority.policy], // certificates for signing, encryption or presence carry others
    },
    // A real site: statusBy({ fetch, cache: memoryCache() }) of @kaika/token/status asks OCSP, then the CRL.
    findStatus: async () => 'ocsp',
  });
  return `certificate ${certificate.serialNumber} signed in; its status was told by ${statusSource}`;
}

const nonce = issueNonce('this browser session', now);
console.log(await signIn(nonce, card.token({ origin, nonce: nonce.value })));

const stolen = card.token({ origin: 'https://evil.example', nonce: nonce.value });
const refusal = await signIn(nonce, stolen).catch((error: unknown) => error);
console.log(refusal instanceof TokenError ? `a token for another site: ${refusal.code}` : refusal);
