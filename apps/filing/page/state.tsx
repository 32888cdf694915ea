import { Badge, type BadgeTone } from '@kaika/look/badge';
import type { Language } from '@kaika/look/language';
import type { CaseState } from '../rule/case.ts';
import { nouns } from '../word/noun.ts';

const tones: Readonly<Record<CaseState, BadgeTone>> = {
  draft: 'plain',
  signed: 'busy',
  submitted: 'busy',
  received: 'busy',
  examining: 'busy',
  supplement: 'hold',
  resubmitted: 'busy',
  accepted: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
};

/** The state of a case in a word. */
export function StateBadge({ state, language }: { readonly state: CaseState; readonly language: Language }) {
  return <Badge tone={tones[state]}>{nouns(language).state[state]}</Badge>;
}
