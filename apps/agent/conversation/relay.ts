import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import type { Transport } from '@kaika/card/transport';
import { type Progress, type RelayAnswer, type RelayOrder, relayOrder } from '@kaika/wire/task';
import type { AgentResult } from '@kaika/wire/window';
import { type Holding, lineOf } from '../holding/holding.ts';
import { allows, type RelayOperation } from './allowed.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { markHalfWay } from './halfway.ts';
import { Halt, problemOf } from './halt.ts';
import { type Picked, type Wanted, withCard, withPicked } from './pick.ts';
import type { Task } from './verify.ts';

/** A task in which the authority itself drives the card: 製卡, and writing to a card already out. */
export type RelayTask = Task & { readonly operation: RelayOperation; readonly reader?: string | undefined };

/** No production takes more rounds; one that does has lost its way. */
const mostRounds = 2000;

/**
 * Relays the authority's commands to the card, only those the operation allows, in one transaction; the person agrees first, and
 * only once. Rejects with the card's or the authority's problem; both sides then know it.
 */
export async function relay(face: Face, task: RelayTask, context: Context): Promise<AgentResult> {
  let agreed: string | null = null;
  const wanted = wantedBy(task);
  return withPicked(face, context.cards, {
    // A production that was torn leaves half a card; the person has agreed to what lies in that reader.
    wanted: { ...wanted, fits: (holding, reader) => reader === agreed || wanted.fits(holding, reader) },
    work: async (picked) => {
      if (agreed !== picked.reader) await agree(face, task, picked);
      agreed = picked.reader;
      const work = workOf(task);
      face.show({ kind: 'working', work });
      context.usedTasks.add(task.claims.id);
      markHalfWay(face, 'task.half-way');
      const href = await withCard(context.cards, picked, (card) => drive(face, task, card));
      return { do: 'task', href };
    },
  });
}

function workOf({ operation }: RelayTask): 'relaying' | 'writing' {
  return operation === 'produce' ? 'relaying' : 'writing';
}

async function agree(face: Face, task: RelayTask, { reader, holding }: Picked): Promise<void> {
  const { operation, holder, label } = task.claims;
  const card = lineOf(reader, holding, '9a');
  const warns = operation === 'produce' && holding.kind !== 'blank';
  const { choice } = await face.ask({
    kind: 'operator',
    operation,
    holder,
    label: label ?? null,
    card,
    warns,
  });
  if (choice !== 'agree') throw new Halt('agent.cancelled');
}

/** Round after round until the authority says «done». Answers the page where the result is shown. */
async function drive(face: Face, task: RelayTask, card: Transport): Promise<string> {
  let answer: RelayAnswer = { task: task.claims.id, sequence: 0, answers: [] };
  let shown: Progress | null = null;
  for (let round = 0; round < mostRounds; round += 1) {
    const order = await carryAnswer(face, answer);
    if (order.state === 'done') return order.href;
    const { progress } = order;
    if (progress !== undefined && progress.label !== shown?.label) {
      face.progress(progress);
      face.show({ kind: 'working', work: workOf(task), progress });
      shown = progress;
    }
    answer = { ...answer, sequence: order.sequence, answers: await perform(face, { task, order, card }) };
  }
  throw new Halt('request.failed');
}

async function perform(
  face: Face,
  { task, order, card }: { task: RelayTask; order: Extract<RelayOrder, { state: 'go-on' }>; card: Transport },
): Promise<string[]> {
  const answers: string[] = [];
  try {
    for (const command of order.commands.map(fromBase64)) {
      if (!allows(task.operation, command)) throw new Halt('task.not-authentic');
      answers.push(toBase64(await card.transmit(command)));
      command.fill(0);
    }
    return answers;
  } catch (error) {
    const code = problemOf(error)?.code ?? 'card.unreadable';
    // The authority has to know that this card stopped here; that it stopped is what the person is told.
    const told = { task: task.claims.id, sequence: order.sequence, answers, problem: code };
    await face.carry('relay', told).catch(() => {});
    throw error;
  }
}

async function carryAnswer(face: Face, answer: RelayAnswer): Promise<RelayOrder> {
  const order = relayOrder.safeParse(await face.carry('relay', answer));
  if (!order.success) throw new Halt('request.failed');
  return order.data;
}

function wantedBy(task: RelayTask): Wanted {
  const { cardNumber } = task.claims;
  const { reader } = task;
  if (task.operation === 'produce') {
    // A blank one; or half a card whose production broke off, which looks like a stranger's: then the person is warned, and the
    // authority erases nothing it does not know to be such a one. A finished card only where the page names its reader.
    const fits = (holding: Holding, name: string) => holding.kind !== 'ours' || name === reader;
    const prefers = (holding: Holding) => holding.kind === 'blank';
    return { slot: '9a', fits, prefers, otherwise: 'card.not-blank', reader };
  }
  const fits = (holding: Holding) => cardNumber !== null && holding.cardNumber === cardNumber;
  return {
    slot: '9a',
    fits,
    otherwise: 'task.mismatch',
    reader,
    ...(cardNumber === null ? {} : { cardNumber }),
  };
}
