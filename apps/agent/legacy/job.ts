import { CardError } from '@kaika/card/error';
import type { Context } from '../conversation/context.ts';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import type { Job } from '../window/session.ts';
import type { Asker, LegacyContext } from './asker.ts';
import { changeUserPin } from './changepin.ts';
import { failureOf, LegacyError, legacyCode, legacyFailure } from './code.ts';
import { makeCsr } from './csr.ts';
import { decryptData } from './decrypt.ts';
import { answerName } from './func.ts';
import { infoHead, type LegacyInfo, legacySlots } from './info.ts';
import { makeSignature } from './makesignature.ts';
import { openCard, orderTask, unblockCard, validateUser } from './opencard.ts';
import type { LegacyPackage } from './package.ts';
import { requireParameters } from './parameter.ts';

/** Readers answer at once or not at all; pages wait ten seconds and more. */
const infoMilliseconds = 8000;

/** What an old page is told of readers and cards; strangers learn only that they are strangers. */
export async function tellInfo(
  asker: Pick<Asker, 'origin' | 'version' | 'language'>,
  withCertificates: boolean,
  context: Context,
): Promise<LegacyInfo> {
  const head = infoHead(asker.version);
  const failed = (code: number) => ({ ...head, ...failureOf(code, asker.language) });
  if (!context.trust.isTrusted(asker.origin)) return failed(legacyCode.siteUntrusted);
  try {
    const listed = await within(infoMilliseconds, context.cards.list());
    if (listed === null) return failed(legacyCode.failed);
    return { ...head, ret_code: 0, last_error: 0, slots: legacySlots(listed.readers, withCertificates) };
  } catch (error) {
    if (!(error instanceof CardError) || error.code !== 'reader.no-service') throw error;
    return { ...head, ...legacyFailure({ code: 'reader.no-service' }, asker.language), slots: [] };
  }
}

/** The job of a package: its answer is a JSON text, and the page closes the window when it has it. */
export function legacyJob(request: LegacyPackage, asker: Asker, context: LegacyContext): Job {
  const func = answerName(request.func);
  const failed = (code: number) => JSON.stringify({ func, ...failureOf(code, asker.language) });
  const run = async (face: Face) => {
    try {
      return JSON.stringify({ func, ...(await carryOut(face, { request, asker }, context)) });
    } catch (error) {
      if (error instanceof LegacyError) return failed(error.retCode);
      throw error;
    }
  };
  return {
    what: whats[func] ?? 'legacy-card',
    run,
    refuse: (problem) => JSON.stringify({ func, ...legacyFailure(problem, asker.language) }),
    closeAnyway: true,
  };
}

/** The answer to what is no request at all, in the numbers of its endpoint. */
export function refusedJob(func: string, code: number, asker: Asker): Job {
  const said = JSON.stringify({ func, ...failureOf(code, asker.language) });
  const run = () => Promise.reject(new Halt('agent.request-bad'));
  return { what: null, run, refuse: () => said, closeAnyway: true };
}

/** Under what the person finds it in the log. */
const whats: Readonly<Record<string, string | null>> = {
  pkcs11info: 'legacy-read',
  sign: 'legacy-sign',
  umakeSig: 'legacy-sign',
  decrypt: 'legacy-decrypt',
  csr: 'legacy-request',
  getChallenge: null,
};

type Order = { readonly request: LegacyPackage; readonly asker: Asker };
type Answer = Readonly<Record<string, unknown>>;

const done = { ret_code: 0, last_error: 0, message: '' } as const;

async function carryOut(face: Face, order: Order, context: LegacyContext): Promise<Answer> {
  const { request, asker } = order;
  if (request.func === 'GetUserCert') return tellInfo(asker, true, context);
  if (request.func === 'CheckEnvir') return tellInfo(asker, false, context);
  if (!context.trust.isTrusted(asker.origin)) throw new LegacyError(legacyCode.siteUntrusted);
  switch (request.func) {
    case 'MakeSignature':
      return {
        ret_code: 0,
        last_error: 0,
        ...(await makeSignature(face, order, context)),
        version: asker.version,
      };
    case 'DecryptData':
      return { ret_code: 0, last_error: 0, plain: await decryptData(face, order, context) };
    case 'makeCsr':
      return { ret_code: 0, last_error: 0, ...(await makeCsr(face, order, context)) };
    case 'getChallenge':
      return { ret_code: 0, last_error: 0, challenge: context.challenges.draw(asker.origin) };
    case 'umakeSig':
      return signChallenged(face, order, context);
    case 'writecert':
      // Only the authority writes to a card, in a task of its own (docs/flows/legacy.md).
      throw new LegacyError(legacyCode.writeFailed);
    default:
      return command(face, order, context);
  }
}

/** `umakeSig`: the signature of a text, for a page that shows a challenge it was given. */
async function signChallenged(face: Face, order: Order, context: LegacyContext): Promise<Answer> {
  const { request, asker } = order;
  if (!request.value('tbs')) throw new LegacyError(legacyCode.challengeTbs);
  const challenge = request.value('challenge') ?? '';
  if (!context.challenges.use(asker.origin, challenge)) throw new LegacyError(legacyCode.challengeWrong);
  const { signature, cardSN } = await makeSignature(face, order, context);
  return { ret_code: 0, last_error: 0, data: { signature, cardSN } };
}

/** Card management. */
async function command(face: Face, { request }: Order, context: LegacyContext): Promise<Answer> {
  requireParameters(request);
  switch (request.func) {
    case 'buildOpenCardGetUserPINRequest':
      return { ...done, data: await orderTask(face, { request, operation: 'activate' }, context) };
    case 'buildOpenCardValidateUserRequest':
      return { ...done, data: await validateUser(face, request, context) };
    case 'bulidUnblockCardRequest':
    case 'bulidResetUserPINRequest':
      return { ...done, data: await orderTask(face, { request, operation: 'unlock' }, context) };
    case 'openCard':
      await openCard(face, request, context);
      return done;
    case 'unblockCard':
    case 'resetUserPIN':
      await unblockCard(face, request, context);
      return done;
    case 'changeUserPINCode':
      await changeUserPin(face, request, context);
      return done;
    case 'unblockCardGTestCA':
      // A test authority's unblocking without any proof: no authority of ours has it.
      throw new LegacyError(legacyCode.authorityWrong);
    default:
      throw new LegacyError(legacyCode.methodUnknown);
  }
}

/** Null where it takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
