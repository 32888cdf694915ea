import { pinTries, verifyPin } from '@kaika/card/pin';
import type { Transport } from '@kaika/card/transport';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { type Picked, withCard } from '../conversation/pick.ts';
import { expectCertificate, type PinOrder, withPin } from '../conversation/pin.ts';
import type { Cards } from '../holding/cards.ts';
import { lineOf } from '../holding/holding.ts';

type Place = { readonly cards: Cards; readonly picked: Picked; readonly order: PinOrder };

/**
 * Runs `work` right after VERIFY, like `withPin`; where the policy lets the page send the PIN (`pagePin`), the person agrees in our window without
 * typing it. A page never spends the last try: then the person is asked. Overwrites `pagePin`. Throws `Halt` `pin.wrong`,
 * `pin.length`, `agent.cancelled`.
 */
export async function withConsentedPin<T>(
  face: Face,
  { pagePin, ...place }: Place & { readonly pagePin: Uint8Array | null },
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  const { cards, picked, order } = place;
  if (pagePin === null) return withPin(face, place, work);
  try {
    if (pagePin.length < 6 || pagePin.length > 8) throw new Halt('pin.length');
    if ((picked.holding.pinTriesLeft ?? 0) <= 1) return await withPin(face, place, work);
    const card = lineOf(picked.reader, picked.holding, order.slot);
    const { choice } = await face.ask({ kind: 'approve', ...order, card });
    if (choice !== 'agree') throw new Halt('agent.cancelled');
    face.show({ kind: 'working', work: 'signing' });
    return await withCard(cards, picked, async (transport) => {
      await expectCertificate(transport, picked, order.slot);
      if (((await pinTries(transport)) ?? 0) <= 1) throw new Halt({ code: 'pin.wrong', triesLeft: 1 });
      await verifyPin(transport, Uint8Array.from(pagePin));
      return work(transport);
    });
  } finally {
    pagePin.fill(0);
  }
}
