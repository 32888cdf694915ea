import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startAgent } from '@kaika/agent/app';
import type { Plug } from '@kaika/agent/reader/vpcd';
import { type Agent, openAgent } from '@kaika/page/agent';
import { pino } from 'pino';
import { typist } from '../../tools/tour/walk.ts';
import { openBrowser } from '../../tools/tour/window.ts';
import {
  asksOf,
  type IssuedCard,
  issueCard,
  openAuthority,
  orderTask,
  type TestAuthority,
} from '../flows/authority.ts';
import { type Bench, inTime, skipWithout, startBench } from './bench.ts';

const skip = await skipWithout('pkcs11-tool', 'opensc-tool', 'piv-tool', 'yubico-piv-tool');
const agentOrigin = 'http://localhost:61170';
const pin = '735912';

describe('a card this authority issued, in the machine’s own card service', {
  skip,
  timeout: 280_000,
}, () => {
  let bench: Bench;
  let house: TestAuthority;
  let issued: IssuedCard;
  let plug: Plug;
  let agent: Agent;
  let closeAgent: () => Promise<void>;

  before(async () => {
    bench = await inTime('starting the private card service', startBench());
    house = await openAuthority();
    issued = await inTime('issuing a card', issueCard(house));
    plug = await bench.insert(issued.card, bench.plain);
    const opened = await inTime('starting the agent', openAgentOn(bench, house, issued));
    agent = opened.agent;
    closeAgent = opened.close;
  });
  after(async () => {
    if (closeAgent) await inTime('stopping the agent', closeAgent());
    if (plug) await inTime('pulling the card', plug[Symbol.asyncDispose]());
    if (house) await inTime('closing the authority', house[Symbol.asyncDispose]());
    await bench?.[Symbol.asyncDispose]();
  });

  it('is read by the agent through PC/SC as any reader’s card', async () => {
    const [reader] = await agent.cards();
    assert.match(reader?.name ?? '', /Kaika Virtual Reader/);
    assert.equal(reader?.card?.cardNumber, issued.number);
    assert.equal(reader?.card?.kind, 'ours');
  });

  it('is activated in the agent’s window through PC/SC', async () => {
    const issuedTask = await orderTask(house, 'activate', issued.number);
    const asks: Readonly<Record<string, unknown>> = asksOf(house, issuedTask);
    const task = agent.task({
      task: issuedTask.task,
      answer: (ask, body) => {
        const answer = asks[ask];
        return typeof answer === 'function' ? answer(body) : Promise.reject(new Error(ask));
      },
    });
    const { receipt } = await inTime('activating the card', task);
    assert.equal(receipt?.cardNumber, issued.number);
  });

  it('then satisfies programs that know nothing of us', async () => {
    const { name } = bench.plain;
    assert.match(await bench.run('opensc-tool', ['-n', '-r', name]), /Personal Identity Verification Card/);
    assert.match(await bench.run('piv-tool', ['-n', '-r', name]), /Personal Identity Verification Card/);
    assert.match(await bench.run('pkcs11-tool', ['--test', '--login', '--pin', pin]), /No errors/);
    const tool = (...args: readonly string[]) => bench.run('yubico-piv-tool', ['-r', name, ...args]);
    assert.match(await tool('-a', 'status'), new RegExp(issued.number));
    const attested = new X509Certificate(await tool('-a', 'attest', '-s', '9a'));
    const certificate = new X509Certificate(await tool('-a', 'read-certificate', '-s', '9a'));
    assert.deepEqual(attested.publicKey, certificate.publicKey);
    const path = join(bench.folder, '9a.pem');
    await writeFile(path, certificate.toString());
    const test = ['-a', 'verify-pin', '-a', 'test-signature', '-s', '9a', '-P', pin, '-i', path];
    assert.match(await tool(...test), /Successful ECDSA verification/);
  });

  it('signs a login token while other programs use it too', async () => {
    const nonce = Buffer.alloc(32, 7).toString('base64');
    const { name } = bench.plain;
    const others = [
      bench.run('opensc-tool', ['-n', '-r', name]),
      bench.run('pkcs11-tool', ['-O', '--login', '--pin', pin]),
      bench.run('yubico-piv-tool', ['-r', name, '-a', 'status']),
      bench.run('pkcs11-tool', ['--test', '--login', '--pin', pin]),
    ];
    const [token, ...told] = await inTime(
      'sharing the card',
      Promise.all([agent.authenticate({ nonce }), ...others]),
    );
    assert.equal(token.format, 'web-eid:1.0');
    assert.match(told.at(-1) ?? '', /No errors/);
    assert.equal(issued.card.toState().pin.left, 3, 'nobody cost anybody a try');
  });
});

/** The real agent over the bench's card service, met by a page of the authority; its window is typed into. */
async function openAgentOn(bench: Bench, house: TestAuthority, { userCode }: IssuedCard) {
  const app = await startAgent({
    folder: join(bench.folder, 'agent'),
    port: 61170,
    legacyPort: null,
    policy: {
      authorities: [
        {
          name: { zh: '測試憑證管理中心', en: 'Test authority' },
          root: house.trust.root,
          origins: [house.origin],
          usage: house.trust.taskSigning,
        },
      ],
      origins: [house.origin],
    },
    cards: bench.cards,
    desk: null,
    version: '0.0.0',
    now: house.config.now,
    log: pino({ level: 'silent' }),
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('host', 'localhost:61170');
    return app.fetch(new Request(String(input), { ...init, headers }));
  };
  const type = typist({ pin, newPin: pin, userCodes: [userCode] });
  const browser = openBrowser({ origin: house.origin, fetch, type });
  return {
    agent: openAgent({ agent: agentOrigin, language: 'en', browser }),
    close: () => app[Symbol.asyncDispose](),
  };
}
