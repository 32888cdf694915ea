import type { ApplicationContent } from '@kaika/registry/application';
import type { RevocationReason } from '@kaika/registry/certificate';
import type { OrganisationKind } from '@kaika/registry/organisation';

/** What becomes of a seeded card. */
export type Fate = 'produced' | 'shipped' | 'active' | 'suspended' | 'revoked' | 'overdue';

/** One card of the seed: everything follows from its place, so that two runs of one size are alike. */
export type SeedCard = {
  readonly at: number;
  readonly application: string;
  readonly content: ApplicationContent;
  /** Place of its organisation; several cards share one. */
  readonly organisation: number;
  readonly submittedAt: Date;
  readonly producedAt: Date;
  readonly activatedAt: Date;
  readonly endedAt: Date;
  readonly fate: Fate;
  readonly reason: RevocationReason;
};

/** Applications of the seed begin like this; no other does. */
export const seedPrefix = 'SEED-';

const day = 86_400_000;
/** Over how long the cards were applied for. */
const span = 540 * day;
/** One in so many places has an application besides that waits for its review. */
export const waitingEvery = 20;
const kinds: readonly OrganisationKind[] = [
  'professional',
  'school',
  'foundation',
  'association',
  'administrative',
  'other',
];
const places = ['臺北', '新北', '桃園', '臺中', '臺南', '高雄', '新竹', '嘉義', '花蓮', '宜蘭'] as const;
const words: Readonly<Record<OrganisationKind, string>> = {
  professional: '會計師事務所',
  school: '高級中學',
  foundation: '文教基金會',
  association: '商業協會',
  administrative: '服務中心',
  other: '管理委員會',
};
const reasons: readonly RevocationReason[] = [
  'keyCompromise',
  'cessationOfOperation',
  'affiliationChanged',
  'superseded',
  'unspecified',
];

/** The card at a place of `count`, seen from `now`. */
export function seedCard(at: number, count: number, now: Date): SeedCard {
  const random = drawer(at);
  const organisation = Math.floor((at * 4) / 5);
  const submittedAt = new Date(now.getTime() - span + Math.floor(((at + random()) / count) * span * 0.98));
  const producedAt = new Date(submittedAt.getTime() + (1 + random() * 5) * day);
  const activatedAt = new Date(producedAt.getTime() + (2 + random() ** 3 * 60) * day);
  const endedAt = new Date(activatedAt.getTime() + random() * 90 * day);
  return {
    at,
    application: `${seedPrefix}${String(at + 1).padStart(8, '0')}`,
    content: contentOf(organisation),
    ...{ organisation, submittedAt, producedAt, activatedAt, endedAt },
    fate: fateOf({ producedAt, activatedAt, endedAt, lot: random() }, now),
    reason: reasons[Math.floor(random() * reasons.length)] ?? 'unspecified',
  };
}

type Dates = Pick<SeedCard, 'producedAt' | 'activatedAt' | 'endedAt'> & { readonly lot: number };

function fateOf({ producedAt, activatedAt, endedAt, lot }: Dates, now: Date): Fate {
  const age = (now.getTime() - producedAt.getTime()) / day;
  if (lot < 0.03) return age > 91 ? 'overdue' : 'shipped';
  if (activatedAt > now) return age < 15 && lot < 0.6 ? 'produced' : 'shipped';
  if (endedAt > now) return 'active';
  if (lot < 0.13) return 'revoked';
  return lot < 0.17 ? 'suspended' : 'active';
}

function contentOf(organisation: number): ApplicationContent {
  const kind = kinds[organisation % kinds.length] ?? 'other';
  const place = places[Math.floor(organisation / kinds.length) % places.length] ?? '';
  return {
    kind,
    name: `${place}種子${String(organisation + 1).padStart(6, '0')}號${words[kind]}`,
    ubn: ubnOf(organisation),
    address: `${place}市種子路${organisation + 1}號`,
    contactName: '示範聯絡人',
    contactMail: `office-${organisation + 1}@seed.example`,
    contactPhone: '02-0000-0000',
    person: null,
  };
}

/**
 * A number that passes the check, each organisation its own: weights 1 2 1 2 1 2 4 1, the digit sum divisible by 5. The seventh digit is
 * never 7, which has a rule of its own.
 */
function ubnOf(organisation: number): string {
  const head = `9${String(Math.floor(organisation / 9)).padStart(5, '0')}`;
  const body = `${head}${'012345689'[organisation % 9]}`;
  const weights = [1, 2, 1, 2, 1, 2, 4];
  const sum = [...body].reduce((total, digit, at) => {
    const product = Number(digit) * (weights[at] ?? 0);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
function drawer(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
