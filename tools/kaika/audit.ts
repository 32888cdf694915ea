import { createHash } from 'node:crypto';
import { claimsOf } from '@kaika/authority/key/jws';
import { exportLog, type LogOwner, proveEvent } from '@kaika/authority/log/export';
import { type LogLine, readLine } from '@kaika/authority/log/line';
import type { Tree } from '@kaika/authority/log/path';
import { type LogReport, verifyLog } from '@kaika/authority/log/verify';
import { findNumbered, newestHead } from '@kaika/authority/store/log';
import type { Tables } from '@kaika/authority/store/table';
import { BytesError } from '@kaika/bytes/error';
import { exampleArc } from '@kaika/ca/arc';
import { Command } from 'commander';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { type AuditWords, auditWords } from './audit-words.ts';
import { linesOf, readCertificates, readWhole, requireNew, writeNew } from './file.ts';
import { exits, type Outcome, Refused, type Sentence } from './outcome.ts';
import { readStore } from './place.ts';
import type { Subcommand } from './program.ts';
import type { Shell } from './shell.ts';

/** `kaika audit`: export, prove, verify. */
export const auditCommand: Subcommand = ({ shell, language, does }) => {
  const words = auditWords(language);
  const visit: Visit = { shell, words };
  const command = new Command('audit').description(words.description).addHelpText('after', examples);
  command
    .command('export <file>')
    .description(words.export)
    .option('--data <folder>', words.data)
    .option('--arc <oid>', words.arc, exampleArc)
    .action((file: string, options: StoreOptions) => does(() => exportTo(visit, file, options)));
  command
    .command('prove <event> <file>')
    .description(words.prove)
    .option('--data <folder>', words.data)
    .option('--arc <oid>', words.arc, exampleArc)
    .option('--head <file...>', words.head)
    .action((event: string, file: string, options: StoreOptions) =>
      does(() => proveTo(visit, { event, file }, options)),
    );
  command
    .command('verify <file>')
    .description(words.verify)
    .option('--root <file...>', words.root)
    .option('--head <file...>', words.head)
    .option('--allow-erased', words.erased)
    .action((file: string, options: VerifyOptions) => does(() => verifyFile(visit, file, options)));
  return command;
};

const examples = `
  kaika audit export log.ndjson --data data
  kaika audit verify log.ndjson --root root.cer
  curl -s http://authority.localhost:8080/api/log/head > head.json
  kaika audit verify log.ndjson --root root.cer --head head.json
  kaika audit prove 17 proof.json --head head.json
  kaika audit verify proof.json --root root.cer --head head.json --json`;

type Visit = { readonly shell: Shell; readonly words: AuditWords };
type StoreOptions = { readonly data?: string; readonly arc: string; readonly head?: readonly string[] };
type VerifyOptions = {
  readonly root?: readonly string[];
  readonly head?: readonly string[];
  readonly allowErased?: boolean;
};

async function exportTo({ shell, words }: Visit, file: string, options: StoreOptions): Promise<Outcome> {
  requireNew(file);
  const seen = await readStore(shell, options.data, async (db) => {
    const owner = await ownerOf(db, options.arc);
    const counted = { events: 0, heads: 0, pending: 0 };
    await writeNew(file, written(exportLog(db, owner, shell.now()), counted));
    return counted;
  });
  return { data: { file, ...seen }, lines: [words.written(file, seen.events, seen.heads)] };
}

async function* written(
  lines: AsyncIterable<LogLine>,
  counted: Record<'events' | 'heads' | 'pending', number>,
) {
  for await (const line of lines) {
    if (line.line === 'end')
      Object.assign(counted, { events: line.events, heads: line.heads, pending: line.pending });
    yield `${JSON.stringify(line)}\n`;
  }
}

/** The origin that signed the newest head. */
async function ownerOf(db: Transaction<Tables>, arc: string): Promise<LogOwner> {
  const head = await newestHead(db);
  if (head === null)
    throw new Refused(
      'log.no-head',
      both((one) => one.noHead),
    );
  return { authority: signedTree.parse(claimsOf(head.jws)).iss, arc };
}

