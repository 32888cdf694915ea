/**
 * The object identifiers this system defines, all under one configurable arc.
 *
 *     arc.1  certificate policies   .1 authentication  .2 signature  .3 encryption  .4 presence
 *                                   .5 software (not on a card)  .6 attestation  .7 service
 *     arc.2  extended key usages    .1 task signing  .2 receipt signing
 *     arc.3  organisation kinds     .1 學校  .2 財團法人  .3 社團法人  .4 行政法人  .5 自由職業事務所  .6 其他組織團體
 *     arc.4  organisations          one below it for each organisation, stable for life
 */
export type Arc = {
  readonly root: string;
  readonly policies: Readonly<Record<PolicyName, string>>;
  readonly usages: Readonly<Record<'taskSigning' | 'receiptSigning', string>>;
  readonly organisationKinds: readonly string[];
  readonly organisations: string;
};

export type PolicyName =
  | 'authentication'
  | 'signature'
  | 'encryption'
  | 'presence'
  | 'software'
  | 'attestation'
  | 'service';

/** Below the enterprise number RFC 5612 keeps for documentation. An operator sets an arc of its own. */
export const exampleArc = '1.3.6.1.4.1.32473.1';

/** Subject directory attribute with the organisation's own OID; value OBJECT IDENTIFIER. */
export const organisationAttribute = '2.16.886.1.100.2.102';

/** Subject directory attribute with the kind of organisation; value OBJECT IDENTIFIER. */
export const organisationKindAttribute = '2.16.886.1.100.2.1';

/** Lays out the identifiers under an arc (dotted decimal, without trailing dot). */
export function arcOf(root: string): Arc {
  return {
    root,
    policies: {
      authentication: `${root}.1.1`,
      signature: `${root}.1.2`,
      encryption: `${root}.1.3`,
      presence: `${root}.1.4`,
      software: `${root}.1.5`,
      attestation: `${root}.1.6`,
      service: `${root}.1.7`,
    },
    usages: { taskSigning: `${root}.2.1`, receiptSigning: `${root}.2.2` },
    organisationKinds: [1, 2, 3, 4, 5, 6].map((kind) => `${root}.3.${kind}`),
    organisations: `${root}.4`,
  };
}
