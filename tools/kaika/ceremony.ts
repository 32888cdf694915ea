import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  ceremonyType,
  hashOf,
  OutcomeError,
  outcomeFile,
  readOutcome,
  type Transcript,
} from '@kaika/authority/ca/outcome';
import { signJws } from '@kaika/authority/key/jws';
import { CaError } from '@kaika/ca/error';
import { Command } from 'commander';
import { openKeys, passingKeys } from './ceremony-key.ts';
import { tellTranscript, transcriptOf } from './ceremony-transcript.ts';
import { bothWords, type CeremonyWords, ceremonyWords } from './ceremony-words.ts';
import { readWhole, writeNew } from './file.ts';
import { type Hierarchy, makeHierarchy } from './hierarchy.ts';
import { exits, type Outcome, Refused } from './outcome.ts';
import { type CeremonyPlan, readPlan } from './plan.ts';
import type { Subcommand } from './program.ts';
import type { Shell } from './shell.ts';

/** `kaika ceremony`: from one reviewed plan to keys, certificates and a signed transcript. */
export const ceremonyCommand: Subcommand = ({ shell, language, does }) => {
  const words = ceremonyWords(language);
  const command = new Command('ceremony')
    .description(words.description)
    .argument('<plan>', words.plan)
    .option('--out <folder>', words.out)
    .option('--dry-run', words.dryRun)
    .addHelpText('after', examples)
    .action((plan: string, options: Options) => does(() => hold(shell, words, { plan, options })));
  command
    .command('check <folder>')
    .description(words.check)
    .action((folder: string) => does(() => check(words, folder)));
  return command;
};

const examples = `
  kaika ceremony docs/ceremony.example.yaml --dry-run
  kaika ceremony plan.yaml --out outcome
  kaika ceremony check outcome
  KAIKA_PKCS11_PIN_FILE=pin.txt kaika ceremony plan.yaml --out outcome --json`;

type Options = { readonly out?: string; readonly dryRun?: boolean };

async function hold(
  shell: Shell,
  words: CeremonyWords,
  { plan: path, options }: { readonly plan: string; readonly options: Options },
): Promise<Outcome> {
  const bytes = readWhole(path);
  const plan = readPlan(bytes);
  if (options.dryRun) return rehearse(shell, words, { plan, bytes });
  const { out } = options;
  if (out === undefined)
    throw new Refused(
      'folder.missing',
      bothWords((one) => one.noOut),
    );
  if (existsSync(out))
    throw new Refused(
      'folder.exists',
      bothWords((one) => one.folderExists(out)),
    );
  mkdirSync(out, { mode: 0o700 });
  try {
    const { keyring, sealedWith } = await openKeys(shell, plan, out);
    using _keys = keyring;
    const now = shell.now();
    const hierarchy = await linted(() => makeHierarchy(plan, keyring, now));
    const said = await keepAll(out, { plan, bytes, hierarchy, sealedWith, now });
    // Read again as an authority will: what does not verify was not made.
    await readOutcome(out);
    const mind = sealedWith === 'beside' ? [words.beside] : [];
    return {
      data: { folder: out, transcript: said },
      lines: [tellTranscript(said), ...mind, words.done(out)],
    };
  } catch (error) {
    rmSync(out, { recursive: true });
    throw error;
  }
}

async function rehearse(
  shell: Shell,
  words: CeremonyWords,
  { plan, bytes }: { readonly plan: CeremonyPlan; readonly bytes: Uint8Array },
): Promise<Outcome> {
  using keyring = passingKeys();
  const now = shell.now();
  const hierarchy = await linted(() => makeHierarchy(plan, keyring, now));
  const said = transcriptOf({ plan, bytes, hierarchy, sealedWith: null, now }, []);
  return { data: { dryRun: true, transcript: said }, lines: [tellTranscript(said), words.dry] };
}

/** Throws Refused `draft.findings` naming certificate and field. */
async function linted(make: () => Promise<Hierarchy>): Promise<Hierarchy> {
  try {
    return await make();
  } catch (cause) {
    if (!(cause instanceof CaError)) throw cause;
    const { code, certificate, field } = cause;
    throw new Refused(
      code,
      bothWords((words) => words.draftFaults(certificate, field)),
      { cause },
    );
  }
}

type Held = Parameters<typeof transcriptOf>[0];

/** Writes certificates, plan and transcript, and signs the transcript by the receipt signer that was just made. */
async function keepAll(folder: string, held: Held): Promise<Transcript> {
  mkdirSync(join(folder, 'certificate'), { mode: 0o700 });
  await writeNew(join(folder, planFile), [held.bytes]);
  const draft = transcriptOf(held, []);
  for (const [at, { certificate }] of held.hierarchy.certificates.entries()) {
    await writeNew(join(folder, draft.certificates[at]?.file ?? ''), [certificate.der]);
  }
  const said = transcriptOf(held, keyFiles(folder));
  const text = `${tellTranscript(said)}\n`;
  const json = `${JSON.stringify(said, null, 2)}\n`;
  await writeNew(join(folder, outcomeFile.transcript), [json]);
  await writeNew(join(folder, outcomeFile.text), [text]);
  const claims = { at: said.at, transcript: hashOf(json), text: hashOf(text) };
  const jws = await signJws(ceremonyType, claims, held.hierarchy.receipt);
  await writeNew(join(folder, outcomeFile.signature), [`${jws}\n`]);
  return said;
}

export const planFile = 'plan.yaml';

function keyFiles(folder: string): Transcript['files'] {
  const keys = join(folder, 'key');
  if (!existsSync(keys)) return [];
  return readdirSync(keys)
    .filter((name) => name.endsWith('.sealed'))
    .toSorted()
    .map((name) => ({ path: `key/${name}`, sha256: hashOf(readWhole(join(keys, name))) }));
}

async function check(words: CeremonyWords, folder: string): Promise<Outcome> {
  try {
    const { transcript } = await readOutcome(folder);
    const count = transcript.certificates.length;
    return { data: { transcript }, lines: [tellTranscript(transcript), words.right(count)] };
  } catch (error) {
    if (!(error instanceof OutcomeError)) throw error;
    const { code, file } = error;
    return { data: { code, file }, lines: [`${file}: ${words.outcome[code]} (${code})`], exit: exits.wrong };
  }
}
