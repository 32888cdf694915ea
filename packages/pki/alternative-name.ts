import { atEnd, enter, enterSequence, finish, readElement, readOid } from '@kaika/bytes/cursor';
import { oid, sequence, sequenceOf, setOf, TAG } from '@kaika/bytes/der';
import { EXTENSION, type Extended, type Extension, extension, extensionOf } from './extension.ts';
import { encodeGeneralName, type GeneralName, readGeneralNames } from './general-name.ts';

/** One attribute about the subject; `values` in DER. */
export type DirectoryAttribute = { readonly type: string; readonly values: readonly Uint8Array[] };

/** Subject alternative name, RFC 5280 §4.2.1.6; critical only where the subject is empty. */
export function subjectAltName(names: readonly GeneralName[], critical = false): Extension {
  return extension(EXTENSION.subjectAltName, critical, sequenceOf(names.map(encodeGeneralName)));
}

/** subjectAltName (RFC 5280 §4.2.1.6), or undefined where it is absent. Throws `extension.malformed`. */
export function subjectAltNameOf(holder: Extended): readonly GeneralName[] | undefined {
  return extensionOf(holder, EXTENSION.subjectAltName, (value) => readGeneralNames(enterSequence(value)));
}

/** Subject directory attributes, RFC 5280 §4.2.1.8; never critical. */
export function subjectDirectoryAttributes(attributes: readonly DirectoryAttribute[]): Extension {
  const list = attributes.map(({ type, values }) => sequence(oid(type), setOf(values)));
  return extension(EXTENSION.subjectDirectoryAttributes, false, sequenceOf(list));
}

/** subjectDirectoryAttributes (RFC 5280 §4.2.1.8), or undefined where it is absent. Throws `extension.malformed`. */
export function subjectDirectoryAttributesOf(holder: Extended): readonly DirectoryAttribute[] | undefined {
  return extensionOf(holder, EXTENSION.subjectDirectoryAttributes, (value) => {
    const list = enterSequence(value);
    const attributes: DirectoryAttribute[] = [];
    do {
      const attribute = enterSequence(list);
      const type = readOid(attribute);
      const set = enter(attribute, TAG.set);
      finish(attribute);
      const values: Uint8Array[] = [];
      do values.push(readElement(set));
      while (!atEnd(set));
      attributes.push({ type, values });
    } while (!atEnd(list));
    return attributes;
  });
}
