import type { Handle, ReaderState } from './abi.ts';
import type { Reader } from './cardservice.ts';
import { state, type Winscard } from './winscard.ts';

/** All readers with the state of now. */
export async function listReaders(winscard: Winscard, context: Handle): Promise<readonly Reader[]> {
  const states = (await winscard.list(context)).map(stateOf);
  if (states.length === 0) return [];
  await winscard.change(context, 0, states);
  return states.map(readerOf);
}

/** What GetStatusChange is asked about a reader nothing is known of. */
export function stateOf(name: string): ReaderState {
  return {
    szReader: name,
    dwCurrentState: state.unaware,
    dwEventState: 0,
    cbAtr: 0,
    rgbAtr: new Uint8Array(36),
  };
}

/** The answer in our words. A card that gives no answer to reset counts as present, with an empty ATR. */
export function readerOf({ szReader, dwEventState, cbAtr, rgbAtr }: ReaderState): Reader {
  const isPresent = (dwEventState & state.present) !== 0;
  return { name: szReader, card: isPresent ? { atr: Uint8Array.from(rgbAtr.subarray(0, cbAtr)) } : null };
}
