import { languages } from '@kaika/look/language';
import { Hono } from 'hono';
import { CheckPage } from '../page/check.tsx';
import { api, path } from '../page/path.ts';
import { drawPicture, pictureNames, picturePath } from '../page/picture.ts';
import { type Env, pageContext, sendPage } from './env.ts';
import type { Site } from './site.ts';

/** 環境檢測, the server's clock it compares with, and the drawings that remedies show. */
export function checkRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.check, (c) => sendPage(c, site, String(CheckPage({ page: pageContext(c, site) }))));
  app.get(api.clock, (c) => {
    c.header('cache-control', 'no-store');
    return c.json({ now: site.context.now().getTime() });
  });
  for (const name of pictureNames) {
    for (const language of languages) {
      app.get(picturePath(name, language), (c) =>
        c.body(drawPicture(name, language), 200, {
          'content-type': 'image/svg+xml',
          'cache-control': 'public, max-age=86400',
          'content-security-policy': "default-src 'none'",
        }),
      );
    }
  }
  return app;
}
