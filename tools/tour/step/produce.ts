import { formatName, parseName } from '@kaika/pki/name';
import type { Proof, Walk } from '../walk.ts';
import { signIn } from './review.ts';
import { askStatus } from './status.ts';

/** A card operator produces the card on a blank from the desk, through the agent's relay, and ships it. */
export async function produce(walk: Walk): Promise<Proof> {
  const { origins, agent, desk, found } = walk;
  const at = origins.authority;
  const operator = await signIn(walk, 'Card operator');
  found.deskCard = await desk.take('巡禮 Tour');
  await desk.insert(found.deskCard);
  const steps = new Set<string>();
  const task = operator
    .ask(`${at}/api/task`, { operation: 'produce', application: found.application })
    .then((answer) => String(Object(answer).task));
  const { href = '' } = await agent(at, { pin: '' }).task({
    task,
    answer: (ask, body) => operator.ask(`${at}/api/task/${String(Object(body).task)}/${ask}`, body),
    onProgress: ({ label }) => steps.add(label),
  });
  found.cardNumber = /XC\d{14}/.exec(href)?.[0] ?? '';
  const letter = await operator.load(`${at}/officer/cards/${found.cardNumber}/letter.pdf`);
  const shipped = await operator.send(`${at}/officer/cards/${found.cardNumber}/ship`, {});
  if (shipped.status >= 400) throw new Error(`the card could not be shipped: ${shipped.status}`);
  const { certificate, status } = await askStatus(walk, found.cardNumber);
  if (!status.startsWith('revoked')) throw new Error(`before activation OCSP says ${status}`);
  return {
    what: `Produced in ${steps.size} steps; certificates on hold, letter printed, card shipped`,
    facts: {
      'card number': found.cardNumber,
      issuer: formatName(parseName(certificate.issuer)),
      'posting letter': `${letter.length} bytes of PDF`,
      'OCSP before activation': status,
    },
  };
}
