import {
  atEnd,
  type Cursor,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readBoolean,
  readNumber,
} from '@kaika/bytes/cursor';
import { boolean, elementOf, integer, sequence, sequenceOf, TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { encodeGeneralName, type GeneralName, readGeneralName } from './general-name.ts';

export type BasicConstraints = { readonly ca: boolean; readonly pathLength: number | undefined };

/** Bases of the subtrees; minimum is 0 and maximum absent, as RFC 5280 §4.2.1.10 demands. */
export type NameConstraints = {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
};

/** Basic constraints of a CA, RFC 5280 §4.2.1.9; critical. */
export function caConstraints(pathLength?: number): Extension {
  const limit = pathLength === undefined ? [] : [integer(pathLength)];
  return extension(EXTENSION.basicConstraints, true, sequence(boolean(true), ...limit));
}

/** Basic constraints of an end entity: an empty sequence; critical. */
export function endEntityConstraints(): Extension {
  return extension(EXTENSION.basicConstraints, true, sequence());
}

/** basicConstraints (RFC 5280 §4.2.1.9), or undefined where it is absent. Throws `extension.malformed`. */
export function basicConstraintsOf(holder: Extended): BasicConstraints | undefined {
  return extensionOf(holder, EXTENSION.basicConstraints, (value) => {
    const fields = enterSequence(value);
    const ca = peekTag(fields) === TAG.boolean && readBoolean(fields);
    const pathLength = atEnd(fields) ? undefined : readNumber(fields);
    finish(fields);
    return { ca, pathLength };
  });
}

/** Name constraints, RFC 5280 §4.2.1.10; critical. */
export function nameConstraints({ permitted, excluded }: NameConstraints): Extension {
  const sides = [permitted, excluded].flatMap((names, index) =>
    names.length > 0 ? [elementOf(0xa0 + index, names.map(subtree))] : [],
  );
  return extension(EXTENSION.nameConstraints, true, sequenceOf(sides));
}

/** nameConstraints (RFC 5280 §4.2.1.10), or undefined where it is absent. Throws `extension.malformed`. */
export function nameConstraintsOf(holder: Extended): NameConstraints | undefined {
  return extensionOf(holder, EXTENSION.nameConstraints, (value) => {
    const fields = enterSequence(value);
    const permitted = enterOptional(fields, 0xa0);
    const excluded = enterOptional(fields, 0xa1);
    finish(fields);
    if (!permitted && !excluded) throw new BytesError('der.value');
    return {
      permitted: permitted ? readSubtrees(permitted) : [],
      excluded: excluded ? readSubtrees(excluded) : [],
    };
  });
}

function subtree(base: GeneralName): Uint8Array {
  return sequence(encodeGeneralName(base));
}

function readSubtrees(list: Cursor): readonly GeneralName[] {
  const bases: GeneralName[] = [];
  do {
    const fields = enterSequence(list);
    bases.push(readGeneralName(fields));
    const minimum = enterOptional(fields, 0x80);
    if (minimum && minimum.bytes[minimum.at] !== 0) throw new BytesError('der.value');
    finish(fields);
  } while (!atEnd(list));
  return bases;
}
