import type { DemoPerson } from '@kaika/agent/config';
import type { Desk } from '@kaika/agent/reader/desk';
import type { Authority } from '@kaika/authority/app';
import { bootstrap, type ReadyPerson } from '@kaika/authority/bootstrap/bootstrap';
import type { Transport } from '@kaika/card/transport';

/** What each of the demonstration's people is: Chinese, English. */
const roles: Readonly<Record<ReadyPerson['key'], readonly [zh: string, en: string]>> = {
  administrator: ['管理人員', 'Administrator'],
  'first-reviewer': ['初審人員', 'First reviewer'],
  approver: ['複審人員', 'Approver'],
  'card-operator': ['製卡人員', 'Card operator'],
  examiner: ['審查人員', 'Filing examiner'],
  firm: ['會計師事務所', 'CPA firm'],
};

/**
 * Gives the demonstration its people: virtual cards on the desk, produced and activated by the authority's own code. What a
 * crash left half-way is finished; afterwards this only answers who there is.
 */
export async function prepareDemo(
  authority: Authority,
  desk: Desk,
  say: (line: string) => void,
): Promise<readonly ReadyPerson[]> {
  const people = await bootstrap(authority, {
    withCard: (key, use) => withCard(desk, roles[key].join(' '), use),
    progress: (key, step) => {
      if (step !== 'ready')
        say(`  ${step === 'produce' ? 'producing' : 'activating'} the card of: ${roles[key].join(' ')}`);
    },
  });
  return people;
}

/** How the desk's page and the terminal list a person. */
export function listed({ key, name, organisation, cardNumber, pin, userCode }: ReadyPerson): DemoPerson {
  const [roleZh, role] = roles[key];
  return {
    name: name === organisation ? name : `${organisation} ${name}`,
    role,
    roleZh,
    cardNumber,
    pin,
    userCode,
  };
}

async function withCard<T>(desk: Desk, label: string, use: (card: Transport) => Promise<T>): Promise<T> {
  const card = desk.cards().find((known) => known.label === label) ?? (await desk.add(label));
  if (card.reader !== null) return desk.exclusive(card.reader, use);
  const reader = (await desk.readers()).find(({ card }) => card === null)?.name ?? (await desk.addReader());
  await desk.insert(card.id, reader);
  try {
    return await desk.exclusive(reader, use);
  } finally {
    await desk.pull(reader);
  }
}
