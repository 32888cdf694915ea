import type { Incoming } from './incoming.ts';
import type { Memory } from './memory.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

/** What an instruction works on. */
export type Card = { readonly memory: Memory; readonly session: Session };

/** One instruction of the card. It answers a status word for everything, hostile data too, and never throws for it. */
export type Instruction = (card: Card, command: Incoming) => Reply | Promise<Reply>;
