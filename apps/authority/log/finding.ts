/** What is wrong with an export or a proof. */
export type FindingCode =
  /** Not a line of this format, or not where it belongs. */
  | 'export.line'
  /** No first line, so nobody knows whose log it is. */
  | 'export.header'
  /** The last line is missing, or counts otherwise: something was cut off or left out. */
  | 'export.end'
  /** Numbers are not consecutive from 0: an event is missing, twice or elsewhere. */
  | 'event.number'
  /** The words are not those the leaf commits to. */
  | 'event.leaf'
  /** The words are gone; only the leaf is left. */
  | 'event.erased'
  /** Numbered, but after the last head: nobody signed for it. */
  | 'event.uncovered'
  | 'head.malformed'
  | 'head.signature'
  /** Not by a certificate of the authority's own service under the root. */
  | 'head.signer'
  /** What stands beside the signature is not what was signed. */
  | 'head.claims'
  /** The signed root is not that of the events before it. */
  | 'head.root'
  /** Not larger or not later than the head before it. */
  | 'head.order'
  /** The subtrees it is to grow on are not those of the events. */
  | 'head.frontier'
  /** A head that was seen earlier has another root at that size: two logs were shown. */
  | 'head.split-view'
  /** A head that was seen earlier has more events than the log has now. */
  | 'head.rolled-back'
  | 'proof.inclusion'
  | 'proof.consistency';

/** `about`: which line, event (by number) or head (by size); `reason`: a code from below where there is one. */
export type LogFinding = { readonly code: FindingCode; readonly about: string; readonly reason?: string };
