import { classes } from '@kaika/look/field';
import { count } from '@kaika/look/number';
import type { PageContext } from './context.ts';
import { OfficerFrame } from './frame.tsx';
import { path } from './path.ts';
import { workText } from './text/work.ts';

export type WorkItem =
  | 'review'
  | 'approve'
  | 'returned'
  | 'produce'
  | 'ship'
  | 'due'
  | 'papers'
  | 'proposals'
  | 'sweeps'
  | 'expiring';

export type WorkView = {
  readonly page: PageContext;
  readonly counts: Readonly<Record<WorkItem, number>>;
  /** what the officer signed in may do something about */
  readonly yours: ReadonlySet<WorkItem>;
};

const places: readonly (readonly [WorkItem, string])[] = [
  ['review', `${path.officer}?state=submitted`],
  ['approve', `${path.officer}?state=reviewed`],
  ['produce', path.batches],
  ['ship', path.shipping],
  ['papers', path.papers],
  ['proposals', `${path.proposals}?state=entered`],
  ['sweeps', path.sweeps],
  ['returned', `${path.officer}?state=returned`],
  ['due', `${path.cards}?state=due`],
  ['expiring', `${path.officerExpiring}?days=30`],
];

/** `GET /officer/work`: every queue and how much waits in it. */
export function WorkPage({ page, counts, yours }: WorkView) {
  const t = workText[page.language];
  return (
    <OfficerFrame page={page} title={t.title} section="work" width="wide">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <ul class="tasks">
        {places.map(([item, href]) => (
          <li>
            <a
              href={href}
              class={classes(yours.has(item) && counts[item] > 0 && 'yours', counts[item] === 0 && 'none')}
            >
              <span class="num">{count(counts[item])}</span>
              <span>{t.items[item]}</span>
            </a>
          </li>
        ))}
      </ul>
    </OfficerFrame>
  );
}
