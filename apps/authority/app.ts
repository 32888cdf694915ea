import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settledSeconds } from '@kaika/ca/ocsp';
import { pageScript } from '@kaika/look/script';
import { stylesheet } from '@kaika/look/stylesheet';
import type { App } from '@kaika/wire/house';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { demoDescription } from './ca/description.ts';
import { establish, type Generation } from './ca/establish.ts';
import { obtainSignatory, receiptSigner, responderOf, taskSigner, timeStamper } from './ca/signatory.ts';
import type { AuthorityConfig } from './config.ts';
import type { Context } from './context.ts';
import { Failure } from './failure.ts';
import { runHour } from './job/hour.ts';
import { runMinute } from './job/minute.ts';
import { openQueue, type Queue } from './job/queue.ts';
import { cardSecrets } from './key/derive.ts';
import { openKeyring } from './key/keyring.ts';
import { openTokenKeyring } from './key/pkcs11.ts';
import { codeHasher } from './key/usercode.ts';
import { openVault } from './key/vault.ts';
import { openMail } from './mail/mail.ts';
import { deliver, openOutbox } from './mail/outbox.ts';
import { mailRecodeLink } from './operation/recode.ts';
import { path } from './page/path.ts';
import { openRelays } from './production/relay.ts';
import { acceptRoutes } from './route/accept.ts';
import { allRoutes } from './route/all.ts';
import { applicantRoutes } from './route/applicant.ts';
import { applyRoutes } from './route/apply.ts';
import { batchRoutes } from './route/batch.ts';
import { cardStatusRoutes } from './route/card-status.ts';
import { certificateRoutes } from './route/certificate.ts';
import { changePinRoutes } from './route/changepin.ts';
import { checkRoutes } from './route/check.ts';
import { cmsRoutes } from './route/cms.ts';
import { contactRoutes } from './route/contact.ts';
import { type Env, prepare } from './route/env.ts';
import { expiringRoutes } from './route/expiring.ts';
import { holderRoutes } from './route/holder.ts';
import { openLimits } from './route/limit.ts';
import { mailRoutes } from './route/mail.ts';
import { mailCodeRoutes } from './route/mailcode.ts';
import { officerRoutes } from './route/officer.ts';
import { outboxRoutes } from './route/outbox.ts';
import { paperRoutes } from './route/paper.ts';
import { pkiRoutes } from './route/pki.ts';
import { answerProblem } from './route/problem.ts';
import { proofRoutes } from './route/proof.ts';
import { renewalRoutes } from './route/renewal.ts';
import { resetCodeRoutes } from './route/reset-code.ts';
import { revokeRoutes } from './route/revoke.ts';
import { knowOfficer } from './route/session.ts';
import { shippingRoutes } from './route/shipping.ts';
import { signInRoutes } from './route/sign-in.ts';
import type { Site } from './route/site.ts';
import { suspendRoutes } from './route/suspend.ts';
import { taskRoutes } from './route/task.ts';
import { viewRoutes } from './route/view.ts';
import { openStatusDesk, type StatusDesk, unheardSeconds } from './status/ocsp.ts';
import { openStore } from './store/migration.ts';
import { listenForNotices, type Notices } from './store/notice.ts';
import { openWriters } from './task/write.ts';

/** The started authority. `context` is for `bootstrap`, which acts as the house's own hand at the first start. */
export type Authority = App & {
  readonly context: Context;
  /** Answers OCSP requests; `main` puts it right on the socket. */
  readonly ocsp: StatusDesk;
  /** What relying parties are configured with: certificates in DER, policies dotted. */
  readonly trust: {
    readonly root: Uint8Array;
    /** The present root and those before it. */
    readonly roots: readonly Uint8Array[];
    readonly intermediates: readonly Uint8Array[];
    readonly policies: Readonly<Record<'authentication' | 'signature', string>>;
    /** Extended key usage of the task signer. */
    readonly taskSigning: string;
  };
};

/** Opens store, keys and jobs, makes what the first start makes, and answers requests. */
export async function startAuthority(config: AuthorityConfig): Promise<Authority> {
  mkdirSync(config.folder, { recursive: true, mode: 0o700 });
  chmodSync(config.folder, 0o700);
  const queue = await openQueue(config.jobs, config.log);
  const context = await openContext(config, queue);
  const { ocsp, notices } = openStatus(context);
  const sendMail = openMail(config);
  const script = await pageScript(build, fileURLToPath(new URL('./page/browser/main.ts', import.meta.url)));
  const site: Site = {
    context,
    relays: openRelays(context),
    writers: openWriters(context),
    ocsp,
    limits: openLimits(context),
    script,
    https: config.origins.authority.startsWith('https:'),
  };
  await queue.start({
    mail: (id) => deliver({ db: context.db, send: sendMail, now: context.now }, id),
    recode: ({ cardNumber }) => mailRecodeLink(context, cardNumber),
    minute: () => runMinute(context),
    hour: () => runHour(context),
  });
  const app = routes(site);
  const { arc, root, roots, intermediates } = context.ca;
  const { authentication, signature } = arc.policies;
  return {
    fetch: (request, env) => app.fetch(request, (env ?? {}) as Env['Bindings']), // what the server hands in, or nothing
    context,
    ocsp,
    trust: {
      root,
      roots,
      intermediates,
      policies: { authentication, signature },
      taskSigning: arc.usages.taskSigning,
    },
    [Symbol.asyncDispose]: async () => {
      site.relays[Symbol.dispose]();
      site.writers[Symbol.dispose]();
      await notices?.[Symbol.asyncDispose]();
      await queue[Symbol.asyncDispose]();
      context.keyring[Symbol.dispose]();
    },
  };
}

