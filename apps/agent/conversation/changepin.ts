import { CardError } from '@kaika/card/error';
import { changePin as changeOnCard, pinTries, verifyPin } from '@kaika/card/pin';
import type { Transport } from '@kaika/card/transport';
import type { Problem } from '@kaika/wire/problem';
import type { AuthToken } from '@kaika/wire/token';
import type { AgentRequest, AgentResult } from '@kaika/wire/window';
import { certificateIn, lineOf } from '../holding/holding.ts';
import { askStatus, hasLogin, signToken, type TokenOrder } from './authenticate.ts';
import { obtainConsent } from './consent.ts';
import type { Context } from './context.ts';
import { bytesOf, type Face } from './face.ts';
import { markHalfWay, markUnchanged } from './halfway.ts';
import { Halt, problemOf } from './halt.ts';
import { type Picked, withCard, withPicked } from './pick.ts';
import { withPin } from './pin.ts';
import { changeFault } from './secrets.ts';

type Order = Extract<AgentRequest, { do: 'change-pin' }>;

/** How far one window has come; survives a card that is pulled. */
type Run = {
  /** The card whose PIN is the new one already. */
  changed: string | null;
  /** Cut while the card was changing it: the card knows which of the two it is. Overwritten at the end. */
  doubt: { readonly guid: string | null; readonly pin: Uint8Array } | null;
};

/**
 * 更改PIN碼: both PINs are typed here; CHANGE REFERENCE DATA, and in the same transaction 9A signs a login token under the new PIN,
 * which tells the authority. Pulled half-way, the card has the old PIN or the new one, and this window finds out which. Rejects
 * with `pin.blocked`, or what the page's server says before any PIN.
 */
export async function changePin(face: Face, order: Order, context: Context): Promise<AgentResult> {
  await obtainConsent(face, context.trust, 'change-pin');
  const run: Run = { changed: null, doubt: null };
  try {
    const token = await withPicked(face, context.cards, {
      wanted: {
        slot: '9a',
        fits: (holding) => hasLogin(holding) && (run.changed === null || holding.guid === run.changed),
        otherwise: run.changed === null ? 'certificate.none' : 'task.mismatch',
      },
      work: (picked) => changeAndSign(face, { order, picked, run }, context),
    });
    return { do: 'change-pin', token };
  } finally {
    run.doubt?.pin.fill(0);
  }
}

type Round = { readonly order: Order; readonly picked: Picked; readonly run: Run };

async function changeAndSign(
  face: Face,
  { order, picked, run }: Round,
  context: Context,
): Promise<AuthToken> {
  const certificate = certificateIn(picked.holding, '9a');
  if (certificate === null) throw new Halt('certificate.none');
  const parts = { certificate, origin: face.origin, nonce: order.nonce, version: context.version };
  await askStatus(face, { certificate: certificate.der, nonce: order.nonce });
  await settleDoubt(face, { picked, run }, context);
  if (run.changed !== null) {
    const asked = { cards: context.cards, picked, order: { purpose: 'authenticate', slot: '9a' } } as const;
    return withPin(face, asked, (card) => signToken(card, parts));
  }
  return askUntilChanged(face, { order, picked, run }, { parts, context });
}

/** The new PIN is tried where it may be the card's: if it is, the tries are full again; if not, the old one makes them so. */
async function settleDoubt(
  face: Face,
  { picked, run }: Omit<Round, 'order'>,
  { cards }: Context,
): Promise<void> {
  const { doubt } = run;
  if (doubt === null || doubt.guid !== picked.holding.guid) return;
  run.doubt = null;
  const isNew = await withCard(cards, picked, async (card) => {
    // The last try is the person's own.
    if ((await pinTries(card)) === 1) return false;
    return verifyPin(card, doubt.pin).then(() => true, wrongAsFalse);
  }).finally(() => doubt.pin.fill(0));
  if (isNew) run.changed = picked.holding.guid;
  else markUnchanged(face);
}

async function askUntilChanged(
  face: Face,
  { picked, run }: Round,
  { parts, context }: { readonly parts: TokenOrder; readonly context: Context },
): Promise<AuthToken> {
  const { holding, reader } = picked;
  const card = lineOf(reader, holding, '9a');
  let triesLeft = holding.pinTriesLeft;
  let problem: Problem | null = null;
  for (;;) {
    if (triesLeft === 0) throw new Halt('pin.blocked');
    const screen = { kind: 'change-pin', card, alphabet: holding.model.pinAlphabet, triesLeft } as const;
    const reply = await face.ask(problem === null ? screen : { ...screen, problem });
    const [oldPin, newPin, again] = [
      bytesOf(reply, 'oldPin'),
      bytesOf(reply, 'newPin'),
      bytesOf(reply, 'newPinAgain'),
    ];
    try {
      const fault = changeFault({ oldPin, newPin, newPinAgain: again }, holding);
      if (fault !== null) {
        problem = { code: fault };
        continue;
      }
      face.show({ kind: 'working', work: 'writing' });
      markHalfWay(face, 'pin.half-way');
      const shown = triesLeft;
      return await withCard(context.cards, picked, async (transport) => {
        await requireTries(transport, shown);
        await change(transport, { oldPin, newPin, guid: holding.guid }, run);
        return signToken(transport, parts);
      });
    } catch (error) {
      const said = problemOf(error);
      if (said?.code !== 'pin.wrong' && said?.code !== 'pin.rule') throw error;
      markUnchanged(face);
      triesLeft = said.code === 'pin.wrong' ? (said.triesLeft ?? 0) : triesLeft;
      problem = said;
    } finally {
      for (const typed of [oldPin, newPin, again]) typed.fill(0);
    }
  }
}

/** Another program spent tries meanwhile: the last one is not spent before the person has read so. */
async function requireTries(card: Transport, shown: number | null): Promise<void> {
  const left = await pinTries(card);
  if (left === 0) throw new Halt('pin.blocked');
  if (left === 1 && shown !== 1) throw new Halt({ code: 'pin.wrong', triesLeft: 1 });
}

/** CHANGE REFERENCE DATA and VERIFY. What is not answered may have been done. */
async function change(
  card: Transport,
  pins: { readonly oldPin: Uint8Array; readonly newPin: Uint8Array; readonly guid: string | null },
  run: Run,
): Promise<void> {
  const { oldPin, newPin, guid } = pins;
  const pin = Uint8Array.from(newPin);
  run.doubt = { guid, pin };
  try {
    await changeOnCard(card, oldPin, newPin);
  } catch (error) {
    if (!(error instanceof CardError) || error.code.startsWith('pin.')) {
      run.doubt = null;
      pin.fill(0);
    }
    throw error;
  }
  run.changed = guid;
  run.doubt = null;
  await verifyPin(card, pin).finally(() => pin.fill(0));
}

function wrongAsFalse(error: unknown): false {
  if (error instanceof CardError && error.code.startsWith('pin.')) return false;
  throw error;
}
