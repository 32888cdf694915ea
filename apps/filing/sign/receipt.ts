import { randomUUID } from 'node:crypto';
import type { Office } from '../office.ts';
import { writeReceipt } from '../paper/receipt.ts';
import type { Actor, Case } from '../rule/case.ts';
import { receive } from '../rule/state.ts';
import { saveCase } from '../store/case.ts';
import { keepFile } from '../store/file.ts';
import { letterAbout } from './letter.ts';
import { sealReceipt } from './seal.ts';
import { stampBy } from './stamp.ts';

/** The service itself, where it acts without a person. */
export const serviceActor: Actor = {
  role: 'service',
  id: 'filing',
  name: '系統',
  orgOid: '',
  cardNumber: null,
};

/**
 * Makes and seals the receipt of a case that was handed in, and the case is received. Fails when the time stamp cannot be
 * had; the case then stays submitted and is tried again.
 */
export async function issueReceipt(office: Office, held: Case): Promise<Case> {
  const { config, fonts, seal } = office;
  const now = config.now();
  const timestamp = stampBy(config);
  const plain = await writeReceipt(held, { fonts, now, stamped: timestamp !== undefined });
  const sealed = await sealReceipt(plain, { seal, timestamp, now });
  const sha256 = await keepFile(office.files, sealed);
  const change = receive(held, serviceActor, { receipt: sha256, now });
  const letter = letterAbout(change.next, config.origins.filing);
  return saveCase(office.store, change, { letter, paper: { id: randomUUID(), kind: 'receipt', sha256 } });
}
