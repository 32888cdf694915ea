import { Hono } from 'hono';
import { answerStamp } from '../stamp/answer.ts';
import type { Env } from './env.ts';
import { bodyOf } from './holder.ts';
import type { Site } from './site.ts';

/** Octets of the longest request that is read: a digest, a nonce and a policy take some hundred. */
const longestRequest = 4096;

/** `POST /tsa`: the time-stamp service, RFC 3161 §3.4. Every answer is a TimeStampResp, refusals too; only floods are turned away before. */
export function stampRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/tsa', async (c) => {
    await site.limits.count(c, 'stamp');
    const request = new Uint8Array(await c.req.arrayBuffer());
    // What is too long is as unreadable as what is cut short.
    const answer = await answerStamp(site.context, request.subarray(0, longestRequest));
    return c.body(bodyOf(answer), 200, {
      'content-type': 'application/timestamp-reply',
      'cache-control': 'no-store',
    });
  });
  return app;
}