const signedTree = z.object({ iss: z.string(), size: z.number(), root: z.string() });

async function proveTo(
  { shell, words }: Visit,
  { event, file }: { readonly event: string; readonly file: string },
  options: StoreOptions,
): Promise<Outcome> {
  requireNew(file);
  const earlier = (options.head ?? []).map((path) => treeOf(readHead(path), path));
  const proof = await readStore(shell, options.data, async (db) => {
    const owner = await ownerOf(db, options.arc);
    const id = /^\d{1,9}$/.test(event) ? await findNumbered(db, Number(event)) : event;
    return id === null ? null : proveEvent(db, owner, { id, earlier, now: shell.now() });
  });
  if (proof === null)
    throw new Refused(
      'log.not-covered',
      both((one) => one.notCovered),
    );
  await writeNew(file, [`${JSON.stringify(proof)}\n`]);
  const { index, id } = proof.event;
  const { size } = proof.head;
  return { data: { file, id, index, size }, lines: [words.proved(file, index, size)] };
}

async function verifyFile({ words }: Visit, file: string, options: VerifyOptions): Promise<Outcome> {
  const report = await verifyLog(linesOf(file), {
    ...(options.root ? { roots: options.root.flatMap(readCertificates) } : {}),
    earlier: (options.head ?? []).map((path) => readHead(path)),
    allowErased: options.allowErased ?? false,
  });
  const { about, counts, findings, kind, tree, events, heads, pending, erased } = report;
  const anchors = report.roots.map(({ der }) => createHash('sha256').update(der).digest('hex'));
  const pinned = options.root !== undefined;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const seen = { events, heads, pending, erased };
  return {
    data: { kind, about, tree, ...seen, pinned, anchors, total, counts, findings },
    lines: [
      ...verdictOf(report, total, words),
      words.tree(tree.size, tree.root),
      ...(pending > 0 ? [words.pending(pending)] : []),
      ...(erased > 0 ? [words.erasedCount(erased)] : []),
      ...anchors.map((anchor) => words.anchor(pinned, anchor)),
    ],
    exit: total === 0 ? exits.done : exits.wrong,
  };
}

function verdictOf({ kind, events, heads, tree, findings }: LogReport, total: number, words: AuditWords) {
  if (total === 0) return [kind === 'export' ? words.right(events, heads) : words.rightProof(tree.size)];
  const found = findings.map(
    ({ code, about, reason }) =>
      `  ${about}: ${words.findings[code]} (${code}${reason === undefined ? '' : `, ${reason}`})`,
  );
  const more = total - findings.length;
  return [words.wrong(total), ...found, ...(more > 0 ? [words.more(more)] : [])];
}

/** The JWS of a head: as it is, or the member `jws` of what `/api/log/head` answers, or that of a proof. */
function readHead(path: string): string {
  const text = new TextDecoder().decode(readWhole(path)).trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text;
  const proof = readLine(text);
  if (proof?.line === 'proof') return proof.head.jws;
  try {
    return z.object({ jws: z.string() }).parse(JSON.parse(text)).jws;
  } catch (cause) {
    throw new Refused(
      'head.malformed',
      both((one) => one.malformedHead(path)),
      { cause },
    );
  }
}

function treeOf(jws: string, path: string): Tree {
  try {
    return signedTree.parse(claimsOf(jws));
  } catch (cause) {
    const foreseen = [SyntaxError, BytesError, z.ZodError].some((kind) => cause instanceof kind);
    if (!foreseen) throw cause;
    throw new Refused(
      'head.malformed',
      both((one) => one.malformedHead(path)),
      { cause },
    );
  }
}

function both(say: (words: AuditWords) => string): Sentence {
  return { zh: say(auditWords('zh-TW')), en: say(auditWords('en')) };
}
