import { platform } from 'node:os';
import koffi, { type TypeObject } from 'koffi';

/** A context or a card. Opaque. */
export type Handle = number | bigint;

/** SCARD_READERSTATE in the words of its headers. */
export type ReaderState = {
  szReader: string;
  dwCurrentState: number;
  dwEventState: number;
  cbAtr: number;
  rgbAtr: Uint8Array;
};

/** Opens the system's PC/SC library. Throws the loader's error where there is none. */
export function loadFunctions(): Functions {
  return functionsOf(abiOf(platform()));
}

/** Widths and names, by platform: DWORD and handles are long in pcsc-lite, fixed elsewhere; macOS packs its structures. */
type Abi = {
  readonly library: string;
  readonly dword: string;
  readonly handle: string;
  readonly suffix: '' | 'A';
  readonly atrBytes: number;
  readonly pack: boolean;
};

function abiOf(system: NodeJS.Platform): Abi {
  if (system === 'win32') {
    return {
      library: 'winscard.dll',
      dword: 'uint32',
      handle: 'uintptr',
      suffix: 'A',
      atrBytes: 36,
      pack: false,
    };
  }
  if (system === 'darwin') {
    const library = '/System/Library/Frameworks/PCSC.framework/PCSC';
    return { library, dword: 'uint32', handle: 'int32', suffix: '', atrBytes: 33, pack: true };
  }
  return {
    library: 'libpcsclite.so.1',
    dword: 'ulong',
    handle: 'long',
    suffix: '',
    atrBytes: 33,
    pack: false,
  };
}

type Waiting<A extends readonly unknown[]> = (...args: A) => Promise<number>;
type Out<T> = T[];

/** The functions as the library has them: every one answers a return code, outputs are first elements of arrays. */
export type Functions = {
  readonly headerBytes: number;
  readonly establish: Waiting<[number, null, null, Out<Handle>]>;
  readonly release: Waiting<[Handle]>;
  readonly list: Waiting<[Handle, null, Uint8Array | null, Out<number>]>;
  readonly change: Waiting<[Handle, number, ReaderState[], number]>;
  readonly connect: Waiting<[Handle, string, number, number, Out<Handle>, Out<number>]>;
  readonly reconnect: Waiting<[Handle, number, number, number, Out<number>]>;
  readonly begin: Waiting<[Handle]>;
  readonly transmit: Waiting<[Handle, object, Uint8Array, number, null, Uint8Array, Out<number>]>;
  readonly control: Waiting<[Handle, number, Uint8Array, number, Uint8Array, number, Out<number>]>;
  readonly end: Waiting<[Handle, number]>;
  readonly disconnect: Waiting<[Handle, number]>;
};

type Spec = string | TypeObject | ReturnType<typeof koffi.out>;

function functionsOf({ library, dword, handle, suffix, atrBytes, pack }: Abi): Functions {
  const lib = koffi.load(library);
  const struct = pack ? koffi.pack : koffi.struct;
  const header = struct({ dwProtocol: dword, cbPciLength: dword });
  const readerState = struct({
    szReader: 'str',
    pvUserData: 'void *',
    dwCurrentState: dword,
    dwEventState: dword,
    cbAtr: dword,
    rgbAtr: koffi.array('uint8', atrBytes, 'Typed'),
  });
  const out = (type: string) => koffi.out(koffi.pointer(type));
  const length = koffi.inout(koffi.pointer(dword));
  const bytes = koffi.pointer('uint8');
  // The sign bit is in every error code: long is 64 bits wide in pcsc-lite.
  const code = dword;
  // Never on Node's own thread: the service may wait for a virtual card that this very thread answers for.
  const waiting = (name: string, args: Spec[]) => {
    const call = lib.func(`SCard${name}`, code, args);
    return (...values: readonly unknown[]): Promise<number> => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      call.async(...values, (error: unknown, rc: number) => (error ? reject(error) : resolve(rc)));
      return promise;
    };
  };
  const states = koffi.inout(koffi.pointer(readerState));
  return {
    headerBytes: koffi.sizeof(header),
    establish: waiting('EstablishContext', [dword, 'void *', 'void *', out(handle)]),
    release: waiting('ReleaseContext', [handle]),
    list: waiting(`ListReaders${suffix}`, [handle, 'str', koffi.out(bytes), length]),
    change: waiting(`GetStatusChange${suffix}`, [handle, dword, states, dword]),
    connect: waiting(`Connect${suffix}`, [handle, 'str', dword, dword, out(handle), out(dword)]),
    reconnect: waiting('Reconnect', [handle, dword, dword, dword, out(dword)]),
    begin: waiting('BeginTransaction', [handle]),
    transmit: waiting('Transmit', [
      handle,
      koffi.pointer(header),
      bytes,
      dword,
      'void *',
      koffi.out(bytes),
      length,
    ]),
    control: waiting('Control', [
      handle,
      dword,
      bytes,
      dword,
      koffi.out(bytes),
      dword,
      koffi.out(koffi.pointer(dword)),
    ]),
    end: waiting('EndTransaction', [handle, dword]),
    disconnect: waiting('Disconnect', [handle, dword]),
  };
}
