import { defaultActivationDays } from '@kaika/registry/card';
import { isProblemCode } from '@kaika/wire/problem';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { ActivatePage } from '../page/activate.tsx';
import { CodePage, HelpPage } from '../page/help.tsx';
import { HomePage } from '../page/home.tsx';
import { OperationsPage } from '../page/operation.tsx';
import { path } from '../page/path.ts';
import { ReceiptPage } from '../page/receipt.tsx';
import { TermsPage } from '../page/terms.tsx';
import { UnlockPage } from '../page/unlock.tsx';
import { applicationOf, receiptPaper, serialOf } from '../production/receipt.ts';
import { findReceipt } from '../store/task.ts';
import { type Env, pageContext, sendPage } from './env.ts';
import type { Site } from './site.ts';

/** Pages that ask nothing of the record but a receipt. */
export function holderRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { config, db } = site.context;
  const activationDays = config.activationDays ?? defaultActivationDays;
  app.get(path.home, (c) =>
    sendPage(c, site, String(HomePage({ page: pageContext(c, site), activationDays }))),
  );
  app.get(path.operations, (c) => sendPage(c, site, String(OperationsPage({ page: pageContext(c, site) }))));
  app.get(path.activate, (c) =>
    sendPage(c, site, String(ActivatePage({ page: pageContext(c, site), activationDays }))),
  );
  app.get(path.unlock, (c) => sendPage(c, site, String(UnlockPage({ page: pageContext(c, site) }))));
  app.get(path.terms, (c) =>
    sendPage(c, site, String(TermsPage({ page: pageContext(c, site), activationDays }))),
  );
  app.get(path.help, (c) => sendPage(c, site, String(HelpPage({ page: pageContext(c, site) }))));
  app.get(`${path.help}/:code`, (c) => {
    const code = c.req.param('code');
    if (!isProblemCode(code)) throw new Failure('request.not-found');
    return sendPage(c, site, String(CodePage({ page: pageContext(c, site), code })));
  });
  app.get('/receipt/:file', async (c) => {
    await site.limits.count(c, 'receipt');
    const [number = '', form] = c.req.param('file').split('.');
    const receipt = await findReceipt(db, number);
    if (receipt === null) throw new Failure('request.not-found');
    if (form === 'jws') return c.body(receipt.jws, 200, { 'content-type': 'application/jose' });
    if (form === 'pdf') {
      const pdf = await receiptPaper(receipt, {
        origin: site.context.config.origins.authority,
        language: pageContext(c, site).language,
      });
      return c.body(bodyOf(pdf), 200, { 'content-type': 'application/pdf' });
    }
    return sendPage(
      c,
      site,
      String(
        ReceiptPage({
          page: pageContext(c, site),
          ...receipt,
          application: applicationOf(receipt),
          serial: serialOf(receipt),
        }),
      ),
    );
  });
  return app;
}

/** The bytes as a body of their own: typed arrays may be views of shared memory, bodies may not. */
export function bodyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
