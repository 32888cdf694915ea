import type { Finding } from './finding.ts';

export type CaErrorCode =
  | 'draft.invalid'
  | 'draft.subject'
  | 'draft.findings'
  | 'draft.signed-twice'
  | 'serial.prefix'
  | 'serial.random'
  | 'signer.key'
  | 'signer.mismatch'
  | 'signature.wrong'
  | 'crl.scope'
  | 'crl.number'
  | 'crl.times'
  | 'filter.records'
  | 'ocsp.signer'
  | 'ocsp.expired'
  | 'shard.count'
  | 'ceremony.description'
  | 'ceremony.missing';

/**
 * Every refusal of this room. `certificate` names the certificate (its profile and subject, or its serial number),
 * `field` the part of it; `findings` are there with `draft.findings`.
 */
export class CaError extends Error {
  readonly code: CaErrorCode;
  readonly certificate: string;
  readonly field: string;
  readonly findings: readonly Finding[];

  constructor(code: CaErrorCode, about: CaErrorSubject, options?: ErrorOptions) {
    super(`${code}: ${about.certificate}: ${about.field}`, options);
    this.name = 'CaError';
    this.code = code;
    this.certificate = about.certificate;
    this.field = about.field;
    this.findings = about.findings ?? [];
  }
}

export type CaErrorSubject = {
  readonly certificate: string;
  readonly field: string;
  readonly findings?: readonly Finding[];
};
