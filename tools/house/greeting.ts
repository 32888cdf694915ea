import type { House } from './house.ts';

/** What the terminal says when the house stands: where to go, what to do first, who there is. */
export function greet({ origins, people }: Pick<House, 'origins' | 'people'>, folder: string): string {
  const width = Math.max(...people.map((person) => columns(bothRoles(person))));
  const rows = people.map(
    (person) =>
      `  ${bothRoles(person)}${' '.repeat(width - columns(bothRoles(person)))}  ${person.cardNumber}  PIN ${person.pin}`,
  );
  return [
    '',
    `  Portal     入口網        ${origins.portal}`,
    `  Authority  憑證管理中心  ${origins.authority}`,
    `  Filing     線上申報系統  ${origins.filing}`,
    `  Desk       虛擬卡桌      ${origins.agent}/desk`,
    '',
    '  First: open the desk, put the CPA firm\u2019s card into a reader, then log in at the portal.',
    '  先在虛擬卡桌把會計師事務所的卡片插入讀卡機，再到入口網憑證登入。',
    '',
    ...rows,
    '',
    `  Data is kept in ${folder}. Stop with Ctrl+C. Virtual cards and these people exist in demo mode only.`,
    '',
  ].join('\n');
}

function bothRoles({ role, roleZh }: House['people'][number]): string {
  return `${roleZh} ${role}`;
}

/** How many columns a text takes in a terminal: Chinese characters take two. */
function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
