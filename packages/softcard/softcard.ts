import { CardError } from '@kaika/card/error';
import { type ModelId, modelOf, type Version } from '@kaika/card/model';
import { status } from '@kaika/card/status';
import type { Transport } from '@kaika/card/transport';
import { atrOf } from './atr.ts';
import { attest } from './attest.ts';
import { generalAuthenticate } from './authenticate.ts';
import { getData, isReachable, putData, select } from './content.ts';
import { generate } from './generate.ts';
import { importKey } from './import.ts';
import type { Incoming } from './incoming.ts';
import type { Card, Instruction } from './instruction.ts';
import { createLink, type Link } from './link.ts';
import {
  getMetadata,
  getSerialNumber,
  getVersion,
  moveKey,
  reset,
  setManagementKey,
  setRetries,
} from './maker.ts';
import { freshMemory, type Memory, memoryOf, type SoftcardState, stateOf } from './memory.ts';
import { change, resetCounter, verify } from './pin.ts';
import { type Reply, say } from './reply.ts';
import { freshSession } from './session.ts';

/**
 * A whole PIV card in software. As a `Transport` it is a card in a reader that has power; `transmit` throws `card.removed`
 * while it has none. One command at a time, as with any card.
 */
export type Softcard = Transport & {
  /** Answer to reset: what a reader tells of the card. */
  readonly atr: Uint8Array;
  /** The maker's number. */
  readonly serialNumber: number;
  /** Puts power on (again): every security status is gone. A fresh card has power. */
  powerOn(): void;
  /** Takes it away. The retry counters, keys and objects stay. */
  powerOff(): void;
  /** Changes with every command that may have changed what survives power-off; a keeper compares it and saves. */
  readonly revision: number;
  /** Everything, secrets too, as JSON. */
  toState(): SoftcardState;
  /**
   * For tests: the card is torn out at the command after the next `commands`: before it does anything, or after it did it and
   * before its answer comes out. Ends with the next `powerOn`.
   */
  unplugAfter(commands: number, when?: 'before' | 'after'): void;
};

export type SoftcardOptions = {
  readonly serialNumber: number;
  /** Which card it acts as; `softcard` unless said otherwise. */
  readonly model?: ModelId;
  /** Attestation key and certificate from `attestor.ts`; without them the card cannot attest. */
  readonly attestation?: { readonly key: SoftcardState['keys'][number]; readonly object: string };
};

const versions: Readonly<Record<ModelId, Version>> = {
  softcard: [5, 7, 1],
  'yubikey-5.7': [5, 7, 1],
  'yubikey-5': [5, 4, 3],
  pivapplet: [5, 0, 0],
  'generic-piv': [0, 0, 0],
};

/** A card as it leaves the factory. */
export function createSoftcard(options: SoftcardOptions): Softcard {
  const model = options.model ?? 'softcard';
  const state = stateOf(freshMemory(model, versions[model], options.serialNumber));
  const { attestation } = options;
  if (attestation === undefined) return fromState(state);
  const object = { id: 0x5fff01, content: attestation.object };
  return fromState({ ...state, keys: [attestation.key], objects: [object] });
}

/** A card out of its file, with power on and nobody logged in. Throws where the state cannot be read. */
export function fromState(state: SoftcardState): Softcard {
  return plug(memoryOf(state));
}

/** SP 800-73-5 part 2. */
const standard: ReadonlyMap<number, Instruction> = new Map([
  [0xa4, select],
  [0xcb, getData],
  [0xdb, putData],
  [0x20, verify],
  [0x24, change],
  [0x2c, resetCounter],
  [0x47, generate],
  [0x87, generalAuthenticate],
]);

/** Yubico's. */
const extensions: ReadonlyMap<number, Instruction> = new Map([
  [0xf8, getSerialNumber],
  [0xf9, attest],
  [0xfa, setRetries],
  [0xfb, reset],
  [0xfd, getVersion],
  [0xfe, importKey],
  [0xff, setManagementKey],
]);

/** Those that came with firmware 5.3. */
const later: ReadonlyMap<number, Instruction> = new Map([
  [0xf6, moveKey],
  [0xf7, getMetadata],
]);

type Cut = { left: number; readonly when: 'before' | 'after' };

function plug(memory: Memory): Softcard {
  const card: Card = { memory, session: freshSession() };
  const piece = memory.model === 'pivapplet' ? 255 : 256;
  let link: Link = createLink(piece);
  let power = true;
  let revision = 0;
  let cut: Cut | null = null;
  const unplugged = (): CardError => {
    power = false;
    return new CardError('card.removed');
  };
  return {
    atr: atrOf(memory.model),
    serialNumber: memory.serialNumber,
    get revision() {
      return revision;
    },
    async transmit(apdu) {
      if (!power || (cut?.when === 'before' && cut.left === 0)) throw unplugged();
      const response = await link.pass(apdu, (command) => {
        if (isChanging(command)) revision += 1;
        return run(card, command);
      });
      if (cut?.when === 'after' && cut.left === 0) throw unplugged();
      if (cut) cut.left -= 1;
      return response;
    },
    powerOn() {
      Object.assign(card.session, freshSession());
      link = createLink(piece);
      power = true;
      cut = null;
    },
    powerOff() {
      power = false;
    },
    toState: () => stateOf(memory),
    unplugAfter(commands, when = 'before') {
      cut = { left: commands, when };
    },
  };
}

async function run(card: Card, command: Incoming): Promise<Reply> {
  if (command.cla !== 0x00) return say(status.classUnsupported);
  if (!isReachable(card, command)) return say(status.instructionUnsupported);
  const instruction = standard.get(command.ins) ?? makersInstruction(card.memory, command.ins);
  if (instruction === undefined) return say(status.instructionUnsupported);
  return instruction(card, command);
}

function makersInstruction({ model, version: [major, minor] }: Memory, ins: number): Instruction | undefined {
  if (!modelOf(model).instructions.attest) return undefined;
  return extensions.get(ins) ?? (major > 5 || minor >= 3 ? later.get(ins) : undefined);
}

/** Reading, selecting and using keys leave no trace on the card. */
function isChanging({ ins }: Incoming): boolean {
  return ![0xa4, 0xcb, 0x87, 0xf7, 0xf8, 0xf9, 0xfd].includes(ins);
}
