import { fromBase64 } from '@kaika/bytes/base64';
import { BytesError } from '@kaika/bytes/error';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import type { FindingCode, LogFinding } from './finding.ts';
import { type HeadClaims, type HeadResult, headReader } from './head.ts';
import { leafOf } from './leaf.ts';
import { type About, type EventLine, type HeadLine, type ProofLine, readLine } from './line.ts';
import { isConsistent, rootOfInclusion, type Tree } from './path.ts';
import { emptyFrontier, type Frontier, grow, rootOf } from './tree.ts';

/**
 * What a log is checked against. `roots`: pinned certificates; without them those the file names. `earlier`: signed heads (JWS)
 * that were kept from before. `allowErased`: events whose words are gone are no fault.
 */
export type LogPins = {
  readonly roots?: readonly Certificate[];
  readonly earlier?: readonly string[];
  readonly allowErased?: boolean;
};

/** `counts`: by code, all of them; `findings`: the first hundred. `tree`: as far as it was grown. */
export type LogReport = {
  readonly kind: 'export' | 'proof';
  readonly about: About | null;
  readonly roots: readonly Certificate[];
  readonly events: number;
  readonly heads: number;
  readonly pending: number;
  readonly erased: number;
  readonly tree: Tree;
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
  readonly findings: readonly LogFinding[];
};

const mostFindings = 100;

/**
 * Verifies an export, or the proof of one event, line by line and in constant memory: every leaf, the numbering, the root at every
 * head, every signature, the heads kept from earlier. Nothing is fetched; whatever the lines say is answered by findings.
 */
export async function verifyLog(
  lines: AsyncIterable<string> | Iterable<string>,
  pins: LogPins = {},
): Promise<LogReport> {
  const check = openCheck(pins);
  for await (const text of lines) await takeLine(check, text);
  return reportOf(check);
}

/** What was read so far; changed line by line, so that memory does not grow with the log. */
type Check = {
  readonly pins: LogPins;
  readonly counts: Partial<Record<FindingCode, number>>;
  readonly findings: LogFinding[];
  readonly seen: { events: number; heads: number; pending: number; erased: number };
  about: About | null;
  kind: LogReport['kind'];
  roots: readonly Certificate[];
  read: ((jws: string) => Promise<HeadResult>) | null;
  earlier: readonly Tree[];
  lines: number;
  next: number;
  tree: Frontier;
  /** How many events the last head that was believed covers. */
  covered: number;
  last: HeadClaims | null;
  ended: boolean;
};

function openCheck(pins: LogPins): Check {
  return {
    pins,
    counts: {},
    findings: [],
    seen: { events: 0, heads: 0, pending: 0, erased: 0 },
    about: null,
    kind: 'export',
    roots: [],
    read: null,
    earlier: [],
    lines: 0,
    next: 0,
    tree: emptyFrontier,
    covered: 0,
    last: null,
    ended: false,
  };
}

async function takeLine(check: Check, text: string): Promise<void> {
  check.lines += 1;
  const about = `line ${check.lines}`;
  const line = readLine(text);
  if (check.lines === 1) {
    if (line?.line !== 'export' && line?.line !== 'proof') return fault(check, 'export.header', about);
    await begin(check, line);
    return line.line === 'proof' ? takeProof(check, line) : undefined;
  }
  if (line === null || check.ended) return fault(check, 'export.line', about);
  switch (line.line) {
    case 'event':
      return takeEvent(check, line);
    case 'head':
      return takeHead(check, line);
    case 'pending':
      check.seen.pending += 1;
      return checkWords(check, line, `pending ${line.id}`);
    case 'end':
      return takeEnd(check, line);
    default:
      return fault(check, 'export.line', about);
  }
}

async function begin(check: Check, about: About & { readonly line: LogReport['kind'] }): Promise<void> {
  const { roots, earlier = [] } = check.pins;
  check.about = about;
  check.kind = about.line;
  check.roots = roots ?? about.roots.flatMap((one) => readRoot(one) ?? []);
  if (check.roots.length === 0) fault(check, 'export.header', 'roots');
  check.read = headReader({ roots: check.roots, arc: about.arc });
  const believed: Tree[] = [];
  for (const [at, jws] of earlier.entries()) {
    const claims = await believe(check, jws, `earlier head ${at + 1}`);
    if (claims) believed.push(claims);
  }
  check.earlier = believed;
}

