import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { type PathResult, validatePath } from '@kaika/pki/path';
import { readVectors } from './folder.ts';
import { type Outcome, type Score, scoreOf } from './score.ts';

/** One case of pkits.json; it is to be accepted exactly where `error` is absent. */
export type PkitsCase = {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: readonly string[];
  readonly crls?: readonly string[];
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[];
    readonly initial_explicit_policy?: boolean;
    readonly initial_policy_mapping_inhibit?: boolean;
    readonly initial_any_policy_inhibit?: boolean;
  };
  readonly error?: { readonly class: string };
};

const at = new Date('2022-05-01T00:00:00Z');
/** 4.1.4 and 4.1.5 ask for DSA, which nothing here supports: they are counted apart. */
export const dsaCases: ReadonlySet<string> = new Set(['40104', '40105']);

/** NIST PKITS: all cases but the two that need DSA keys, which are refused. */
export async function scorePkits(folder: string): Promise<readonly Score[]> {
  const outcomes: Outcome[] = [];
  for (const one of pkitsCases(folder)) {
    if (dsaCases.has(one.id)) continue;
    const result = await runPkitsCase(folder, one);
    outcomes.push({ id: `${one.id} ${one.name}`, expected: !one.error, actual: result?.valid ?? false });
  }
  return [scoreOf('NIST PKITS without two DSA cases', outcomes)];
}

export function pkitsCases(folder: string): readonly PkitsCase[] {
  return readVectors(folder, 'pkits.json');
}

/** One case; undefined where its target cannot even be read, which refuses it. */
export async function runPkitsCase(folder: string, one: PkitsCase): Promise<PathResult | undefined> {
  const certificate = readOne(folder, one.cert);
  const anchor = readOne(folder, 'TrustAnchorRootCertificate.crt');
  if (!certificate || !anchor) return undefined;
  const { params = {} } = one;
  const policies = params.user_initial_policy_set;
  return validatePath({
    certificate,
    anchors: [anchor],
    intermediates: (one.other_certs ?? []).flatMap((name) => readOne(folder, name) ?? []),
    at,
    revocation: {
      crls: ['TrustAnchorRootCRL.crl', ...(one.crls ?? [])].map((name) => readCrl(folder, name)),
    },
    ...(policies ? { initialPolicies: policies } : {}),
    requireExplicitPolicy: params.initial_explicit_policy ?? false,
    inhibitPolicyMapping: params.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
  });
}

function readOne(folder: string, name: string): Certificate | undefined {
  try {
    return parseCertificate(readFileSync(join(folder, 'certs', name)));
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return undefined;
  }
}

function readCrl(folder: string, name: string): Uint8Array {
  return readFileSync(join(folder, 'crls', name));
}
