import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CardError } from '@kaika/card/error';
import { signatureAlgorithm, verifySignature } from '@kaika/pki/algorithm';
import { parseCertificate } from '@kaika/pki/certificate';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { createSample, type Sample } from '@kaika/softcard/sample';
import type { CardService } from '../reader/cardservice.ts';
import { openDesk } from '../reader/desk.ts';
import { openSettings } from '../settings.ts';
import { runCommand } from './run.ts';
import type { Keyboard } from './shell.ts';

let folder: string;
let sample: Sample;
let pin: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const now = () => new Date();
  sample = await createSample({ now: now() });
  pin = String(sample.pin);
  const path = join(folder, 'desk');
  {
    await using desk = await openDesk({ folder: path, now });
    const { id } = await desk.add('the card');
    await writeFile(join(path, `card-${id}.json`), JSON.stringify(sample.card.toState()));
    await desk.insert(id, 'Virtual Reader 1');
  }
  writeFileSync(join(folder, 'report.txt'), 'a report');
});
after(() => rm(folder, { recursive: true }));

test('the help teaches: examples, exit codes, and where a blocked PIN is unlocked, in both languages', async () => {
  const zh = await run(['--help'], { desk: false });
  assert.equal(zh.code, 0);
  for (const word of ['結束碼', '鎖卡解碼／重設PIN碼', 'openssl cms -verify', 'change-pin', 'trust'])
    assert.ok(zh.out.includes(word), word);
  const en = await run(['--lang', 'en', '--help'], { desk: false });
  assert.match(en.out, /never an argument[\s\S]*Exit codes:/);
});

test('what nobody asked for is a wrong use, a PIN as an argument too', async () => {
  for (const line of [['unlock'], ['cards', 'extra'], ['sign'], ['change-pin', '--pin', pin], []]) {
    assert.equal((await run(line)).code, 2, line.join(' '));
  }
});

test('a computer without a card service is told so with exit code 3', async () => {
  const { code, out } = await run(['--lang', 'en', 'selftest'], { desk: false });
  assert.equal(code, 3);
  assert.match(out, /✗ Card service/);
  const told = await run(['--json', 'cards'], { desk: false });
  assert.equal(told.code, 3);
  assert.equal(JSON.parse(told.out).problem.code, 'reader.no-service');
});

test('status and cards tell what lies in the readers, as text and as JSON', async () => {
  const status = await run(['--json', 'status']);
  assert.equal(status.code, 0);
  assert.deepEqual([JSON.parse(status.out).readers, JSON.parse(status.out).cards], [2, 1]);
  const cards = await run(['--json', 'cards']);
  const [first, second] = JSON.parse(cards.out).readers;
  assert.match(first.card.cardNumber, /^XC\d{14}$/);
  assert.equal(first.card.certificates.length, 4);
  assert.equal(second.card, null);
  assert.match((await run(['cards'])).out, /卡片不存在/);
});

test('the self-test is fine with a good card', async () => {
  const { code, out } = await run(['--lang', 'en', 'selftest']);
  assert.equal(code, 0, out);
  assert.equal(out.match(/✓/g)?.length, 6);
});

test('a file is signed with the card and a PIN from a file descriptor; the signature is CMS over the file', async () => {
  const file = join(folder, 'report.txt');
  const { code, out, err } = await run(['sign', file], { pins: [pin] });
  assert.equal(code, 0, err);
  assert.match(out, /report\.txt\.p7s/);
  const cms = parseSignedData(Uint8Array.from(await readFile(`${file}.p7s`)));
  const [signer] = verifySignedData(cms, Uint8Array.from(Buffer.from('a report')));
  assert.deepEqual(signer?.certificate.der, sample.produced.certificates['9c']);
});

test('a bare signature verifies with the key of the certificate', async () => {
  const out = join(folder, 'bare.sig');
  const line = ['sign', '--raw', '--out', out, join(folder, 'report.txt')];
  assert.equal((await run(line, { pins: [pin] })).code, 0);
  const { certificates } = JSON.parse((await run(['--json', 'cards'])).out).readers[0].card;
  const der = Buffer.from(
    certificates.find(({ use }: { use: string }) => use === 'signature').certificate,
    'base64',
  );
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const { spki } = parseCertificate(Uint8Array.from(der));
  const good = verifySignature(algorithm, spki, Buffer.from('a report'), await readFile(out));
  assert.equal(good, true);
});

test('a wrong PIN from a file costs one try and no more, and says how many are left', async () => {
  const before = await triesLeft();
  const { code, out } = await run(['--json', 'sign', join(folder, 'report.txt')], {
    pins: ['999111', '999111'],
  });
  assert.equal(code, 5);
  const { problem } = JSON.parse(out);
  assert.deepEqual([problem.code, problem.triesLeft], ['pin.wrong', before - 1]);
  assert.equal(await triesLeft(), before - 1);
  assert.equal((await run(['sign', join(folder, 'report.txt')], { pins: [pin] })).code, 0);
  assert.equal(await triesLeft(), before);
});

