import { createPrivateKey, type KeyObject } from 'node:crypto';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import type { KeyAlgorithm, ManagementAlgorithm } from '@kaika/card/algorithm';
import type { ModelId, Version } from '@kaika/card/model';
import { modelOf } from '@kaika/card/model';

export type PinPolicy = 'never' | 'once' | 'always';

export type SoftKey = {
  readonly algorithm: KeyAlgorithm;
  readonly key: KeyObject;
  readonly origin: 'generated' | 'imported';
  readonly pinPolicy: PinPolicy;
};

/** PIN or PUK: eight bytes, filled up with FF. */
export type Secret = { value: Uint8Array; total: number; left: number };

/** What survives power-off. Keys and objects are under their reference and identifier. */
export type Memory = {
  readonly model: ModelId;
  readonly version: Version;
  readonly serialNumber: number;
  readonly pin: Secret;
  readonly puk: Secret;
  management: { readonly algorithm: ManagementAlgorithm; readonly key: Uint8Array };
  readonly keys: Map<number, SoftKey>;
  readonly objects: Map<number, Uint8Array>;
};

/** {@link Memory} as JSON; bytes are base64, private keys PKCS#8. It is a whole card with its secrets: keep it like a key file. */
export type SoftcardState = {
  readonly format: 'kaika-softcard-1';
  readonly model: ModelId;
  readonly version: Version;
  readonly serialNumber: number;
  readonly pin: SecretState;
  readonly puk: SecretState;
  readonly management: { readonly algorithm: ManagementAlgorithm; readonly key: string };
  readonly keys: readonly KeyState[];
  readonly objects: readonly { readonly id: number; readonly content: string }[];
};

type SecretState = { readonly value: string; readonly total: number; readonly left: number };
type KeyState = {
  readonly reference: number;
  readonly algorithm: KeyAlgorithm;
  readonly key: string;
  readonly origin: 'generated' | 'imported';
  readonly pinPolicy: PinPolicy;
};

/** A card as it leaves the factory. */
export function freshMemory(model: ModelId, version: Version, serialNumber: number): Memory {
  const { factory } = modelOf(model);
  return {
    model,
    version,
    // Random numbers of a JavaCard stay out of the way of those a maker gave.
    serialNumber: model === 'pivapplet' ? (serialNumber | 0x8000_0000) >>> 0 : serialNumber,
    pin: model === 'pivapplet' ? fresh(factory.pin, 5) : fresh(factory.pin, 3),
    puk: fresh(factory.puk, 3),
    management: factory.management,
    keys: new Map(),
    objects: new Map(),
  };
}

function fresh(value: Uint8Array, total: number): Secret {
  return { value: fill(value), total, left: total };
}

/** Eight bytes with FF behind (SP 800-73-5 part 2 §2.4.3). */
export function fill(secret: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8).fill(0xff);
  bytes.set(secret);
  return bytes;
}

/** Memory to JSON. */
export function stateOf(memory: Memory): SoftcardState {
  const { model, version, serialNumber, management } = memory;
  return {
    format: 'kaika-softcard-1',
    model,
    version,
    serialNumber,
    pin: { ...memory.pin, value: toBase64(memory.pin.value) },
    puk: { ...memory.puk, value: toBase64(memory.puk.value) },
    management: { algorithm: management.algorithm, key: toBase64(management.key) },
    keys: [...memory.keys].map(([reference, key]) => ({ reference, ...key, key: exportKey(key.key) })),
    objects: [...memory.objects].map(([id, content]) => ({ id, content: toBase64(content) })),
  };
}

/** JSON to memory. Throws where base64 or a key cannot be read. */
export function memoryOf(state: SoftcardState): Memory {
  const { model, version, serialNumber, management } = state;
  return {
    model,
    version,
    serialNumber,
    pin: { ...state.pin, value: fromBase64(state.pin.value) },
    puk: { ...state.puk, value: fromBase64(state.puk.value) },
    management: { algorithm: management.algorithm, key: fromBase64(management.key) },
    keys: new Map(
      state.keys.map(({ reference, ...key }) => [reference, { ...key, key: importKey(key.key) }]),
    ),
    objects: new Map(state.objects.map(({ id, content }) => [id, fromBase64(content)])),
  };
}

function exportKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function importKey(pkcs8: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
}
