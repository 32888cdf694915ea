import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { tlv } from '@kaika/bytes/tlv';
import { managementAlgorithmOf, managementAlgorithms } from '@kaika/card/algorithm';
import { status } from '@kaika/card/status';
import { fieldsOf } from './content.ts';
import type { Card, Instruction } from './instruction.ts';
import type { Memory } from './memory.ts';
import { useKey } from './private.ts';
import { done, type Reply, say } from './reply.ts';

const managementReference = 0x9b;

/** GENERAL AUTHENTICATE, SP 800-73-5 part 2 §3.2.4: 9B proves the administrator, every other reference uses a private key. */
export const generalAuthenticate: Instruction = (card, command) => {
  const fields = fieldsOf(command.data, 0x7c);
  if (fields === null) return say(status.dataWrong);
  if (command.p2 === managementReference) return manage(card, command.p1, fields);
  card.session.pending = null;
  return useKey(card, command, fields);
};

type Fields = ReadonlyMap<number, Uint8Array>;

/** Appendix A.1 (single) and A.2 (mutual). P1=0 is accepted: OpenSC asks for random bytes that way whatever the key is. */
function manage(card: Card, p1: number, fields: Fields): Reply {
  const { algorithm } = card.memory.management;
  if (p1 !== 0 && managementAlgorithmOf(p1) !== algorithm) return say(status.parametersWrong);
  const witness = fields.get(0x80);
  const challenge = fields.get(0x81);
  const response = fields.get(0x82);
  if (witness?.length === 0) return giveWitness(card);
  if (challenge?.length === 0) return giveChallenge(card);
  if (witness && challenge) return answerMutual(card, witness, challenge);
  if (response) return answerSingle(card, response);
  return say(status.dataWrong);
}

function giveWitness({ memory, session }: Card): Reply {
  const plain = randomBytes(blockOf(memory));
  session.pending = { kind: 'witness', plain };
  return done(tlv(0x7c, tlv(0x80, encipher(memory, plain))));
}

function giveChallenge({ memory, session }: Card): Reply {
  const plain = randomBytes(blockOf(memory));
  session.pending = { kind: 'challenge', plain };
  return done(tlv(0x7c, tlv(0x81, plain)));
}

function answerMutual({ memory, session }: Card, witness: Uint8Array, challenge: Uint8Array): Reply {
  const { pending } = session;
  session.pending = null;
  session.managed = false;
  if (pending?.kind !== 'witness') return say(status.conditionsNotSatisfied);
  if (challenge.length !== blockOf(memory)) return say(status.dataWrong);
  if (!same(witness, pending.plain)) return say(status.securityNotSatisfied);
  session.managed = true;
  return done(tlv(0x7c, tlv(0x82, encipher(memory, challenge))));
}

function answerSingle({ memory, session }: Card, response: Uint8Array): Reply {
  const { pending } = session;
  session.pending = null;
  session.managed = false;
  if (pending?.kind !== 'challenge') return say(status.conditionsNotSatisfied);
  if (response.length !== blockOf(memory)) return say(status.dataWrong);
  if (!same(decipher(memory, response), pending.plain)) return say(status.securityNotSatisfied);
  session.managed = true;
  return done();
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function blockOf(memory: Memory): number {
  return managementAlgorithms[memory.management.algorithm].block;
}

function encipher({ management }: Memory, block: Uint8Array): Uint8Array {
  const { cipher } = managementAlgorithms[management.algorithm];
  return createCipheriv(cipher, management.key, null).setAutoPadding(false).update(block);
}

function decipher({ management }: Memory, block: Uint8Array): Uint8Array {
  const { cipher } = managementAlgorithms[management.algorithm];
  return createDecipheriv(cipher, management.key, null).setAutoPadding(false).update(block);
}