test('typed on the keyboard nothing is shown, a slip is taken back, and Ctrl-C costs nothing', async () => {
  const file = join(folder, 'report.txt');
  const typed = await run(['sign', file], { keys: [`${pin}7\x7f\r`] });
  assert.equal(typed.code, 0, typed.err);
  assert.ok(!typed.err.includes(pin) && !typed.out.includes(pin));
  const before = await triesLeft();
  assert.equal((await run(['sign', file], { keys: ['12\x03'] })).code, 7);
  assert.equal(await triesLeft(), before);
  assert.equal((await run(['sign', file])).code, 2, 'no terminal and no descriptor');
});

test('the PIN is changed; an easy one is refused before the card sees it', async () => {
  assert.equal((await run(['change-pin'], { pins: [pin, '123456'] })).code, 5);
  assert.equal((await run(['change-pin'], { pins: [pin] })).code, 2);
  const next = '739152';
  const changed = await run(['--lang', 'en', 'change-pin'], { keys: [`${pin}\r`, `${next}\r`, `${next}\r`] });
  assert.equal(changed.code, 0, changed.err);
  assert.match(changed.out, /The PIN was changed/);
  assert.equal((await run(['change-pin'], { pins: [next, pin] })).code, 0);
});

test('a site is trusted and forgotten, and a running agent knows at once', async () => {
  const settings = await openSettings(join(folder, 'agent'));
  assert.equal((await run(['trust', 'add', 'https://www.example.gov.tw/page'])).code, 0);
  assert.deepEqual(settings.current().sites, ['https://www.example.gov.tw']);
  const listed = await run(['--json', 'trust']);
  assert.deepEqual(JSON.parse(listed.out).sites, [{ site: 'https://www.example.gov.tw', by: 'user' }]);
  assert.equal((await run(['trust', 'remove', 'https://www.example.gov.tw'])).code, 0);
  assert.deepEqual(settings.current().sites, []);
  assert.equal((await run(['trust', 'add', 'not a site'])).code, 2);
});

test('a folder without a desk is not made one', async () => {
  const { code } = await run(['--desk', folder, 'cards'], { desk: false });
  assert.equal(code, 2);
  assert.ok(!(await readdir(folder)).includes('desk.json'));
});

test('neither the log nor the settings hold a PIN', async () => {
  const path = join(folder, 'agent');
  const names = await readdir(path);
  assert.ok(names.includes('log.ndjson'));
  for (const name of names) assert.ok(!readFileSync(join(path, name), 'utf8').includes(pin), name);
});

type With = { readonly desk?: false; readonly pins?: readonly string[]; readonly keys?: readonly string[] };

async function run(line: readonly string[], how: With = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const desk = how.desk === false ? [] : ['--desk', join(folder, 'desk')];
  const file = join(folder, 'pins');
  writeFileSync(file, (how.pins ?? []).join('\n'));
  const descriptor = openSync(file, 'r');
  try {
    const code = await runCommand(
      {
        environment: { KAIKA_AGENT_POLICY: join(folder, 'none.json'), KAIKA_AGENT_PORT: '1' },
        home: folder,
        version: '9',
        now: () => new Date(),
        print: (text) => void out.push(text),
        warn: (text) => void err.push(text),
        keyboard: how.keys === undefined ? null : keyboardOf(how.keys),
        openReaders: noReaders,
        program: '/usr/bin/kaika-agent',
        pipe: { input: (async function* () {})(), write: () => undefined },
      },
      [
        '--folder',
        join(folder, 'agent'),
        ...desk,
        ...line,
        ...(how.pins === undefined ? [] : ['--pin-fd', String(descriptor)]),
      ],
    );
    return { code, out: out.join(''), err: err.join('') };
  } finally {
    closeSync(descriptor);
  }
}

/** Types the next text whenever somebody listens. */
function keyboardOf(texts: readonly string[]): Keyboard {
  const left = [...texts];
  let listener: ((keys: Uint8Array) => void) | null = null;
  return {
    setRawMode: () => undefined,
    on: (_, take) => {
      listener = take;
    },
    off: () => {
      listener = null;
    },
    resume: () => {
      const text = left.shift() ?? '';
      queueMicrotask(() => {
        for (const key of Buffer.from(text)) listener?.(Uint8Array.of(key));
      });
    },
    pause: () => undefined,
  };
}

async function triesLeft(): Promise<number> {
  return JSON.parse((await run(['--json', 'cards'])).out).readers[0].card.pinTriesLeft;
}

function noReaders(): CardService {
  const none = async () => {
    throw new CardError('reader.no-service');
  };
  return {
    readers: none,
    exclusive: none,
    watch: () => ({ [Symbol.dispose]: () => undefined }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

test('a browser’s extension alone may start the host, and browsers are told of it in the person’s home', async () => {
  const refused = await run(['host', 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/']);
  assert.equal(refused.code, 2);
  const added = await run(['--json', 'host', '--add']);
  if (process.platform !== 'linux') return;
  const { files } = JSON.parse(added.out);
  assert.equal(files.length, 3);
  assert.match(await readFile(files[0], 'utf8'), /"path": "\/usr\/bin\/kaika-agent"/);
  await run(['host', '--remove']);
  await assert.rejects(readFile(files[0]));
});

test('without a portal in the policy, asking for a newer version says so with exit code 9', async () => {
  const { code, out } = await run(['--json', 'update']);
  assert.equal(code, 9);
  assert.equal(JSON.parse(out).problem.code, 'update.no-source');
});
