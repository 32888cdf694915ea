import { randomUUID } from 'node:crypto';
import type { Store } from './case.ts';

/** A report with an empty place, waiting for the card. Bytes are base64; `sha256` names the prepared file. */
export type Preparation = {
  readonly id: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly sessionId: string;
  readonly certificate: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly attributes: string;
  readonly byteRange: readonly number[];
  readonly sha256: string;
  readonly at: Date;
};

export async function insertPreparation(store: Store, made: Omit<Preparation, 'id'>): Promise<string> {
  const id = randomUUID();
  await store
    .insertInto('preparation')
    .values({
      id,
      case_id: made.caseId,
      case_version: made.caseVersion,
      session_id: made.sessionId,
      certificate: made.certificate,
      hash: made.hash,
      attributes: made.attributes,
      byte_range: JSON.stringify(made.byteRange),
      sha256: made.sha256,
      at: made.at,
      used: false,
    })
    .execute();
  return id;
}

/** Takes a preparation of a session: it serves once. Undefined when there is none, or none of this session. */
export async function takePreparation(
  store: Store,
  id: string,
  sessionId: string,
): Promise<Preparation | undefined> {
  const row = await store
    .updateTable('preparation')
    .set({ used: true })
    .where('id', '=', id)
    .where('session_id', '=', sessionId)
    .where('used', '=', false)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { certificate, hash, attributes, sha256, at } = row;
  const held = { id, caseId: row.case_id, caseVersion: row.case_version, sessionId: row.session_id };
  return { ...held, certificate, hash, attributes, sha256, at, byteRange: row.byte_range };
}
