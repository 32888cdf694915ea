import { CaError } from './error.ts';
import type { KeyKind } from './profile.ts';
import { authorityKeys } from './profile-limit.ts';

export type AuthorityName = 'root' | 'issuing-cards' | 'issuing-software' | 'attestation-authority';

/** What people review and sign off before keys are made; written as YAML, read elsewhere, checked here. */
export type CeremonyDescription = {
  readonly country: string;
  readonly organisation: string;
  /** Ends in a slash; status and issuer certificates are below it, by plain http. */
  readonly address: string;
  readonly practiceStatement: string;
  /** Counts the keys of the authorities with these names, from 1. An authority may keep an older key: see `generationOf`. */
  readonly generation: number;
  /** CRL shards of each issuing authority, 1 to 65,536. */
  readonly shards: number;
  readonly authorities: Readonly<Record<AuthorityName, AuthorityDescription>>;
};

/** `generation`: of its key, where that is not the one of the whole description: a root outlives those below it. */
export type AuthorityDescription = {
  readonly commonName: string;
  readonly key: KeyKind;
  readonly days: number;
  readonly generation?: number;
};

/** The generation of an authority's present key. */
export function generationOf(description: CeremonyDescription, authority: AuthorityName): number {
  return description.authorities[authority].generation ?? description.generation;
}

/**
 * Checks a parsed description, every field and no others, so that a misspelt one is not passed over.
 * @throws CaError `ceremony.description` naming the field
 */
export function readCeremonyDescription(value: unknown): CeremonyDescription {
  const fields = record(value, '', topFields);
  const authorities = record(fields.authorities, 'authorities', authorityNames);
  return {
    country: text(fields, 'country', /^[A-Z]{2}$/),
    organisation: text(fields, 'organisation', /^.{1,64}$/u),
    address: text(fields, 'address', /^http:\/\/[^\s?#]+\/$/),
    practiceStatement: text(fields, 'practiceStatement', /^https?:\/\/[!-~]+$/),
    generation: count(fields, 'generation', 1000),
    shards: count(fields, 'shards', 0x10000),
    authorities: {
      root: readAuthority(authorities, 'root'),
      'issuing-cards': readAuthority(authorities, 'issuing-cards'),
      'issuing-software': readAuthority(authorities, 'issuing-software'),
      'attestation-authority': readAuthority(authorities, 'attestation-authority'),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const topFields = [
  'country',
  'organisation',
  'address',
  'practiceStatement',
  'generation',
  'shards',
  'authorities',
];
const authorityNames = ['root', 'issuing-cards', 'issuing-software', 'attestation-authority'];

function readAuthority(authorities: Fields, name: AuthorityName): AuthorityDescription {
  const path = `authorities.${name}`;
  const fields = record(authorities[name], path, ['commonName', 'key', 'days', 'generation']);
  const key = authorityKeys.find((kind) => kind === fields.key);
  if (!key) refuse(`${path}.key`);
  return {
    commonName: text(fields, 'commonName', /^.{1,64}$/u, path),
    key,
    days: count(fields, 'days', 36_525, path),
    ...(fields.generation === undefined ? {} : { generation: count(fields, 'generation', 1000, path) }),
  };
}

function record(value: unknown, path: string, names: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path || 'description');
  const stranger = Object.keys(value).find((name) => !names.includes(name));
  if (stranger !== undefined) refuse(join(path, stranger));
  return value as Fields; // an object, as was just checked
}

function text(fields: Fields, name: string, pattern: RegExp, path = ''): string {
  const value = fields[name];
  if (typeof value !== 'string' || !pattern.test(value)) refuse(join(path, name));
  return value;
}

function count(fields: Fields, name: string, most: number, path = ''): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most)
    refuse(join(path, name));
  return value;
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}

function refuse(field: string): never {
  throw new CaError('ceremony.description', { certificate: 'ceremony', field });
}