/** The status desk; where other processes write to the same database, with an ear for what they change. */
function openStatus(context: Context): { readonly ocsp: StatusDesk; readonly notices: Notices | null } {
  const { jobs, log } = context.config;
  if ('pglite' in jobs) return { ocsp: openStatusDesk(context), notices: null };
  const ocsp = openStatusDesk(context, {
    keepSeconds: () => (notices.heard() ? settledSeconds : unheardSeconds),
  });
  const notices: Notices = listenForNotices(jobs.url, ocsp.drop, log);
  return { ocsp, notices };
}

async function openContext(config: AuthorityConfig, queue: Queue): Promise<Context> {
  const { now, log } = config;
  const db = await openStore(config.database);
  const vault = openVault(join(config.folder, 'key'), config.keyEncryptionKey);
  const keyring = config.pkcs11 ? await openTokenKeyring(config.pkcs11) : openKeyring(vault);
  const description = config.ceremony ?? demoDescription(config.origins.authority);
  const { arc, instance } = config;
  const ca = await establish({ db, keyring, description, arc, instance, now: now() });
  const hands = { db, keyring, ca, now };
  const signatory = {
    task: () => obtainSignatory(taskSigner, hands),
    receipt: () => obtainSignatory(receiptSigner, hands),
    responder: (generation: Generation) => obtainSignatory(responderOf(generation), hands),
    timeStamp: () => obtainSignatory(timeStamper, hands),
  };
  const fresh = () => randomBytes(32);
  const codes = codeHasher(vault.keep('pepper', fresh), config.argon2);
  const secrets = cardSecrets(vault.keep('master', fresh));
  return {
    config,
    db,
    vault,
    keyring,
    secrets,
    codes,
    ca,
    signatory,
    enqueue: openOutbox(queue.orderMail, now),
    orderMail: queue.orderMail,
    askRecode: queue.askRecode,
    now,
    log,
  };
}

function routes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.use(prepare(site));
  app.onError((error, c) => answerProblem(c, site, error));
  app.notFound((c) => answerProblem(c, site, new Failure('request.not-found')));
  app.get('/healthz', async (c) => {
    await site.context.db.selectFrom('authority').select('serial').limit(1).execute();
    return c.json({ status: 'ok' });
  });
  for (const file of [stylesheet, site.script])
    app.get(file.path, (c) => c.body(file.body, 200, file.headers));
  const limited = (maxSize: number) =>
    bodyLimit({ maxSize, onError: () => Promise.reject(new Failure('request.too-large')) });
  const [short, long] = [limited(128 * 1024), limited(16 * 1024 * 1024)];
  app.use((c, next) => (uploads.includes(c.req.path) ? long(c, next) : short(c, next)));
  app.route('/', pkiRoutes(site));
  app.route('/', cardStatusRoutes(site));
  app.route('/', cmsRoutes(site));
  app.use(async (c, next) => {
    if (!isOwn(c.req.raw, site)) throw new Failure('request.cross-site');
    await next();
  });
  app.use(knowOfficer(site));
  for (const part of [
    signInRoutes,
    holderRoutes,
    checkRoutes,
    applyRoutes,
    acceptRoutes,
    applicantRoutes,
    certificateRoutes,
    taskRoutes,
    proofRoutes,
    suspendRoutes,
    revokeRoutes,
    mailCodeRoutes,
    changePinRoutes,
    viewRoutes,
    resetCodeRoutes,
    contactRoutes,
    mailRoutes,
    renewalRoutes,
    allRoutes,
    expiringRoutes,
    paperRoutes,
    batchRoutes,
    shippingRoutes,
    outboxRoutes,
    officerRoutes,
  ]) {
    app.route('/', part(site));
  }
  return app;
}

/** Where files are uploaded. */
const uploads: readonly string[] = [path.apply, path.applySoftware, path.correct];

/** Whether a request that changes something was sent by a page of this very origin. */
function isOwn({ method, headers }: Request, site: Site): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  return origin === site.context.config.origins.authority;
}
