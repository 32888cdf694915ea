import { newNonce } from '@kaika/look/security';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { LoginConfig } from './config.ts';
import type { Env } from './context.ts';
import { type Page, writePage } from './page/shell.tsx';

/** A page as a route gives it; language, nonce and path are those of the request unless said otherwise. */
export type Answer = Pick<Page, 'title' | 'children'> & Partial<Page> & { readonly status?: number };

/** Answers with a whole page and the headers it needs. */
export async function answerPage(c: Context<Env>, config: LoginConfig, answer: Answer): Promise<Response> {
  const url = new URL(c.req.url);
  const { status = 200, ...page } = answer;
  const written = await writePage(config, {
    // Both are missing when the request failed before they were chosen.
    language: c.get('language') ?? 'zh-TW',
    nonce: c.get('nonce') ?? newNonce(),
    path: `${url.pathname}${url.search}`,
    ...page,
  });
  return c.body(written.body, { status: status as ContentfulStatusCode, headers: { ...written.headers } });
}
