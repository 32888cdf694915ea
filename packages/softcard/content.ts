import { findTlv, parseTlv, tlv } from '@kaika/bytes/tlv';
import { keyAlgorithms } from '@kaika/card/algorithm';
import { discoveryObject } from '@kaika/card/discovery';
import { modelOf } from '@kaika/card/model';
import { status } from '@kaika/card/status';
import type { Incoming } from './incoming.ts';
import type { Card, Instruction } from './instruction.ts';
import { done, say } from './reply.ts';

const pivAid = Uint8Array.from(Buffer.from('a000000308000010000100', 'hex'));
const discoveryId = 0x7e;
/** Printed information, fingerprints, face, iris, pairing code: SP 800-73-5 part 1 table 2, "PIN". */
const behindPin = new Set([0x5fc109, 0x5fc103, 0x5fc108, 0x5fc121, 0x5fc123]);

/** SELECT, SP 800-73-5 part 2 §3.1.1: the whole AID or its beginning; selecting PIV again keeps the security status. */
export const select: Instruction = (card, { p1, data }) => {
  if (p1 !== 0x04) return say(status.functionUnsupported);
  const isPiv = data.length >= 5 && data.length <= pivAid.length && startsWith(pivAid, data);
  if (!isPiv) return say(status.absent);
  card.session.selected = true;
  return done(template(card));
};

/** GET DATA, §3.1.2. */
export const getData: Instruction = ({ memory, session }, { p1, p2, data }) => {
  if (p1 !== 0x3f || p2 !== 0xff) return say(status.parametersWrong);
  const id = identifier(data);
  if (id === null) return say(status.dataWrong);
  if (id === discoveryId) return done(tlv(discoveryId, discoveryObject(pivAid)));
  if (behindPin.has(id) && !session.pinVerified) return say(status.securityNotSatisfied);
  const content = memory.objects.get(id);
  return content === undefined ? say(status.absent) : done(tlv(0x53, content));
};

/** PUT DATA, §3.3.1; an empty object is deleted. Needs 9B. */
export const putData: Instruction = ({ memory, session }, { p1, p2, data }) => {
  if (!session.managed) return say(status.securityNotSatisfied);
  if (p1 !== 0x3f || p2 !== 0xff) return say(status.parametersWrong);
  const id = identifier(data);
  const content = quietly(() => findTlv(data, 0x53));
  if (id === null || id === discoveryId || content === undefined) return say(status.dataWrong);
  if (tlv(0x53, content).length > modelOf(memory.model).objectLimit) return say(status.noMemory);
  if (content.length === 0) memory.objects.delete(id);
  else memory.objects.set(id, content.slice());
  return done();
};

/** Whether a command reaches the PIV application at all. */
export function isReachable(card: Card, command: Incoming): boolean {
  return card.session.selected || command.ins === 0xa4;
}

/** What follows the name a card is recognised by: a version, and where it comes from (tag 5F50). */
const pivAppletVersion = ' v0.9.0/REeAx';
const pivAppletUrl = tlv(0x5f50, Buffer.from('https://github.com/arekinath/PivApplet'));

/** The application property template (part 2 table 3). Our own card and PivApplet carry a label. */
function template({ memory }: Card): Uint8Array {
  const model = modelOf(memory.model);
  const label = model.recognise.label;
  const isApplet = model.id === 'pivapplet';
  const algorithms = model.keys.map((name) => tlv(0x80, Uint8Array.of(keyAlgorithms[name].id)));
  return tlv(
    0x61,
    tlv(0x4f, pivAid.subarray(5)),
    tlv(0x79, tlv(0x4f, pivAid.subarray(0, 5))),
    ...(label === undefined ? [] : [tlv(0x50, Buffer.from(`${label}${isApplet ? pivAppletVersion : ''}`))]),
    ...(isApplet ? [pivAppletUrl] : []),
    ...(label === undefined ? [] : [tlv(0xac, ...algorithms, tlv(0x06, Uint8Array.of(0)))]),
  );
}

function identifier(data: Uint8Array): number | null {
  const name = quietly(() => findTlv(data, 0x5c));
  if (name === undefined) return null;
  if (name.length === 1) return name[0] ?? null;
  const [first, second, third] = name;
  if (name.length !== 3 || first === undefined || second === undefined || third === undefined) return null;
  return (first << 16) | (second << 8) | third;
}

/** Undefined where the command's data are no TLV. */
export function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The fields of a template by tag, or null where the data are no TLV. */
export function fieldsOf(data: Uint8Array, tag: number): ReadonlyMap<number, Uint8Array> | null {
  const content = quietly(() => findTlv(data, tag));
  const fields = content && quietly(() => parseTlv(content));
  return fields ? new Map(fields.map((field) => [field.tag, field.value])) : null;
}

function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  return start.every((octet, index) => octet === whole[index]);
}
