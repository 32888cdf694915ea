import { hash, type KeyObject, sign } from 'node:crypto';
import { fromText } from '@kaika/bytes/bytes';
import { makeExampleHouse } from '@kaika/ca/ceremony.example';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import type { Certificate } from '@kaika/pki/certificate';
import { encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { cardPathValidator } from '@kaika/pki/path-kind';
import { type Contender, race } from './clock.ts';
import { type Outcome, perSecond } from './figure.ts';
import { rawContenders } from './raw.ts';

/** More signers than any cache of keys holds. */
const signers = 2048;
const algorithm = signatureAlgorithm('ecdsa-sha256');
const content = fromText('資本額查核簽證報告書\n'.repeat(100));

type Signer = { readonly certificate: Certificate; readonly key: KeyObject };

/**
 * CMS SignedData over a detached content of 3 KB: made with signed attributes as CAdES has them; read and verified with the path
 * of its signer, each a stranger, to the root.
 */
export async function benchCms(): Promise<Outcome> {
  const now = new Date();
  const house = await makeExampleHouse(now);
  const cards = await Promise.all(
    Array.from({ length: signers }, () => house.issue('signature', 'issuing-cards')),
  );
  const messages = cards.map((card) => signContent(card, now));
  const validate = cardPathValidator({
    anchors: [house.authority('root').certificate],
    intermediates: [house.authority('issuing-cards').certificate],
    policies: [...house.profiles.signature.policies],
    keyUsage: ['nonRepudiation'],
  });
  const found = await race({
    ...rawContenders(),
    signing: inTurn(cards, (card) => {
      signContent(card, now);
    }),
    verifying: inTurn(messages, async (message) => {
      const [signer] = verifySignedData(parseSignedData(message), content);
      const path = signer && (await validate(signer.certificate, now));
      if (!path?.valid) throw new Error('the message is signed by a card');
    }),
  });
  const rates = found.rates('thread');
  return [
    {
      name: 'cms, signed',
      ratio: found.ratio('signing', 'sign', 'thread'),
      must: 0.25,
      moonshot: 0.5,
      absolute: `${perSecond(rates.signing)} messages`,
      against: `${perSecond(rates.sign)} P-256 signatures`,
    },
    {
      name: 'cms, verified',
      ratio: found.ratio('verifying', 'verify', 'thread'),
      must: 0.2,
      moonshot: 0.3,
      absolute: `${perSecond(rates.verifying)} messages with the signer's path`,
      against: `${perSecond(rates.verify)} P-256 verifications`,
    },
  ];
}

function inTurn<T>(things: readonly T[], work: (thing: T) => void | Promise<void>): Contender {
  let at = 0;
  return async (times) => {
    for (let left = times; left > 0; left -= 1) {
      const thing = things[at++ % things.length];
      if (thing !== undefined) await work(thing);
    }
  };
}

function signContent({ certificate, key }: Signer, signingTime: Date): Uint8Array {
  const digest = hash('sha256', content, 'buffer');
  const signedAttributes = encodeSignedAttributes({ digest, signingTime, signingCertificate: certificate });
  const signature = sign('sha256', signedAttributes, key);
  return encodeSignedData({
    signers: [{ certificate, algorithm, signedAttributes, signature }],
    certificates: [certificate.der],
  });
}
