import { type HalfWay, unchanged } from '@kaika/wire/halfway';
import type { Face } from './face.ts';

/** Says that the next command may change the card: who leaves from here on has not simply cancelled. */
export function markHalfWay(face: Face, code: HalfWay): void {
  face.progress({ step: 0, of: 1, label: code });
}

/** Says that the card refused: it is as it was. */
export function markUnchanged(face: Face): void {
  face.progress({ step: 0, of: 1, label: unchanged });
}
