import { CardError } from '@kaika/card/error';
import type { Context } from '../conversation/context.ts';
import type { Face } from '../conversation/face.ts';
import type { Job } from '../window/session.ts';
import { LegacyError, type LegacyFailure, legacyCode, legacyFailure } from './code.ts';
import { infoHead, type LegacyInfo, legacySlots } from './info.ts';
import { makeSignature } from './makesignature.ts';
import type { LegacyPackage } from './package.ts';

/** Who asks: the origin, as the browser says it, and the version its platform expects. */
export type Asker = { readonly origin: string; readonly version: string; readonly mayRaw: boolean };

/** What an old page is told of readers and cards; strangers learn only that they are strangers. */
export async function tellInfo(
  asker: Pick<Asker, 'origin' | 'version'>,
  withCertificates: boolean,
  context: Context,
): Promise<LegacyInfo> {
  const head = infoHead(asker.version);
  if (!context.trust.isTrusted(asker.origin)) return { ...head, ...legacyCode.siteUntrusted };
  try {
    const { readers } = await context.cards.list();
    return { ...head, ret_code: 0, last_error: 0, slots: legacySlots(readers, withCertificates) };
  } catch (error) {
    if (!(error instanceof CardError) || error.code !== 'reader.no-service') throw error;
    return { ...head, ...legacyFailure({ code: 'reader.no-service' }), slots: [] };
  }
}

/** The job of a package: its answer is a JSON text, and the page closes the window when it has it. */
export function legacyJob(request: LegacyPackage, asker: Asker, context: Context): Job {
  const func = answerName(request.func);
  const failed = (failure: LegacyFailure) => JSON.stringify({ func, ...failure });
  const run = async (face: Face) => {
    try {
      return JSON.stringify(await carryOut(face, { request, asker }, context));
    } catch (error) {
      if (error instanceof LegacyError) return failed(error.failure);
      throw error;
    }
  };
  return {
    what: request.func === 'MakeSignature' ? 'legacy-sign' : 'legacy-read',
    run,
    refuse: (problem) => failed(legacyFailure(problem)),
    closeAnyway: true,
  };
}

async function carryOut(
  face: Face,
  { request, asker }: { readonly request: LegacyPackage; readonly asker: Asker },
  context: Context,
): Promise<unknown> {
  switch (request.func) {
    case 'GetUserCert':
      return tellInfo(asker, true, context);
    case 'CheckEnvir':
      return tellInfo(asker, false, context);
    case 'MakeSignature': {
      if (!context.trust.isTrusted(asker.origin)) throw new LegacyError(legacyCode.siteUntrusted);
      const signed = await makeSignature(face, { request, mayRaw: asker.mayRaw }, context);
      return { func: 'sign', ret_code: 0, last_error: 0, ...signed, version: asker.version };
    }
    default:
      throw new LegacyError(legacyCode.methodUnknown);
  }
}

/** The `func` of an answer; clients know no others. */
function answerName(func: string): string {
  if (func === 'MakeSignature') return 'sign';
  return func === 'GetUserCert' || func === 'CheckEnvir' ? 'pkcs11info' : func;
}
