import { equal } from '@kaika/bytes/bytes';
import type { TbsCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { ATTRIBUTE, type AttributeLabel, encodeName, type Name, parseName } from '@kaika/pki/name';
import { type Finding, fault } from './finding.ts';
import { lintText } from './lint-text.ts';
import type { Profile } from './profile.ts';

/** Upper bounds of RFC 5280 appendix A.1, in characters. */
const longest: Readonly<Partial<Record<AttributeLabel, number>>> = {
  CN: 64,
  O: 64,
  OU: 64,
  serialNumber: 64,
  C: 2,
  L: 128,
  ST: 128,
  organizationIdentifier: 64,
  STREET: 128,
  E: 255,
  postalCode: 16,
};

const labels: ReadonlyMap<string, AttributeLabel> = new Map(
  // Object.entries forgets the keys' type, which is the table's own.
  Object.entries(ATTRIBUTE).map(([label, type]) => [type, label as AttributeLabel]),
);

/** The subject: attributes the profile asks for and no others, each once, readable, in the right string type. */
export function lintSubject(certificate: TbsCertificate, profile: Profile): readonly Finding[] {
  const name = readableName(certificate.subject);
  if (!name) return [fault('text.encoding', 'subject')];
  if (name.length === 0) return [fault('subject.empty', 'subject')];
  return [
    ...lintEncoding(certificate.subject, name),
    ...lintAttributes(name, profile),
    ...name.flat().flatMap(({ type, value }) => lintValue(labels.get(type), value)),
  ];
}

/** A name, or undefined for octets that are none (RFC 5280 §4.1.2.4). */
export function readableName(der: Uint8Array): Name | undefined {
  try {
    return parseName(der);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}

function lintEncoding(subject: Uint8Array, name: Name): readonly Finding[] {
  try {
    return equal(subject, encodeName(name)) ? [] : [fault('text.encoding', 'subject')];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [fault('text.encoding', 'subject')];
  }
}

function lintAttributes(name: Name, { subject }: Profile): readonly Finding[] {
  const found: Finding[] = [];
  const present = name.flat().map(({ type }) => type);
  for (const label of subject.required) {
    if (!present.includes(ATTRIBUTE[label])) found.push(fault('subject.missing', `subject.${label}`));
  }
  for (const [index, type] of present.entries()) {
    if (present.indexOf(type) !== index) continue;
    const label = labels.get(type);
    const field = `subject.${label ?? type}`;
    const allowed = label && (subject.required.includes(label) || subject.allowed.includes(label));
    if (!allowed) found.push(fault('subject.not-allowed', field));
    if (label !== 'OU' && present.lastIndexOf(type) !== index) found.push(fault('subject.duplicate', field));
  }
  return found;
}

function lintValue(label: AttributeLabel | undefined, value: string): readonly Finding[] {
  if (label === undefined) return [];
  const field = `subject.${label}`;
  const found = [...lintText(field, value)];
  if ([...value].length > (longest[label] ?? 64)) found.push(fault('text.too-long', field));
  if (label === 'C' && !/^[A-Z]{2}$/.test(value)) found.push(fault('subject.country', field));
  return found;
}
