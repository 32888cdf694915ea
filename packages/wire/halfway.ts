/**
 * Labels of a progress message that say no step but how a window may be left: from the first command that changes a card on, what
 * closing it has cut short, as a code of `@kaika/wire/problem`; and that the card took nothing of it after all.
 */
export const halfWay = ['task.half-way', 'pin.half-way'] as const;
export type HalfWay = (typeof halfWay)[number];
export const unchanged = 'card.unchanged';

/** What leaving the window means after a progress of this label, `before` being what it meant until then; null is a plain cancelling. */
export function halfWayAfter(label: string, before: HalfWay | null): HalfWay | null {
  if (label === unchanged) return null;
  return halfWay.find((code) => code === label) ?? before;
}

/** Whether a label is one of these, and not a step that is shown. */
export function isMark(label: string): boolean {
  return label === unchanged || halfWay.some((code) => code === label);
}
