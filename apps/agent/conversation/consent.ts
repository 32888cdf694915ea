import type { AgentRequest } from '@kaika/wire/window';
import type { Trust } from '../trust.ts';
import type { Face } from './face.ts';
import { Halt } from './halt.ts';

/**
 * Lets nobody near a card whom the person does not trust: a site that is not on the list yet asks once. Throws `Halt`
 * `agent.not-trusted`.
 */
export async function obtainConsent(face: Face, trust: Trust, wants: AgentRequest['do']): Promise<void> {
  if (face.origin === 'null') throw new Halt('agent.not-trusted');
  if (trust.isTrusted(face.origin)) return;
  const { choice } = await face.ask({ kind: 'consent', wants });
  if (choice === 'always') return trust.add(face.origin);
  if (choice !== 'once') throw new Halt('agent.not-trusted');
}
