import { toBase64 } from '@kaika/bytes/base64';
import { type CardStatusAnswer, cardStatusAnswer } from '@kaika/wire/cardstatus';
import type { LoginConfig } from './config.ts';
import type { LoginRefusal } from './refusal.ts';

type Refused = LoginRefusal['problem'];

/** No login waits longer than this for anybody's answer, in milliseconds. */
export const patience = 2000;
const LONGEST_ANSWER = 65_536;

/** What the authority says of a certificate; `unknown`: not one of its own; `unreachable`: it did not say in time. */
export type CardStatus = CardStatusAnswer | 'unknown' | 'unreachable';

/** Asks the authority (`@kaika/wire/cardstatus`). Never throws: a sign-in may go on without the answer. */
export async function askCardStatus(
  config: Pick<LoginConfig, 'cardStatus' | 'fetch' | 'log'>,
  certificate: Uint8Array,
): Promise<CardStatus> {
  try {
    const response = await config.fetch(config.cardStatus.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${config.cardStatus.secret}` },
      body: JSON.stringify({ certificate: toBase64(certificate) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    if (response.status === 404) return 'unknown';
    if (!response.ok) throw new Error(`the authority answered ${response.status}`);
    const text = await response.text();
    if (text.length > LONGEST_ANSWER) throw new Error('the answer is too long');
    return cardStatusAnswer.parse(JSON.parse(text));
  } catch (error) {
    config.log.warn({ err: error }, 'card status not told');
    return 'unreachable';
  }
}

/**
 * Why a card may not be used, or undefined when it may. What the authority knows beyond OCSP decides the words: a card
 * that was never activated and one that was suspended are both on hold, but their remedies differ.
 */
export function refusalOf(answer: CardStatusAnswer): Refused | undefined {
  switch (answer.state) {
    case 'active':
      return certificateRefusal(answer);
    case 'produced':
    case 'shipped':
      return { code: 'card.not-active' };
    case 'suspended':
      return { code: 'card.suspended' };
    case 'expired':
      return { code: 'card.expired' };
    case 'incomplete':
      return { code: 'card.incomplete' };
    case 'revoked':
      return answer.activationDeadline === null
        ? { code: 'card.revoked' }
        : { code: 'card.activation-overdue', detail: { deadline: answer.activationDeadline } };
    case 'lost':
    case 'destroyed':
    case 'replaced':
      return { code: 'card.revoked' };
  }
}

function certificateRefusal({ certificate }: CardStatusAnswer): Refused | undefined {
  switch (certificate.status) {
    case 'good':
      return undefined;
    case 'hold':
      return { code: 'certificate.on-hold' };
    case 'suspended':
      return { code: 'card.suspended' };
    case 'expired':
      return { code: 'certificate.expired' };
    case 'superseded':
    case 'revoked':
      return { code: 'certificate.revoked' };
  }
}
