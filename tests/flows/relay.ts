import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { CardError } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import { relayOrder, type TaskIssued } from '@kaika/wire/task';
import type { Browser } from './proof.ts';

/**
 * Page and agent together: relays the authority's commands to the card until it is done. Answers where the result is shown. A card
 * that is pulled is told to the authority, as the agent does, and thrown.
 */
export async function relay(browser: Browser, { id }: TaskIssued, card: Transport): Promise<string> {
  const say = async (body: object) =>
    relayOrder.parse(await browser.post(`/api/task/${id}/relay`, { task: id, ...body }));
  let order = await say({ sequence: 0, answers: [] });
  while (order.state === 'go-on') {
    const { sequence } = order;
    const answers: string[] = [];
    try {
      for (const command of order.commands) answers.push(toBase64(await card.transmit(fromBase64(command))));
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      await say({ sequence, answers, problem: 'card.removed' }).catch(() => {});
      throw error;
    }
    order = await say({ sequence, answers });
  }
  return order.href;
}