function takeEvent(check: Check, line: EventLine): void {
  check.seen.events += 1;
  if (line.index !== check.next) fault(check, 'event.number', `event ${line.index}`);
  check.next = line.index + 1;
  checkWords(check, line, `event ${line.index}`);
  check.tree = grow(check.tree, line.leaf);
  const { size } = check.tree;
  for (const one of check.earlier) {
    if (one.size === size && one.root !== rootOf(check.tree)) fault(check, 'head.split-view', `head ${size}`);
  }
}

function checkWords(check: Check, line: Omit<EventLine, 'line' | 'index'>, about: string): void {
  if (line.salt === '') {
    check.seen.erased += 1;
    if (!check.pins.allowErased) fault(check, 'event.erased', about);
  } else if (leafOf({ ...line, at: new Date(line.at) }, line.salt) !== line.leaf) {
    fault(check, 'event.leaf', about);
  }
}

async function takeHead(check: Check, line: HeadLine): Promise<void> {
  check.seen.heads += 1;
  const about = `head ${line.size}`;
  const claims = await believeLine(check, line);
  if (!claims) return;
  const { size, root, at } = claims;
  const { last, tree } = check;
  if (last && !(size > last.size && at >= last.at)) fault(check, 'head.order', about);
  if (size !== tree.size || root !== rootOf(tree)) fault(check, 'head.root', about);
  else if (line.frontier.join() !== tree.roots.join()) fault(check, 'head.frontier', about);
  check.covered = Math.max(check.covered, size);
  check.last = claims;
}

function takeEnd(check: Check, line: Pick<LogReport, 'events' | 'heads' | 'pending'>): void {
  check.ended = true;
  const { events, heads, pending } = check.seen;
  if (line.events !== events || line.heads !== heads || line.pending !== pending)
    fault(check, 'export.end', `line ${check.lines}`);
}

async function takeProof(check: Check, { event, head, path, consistency }: ProofLine): Promise<void> {
  check.ended = true;
  check.seen.events = 1;
  check.seen.heads = 1;
  const about = `event ${event.index}`;
  checkWords(check, event, about);
  const claims = await believeLine(check, head);
  if (!claims) return;
  check.last = claims;
  const { size, root } = claims;
  if (rootOfInclusion(event.leaf, path, { index: event.index, size }) !== root)
    fault(check, 'proof.inclusion', about);
  for (const earlier of check.earlier) {
    const given = consistency.find((one) => one.size === earlier.size && one.root === earlier.root);
    if (earlier.size === size && earlier.root !== root) fault(check, 'head.split-view', `head ${size}`);
    if (earlier.size < size && !(given && isConsistent(earlier, claims, given.path)))
      fault(check, 'proof.consistency', `head ${earlier.size}`);
  }
}

/** The claims of a head's line, where the line says the same. */
async function believeLine(check: Check, line: HeadLine): Promise<HeadClaims | null> {
  const about = `head ${line.size}`;
  const claims = await believe(check, line.jws, about);
  if (claims && (claims.size !== line.size || claims.root !== line.root || claims.at !== line.at))
    fault(check, 'head.claims', about);
  return claims;
}

/** The claims of a head that is signed by whom it must be, for this log. */
async function believe(check: Check, jws: string, about: string): Promise<HeadClaims | null> {
  const read = await check.read?.(jws);
  if (!read) {
    fault(check, 'export.header', about);
    return null;
  }
  if ('fault' in read) {
    fault(check, read.fault, about, read.reason);
    return null;
  }
  if (read.iss !== check.about?.authority) fault(check, 'head.claims', about, 'iss');
  return read;
}

function reportOf(check: Check): LogReport {
  const { kind, tree, covered, last, about, roots, seen, counts, findings } = check;
  if (check.lines === 0) fault(check, 'export.header', 'line 1');
  if (!check.ended) fault(check, 'export.end', `line ${check.lines + 1}`);
  if (covered < tree.size) fault(check, 'event.uncovered', `event ${covered}`);
  const reached =
    kind === 'export'
      ? { size: tree.size, root: rootOf(tree) }
      : { size: last?.size ?? 0, root: last?.root ?? '' };
  for (const { size } of check.earlier) {
    if (size > reached.size) fault(check, 'head.rolled-back', `head ${size}`);
  }
  return { kind, about, roots, ...seen, tree: reached, counts, findings };
}

function fault(check: Check, code: FindingCode, about: string, reason?: string): void {
  check.counts[code] = (check.counts[code] ?? 0) + 1;
  if (check.findings.length === mostFindings) return;
  check.findings.push(reason === undefined ? { code, about } : { code, about, reason });
}

function readRoot(text: string): Certificate | null {
  try {
    return parseCertificate(fromBase64(text));
  } catch (error) {
    if (error instanceof PkiError || error instanceof BytesError) return null;
    throw error;
  }
}
