import { randomBytes } from 'node:crypto';
import type { Timestamp } from '@kaika/document/pades';
import { encodeTimestampRequest, parseTimestampResponse } from '@kaika/pki/timestamp';
import { verifyTimestamp } from '@kaika/pki/timestamp-token';
import type { FilingConfig } from '../config.ts';
import { fetchBytes } from './fetch.ts';

/**
 * Asks the configured RFC 3161 service; undefined where none is. The token is checked against its question at once: a
 * stamp over something else never gets into a paper. Throws PkiError `timestamp.*`, `cms.*`, and FetchError.
 */
export function stampBy(config: Pick<FilingConfig, 'timestamp' | 'fetch'>): Timestamp | undefined {
  const { timestamp: address } = config;
  if (address === undefined) return undefined;
  return async (imprint) => {
    const nonce = new Uint8Array(randomBytes(8));
    // A leading one keeps the number's length, so that what comes back compares byte for byte.
    nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f);
    const body = encodeTimestampRequest({ imprint, policy: undefined, nonce, wantsCertificate: true });
    const answer = await fetchBytes(config.fetch, address, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: body.slice(),
    });
    const response = parseTimestampResponse(answer);
    if (response.status !== 'granted')
      throw new Error(`time stamp refused: ${response.failure ?? 'no reason'}`);
    verifyTimestamp(response.token, { imprint, nonce });
    return response.token;
  };
}
