import type { KeyAlgorithm, ManagementAlgorithm } from './algorithm.ts';
import type { AttestationTrust } from './attestation.ts';
import { genericPiv } from './model/generic-piv.ts';
import { pivApplet } from './model/pivapplet.ts';
import { softcardModel } from './model/softcard.ts';
import { yubikey57 } from './model/yubikey-5.7.ts';
import { yubikey5 } from './model/yubikey-5.ts';

export type ModelId = 'softcard' | 'yubikey-5' | 'yubikey-5.7' | 'pivapplet' | 'generic-piv';

/** Which characters a PIN or PUK may have: digits alone (SP 800-73-5 part 1 §5.1.1) or any printable ASCII. */
export type Alphabet = 'digits' | 'ascii';

export type Version = readonly [major: number, minor: number, patch: number];

/** Everything that differs between makes of cards. A new make is a new file of this shape, never code. */
export type Model = {
  readonly id: ModelId;
  readonly name: { readonly zh: string; readonly en: string };
  /** `label`: tag 50 of the SELECT answer, alone or with a blank and more behind. `version`: answer of GET VERSION, from inclusive, below exclusive. */
  readonly recognise: {
    readonly label?: string;
    readonly version?: { readonly from: Version; readonly below: Version };
  };
  readonly keys: readonly KeyAlgorithm[];
  /** The factory's secrets, as a fresh or a reset card has them. */
  readonly factory: {
    readonly management: { readonly algorithm: ManagementAlgorithm; readonly key: Uint8Array };
    readonly pin: Uint8Array;
    readonly puk: Uint8Array;
  };
  /** What the management key is set to: the strongest the model has. */
  readonly management: ManagementAlgorithm;
  readonly pinAlphabet: Alphabet;
  readonly pukAlphabet: Alphabet;
  /** Which of the maker's instructions exist beside SP 800-73. */
  readonly instructions: {
    readonly reset: boolean;
    readonly setRetries: boolean;
    readonly setManagementKey: boolean;
    readonly attest: boolean;
    readonly metadata: boolean;
    readonly serialNumber: boolean;
  };
  /** The maker's attestation authorities, pinned; null where who produces the card says whom to believe. */
  readonly maker: AttestationTrust | null;
  /** Longest object in bytes, its 53 tag included. */
  readonly objectLimit: number;
};

/** What a card says of itself, as `identify` reads it. */
export type CardFacts = { readonly label: string | null; readonly version: Version | null };

export const models: readonly Model[] = [softcardModel, pivApplet, yubikey57, yubikey5, genericPiv];

/** The first model whose description fits; a card nobody knows is `generic-piv`. */
export function recognise(facts: CardFacts): Model {
  return models.find((model) => fits(model, facts)) ?? genericPiv;
}

/** The model of that id, as the record keeps it. */
export function modelOf(id: ModelId): Model {
  return models.find((model) => model.id === id) ?? genericPiv;
}

function fits(model: Model, facts: CardFacts): boolean {
  const { label, version } = model.recognise;
  if (label !== undefined) return facts.label === label || facts.label?.startsWith(`${label} `) === true;
  if (version === undefined) return true;
  if (facts.version === null) return false;
  return compare(facts.version, version.from) >= 0 && compare(facts.version, version.below) < 0;
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
