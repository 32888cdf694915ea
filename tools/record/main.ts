import { openPcsc } from '@kaika/agent/reader/pcsc';
import { examine } from '@kaika/card/examine';
import { type ModelId, models } from '@kaika/card/model';
import { type Exchange, trace } from '@kaika/card/trace';
import type { Transport } from '@kaika/card/transport';
import { createSample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';

/**
 * Records what a card answers when it is examined (docs/cards.md), as JSON on standard output: `node --import tsx tools/record/main.ts READER`
 * for the card in a reader of this machine, or `--virtual MODEL` for a virtual card that acts as that model. Needs no PIN, changes nothing.
 */
const [first = '', second = ''] = process.argv.slice(2);
const model = models.find(({ id }) => first === '--virtual' && id === second);
if (first === '' || (first === '--virtual' && model === undefined)) {
  console.error(`tools/record/main.ts READER | --virtual ${models.map(({ id }) => id).join('|')}`);
  process.exitCode = 2;
} else if (model !== undefined) await tell('virtual', (record) => recordVirtual(model.id, record));
else await tell('card', (record) => recordCard(first, record));

type Record = (card: Transport) => Promise<unknown>;

async function tell(source: 'virtual' | 'card', run: (record: Record) => Promise<unknown>): Promise<void> {
  const exchanges: Exchange[] = [];
  const findings = await run((card) => examine(trace(card, (one) => void exchanges.push(one))));
  const recording = { format: 'kaika-recording-1', source, findings, exchanges };
  console.log(JSON.stringify(recording, null, 2));
}

/** A generic card is never produced by us: it is one of ours that acts as if it knew the standard alone. */
async function recordVirtual(id: ModelId, record: Record): Promise<unknown> {
  const generic = id === 'generic-piv';
  const made = generic ? 'softcard' : id;
  const { card } = await createSample({ now: new Date('2026-11-01T00:00:00Z'), model: made });
  return record(generic ? fromState({ ...card.toState(), model: id }) : card);
}

async function recordCard(reader: string, record: Record): Promise<unknown> {
  await using cards = openPcsc();
  return cards.exclusive(reader, record);
}
