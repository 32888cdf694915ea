import {
  type CmsAnswer,
  type CmsMethod,
  cmsAgeMs,
  cmsAnswer,
  cmsMethod,
  cmsVersion,
  packCms,
  unpackCms,
} from '@kaika/wire/cms';
import type { Context } from '../conversation/context.ts';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { LegacyError } from './code.ts';

/** Sends a message to `POST {origin}/api/cms` and answers its text. Rejects with `Halt` `request.failed`. */
export type Post = (origin: string, message: string) => Promise<string>;

/** The road to an authority that needs no page. Only origins of installed authorities are ever asked. */
export function postTo(send: typeof fetch): Post {
  return async (origin, message) => {
    try {
      const response = await send(`${origin}/api/cms`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: message,
        redirect: 'error',
        signal: AbortSignal.timeout(20_000),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return (await response.text()).slice(0, 100_000);
    } catch (cause) {
      throw new Halt('request.failed', { cause });
    }
  };
}

/** A message of ours as the old pages carry it (`data`). */
export function packMessage(method: CmsMethod, body: unknown, { now }: Context): string {
  return packCms({ version: cmsVersion, method, at: now().getTime(), body });
}

/**
 * The body of an authority's answer as the old pages carry it (`cmsresponse`). Throws `LegacyError`: the code the server gave, or
 * one of 0x82… for what is no answer to that.
 */
export function readAnswer(text: string, method: CmsMethod, { now }: Context): unknown {
  const answer = parseAnswer(text);
  if (answer.ret_code !== 0) throw new LegacyError(answer.ret_code);
  if (answer.method !== method) throw new LegacyError(0x82000114);
  if (Math.abs(now().getTime() - answer.at) > cmsAgeMs) throw new LegacyError(0x82000118);
  return answer.body;
}

/** A face whose questions go straight to the authority: an old page can carry one message a window, and none at the end. */
export function remoteFace(
  face: Face,
  { post, context }: { readonly post: Post; readonly context: Context },
): Face {
  return {
    origin: face.origin,
    show: (screen) => face.show(screen),
    ask: (screen) => face.ask(screen),
    wait: (screen, until) => face.wait(screen, until),
    progress: (progress) => face.progress(progress),
    async carry(ask, body) {
      const method = cmsMethod.safeParse(ask).data;
      if (method === undefined) throw new Halt('request.malformed');
      const answer = answerOf(await post(face.origin, packMessage(method, body, context)));
      if (answer.ret_code !== 0) throw new Halt(answer.problem ?? 'request.failed');
      return answer.body;
    },
  };
}

function answerOf(text: string): CmsAnswer {
  const answer = cmsAnswer.safeParse(unpackCms(text.trim())).data;
  if (answer?.version !== cmsVersion) throw new Halt('request.failed');
  return answer;
}

function parseAnswer(text: string): CmsAnswer {
  const inside = unpackCms(text.trim());
  if (inside === undefined) throw new LegacyError(0x82000003);
  const answer = cmsAnswer.safeParse(inside).data;
  if (answer === undefined) throw new LegacyError(0x82000004);
  if (answer.version !== cmsVersion) throw new LegacyError(0x82000113);
  return answer;
}
