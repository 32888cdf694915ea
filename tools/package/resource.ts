/** Resources of a Windows executable (PE32+; Microsoft, «PE Format»), as far as one has to be added to them. */

/** A directory of the tree (type → name → language), or what lies at its end: address in memory, size, code page. */
type Node = Directory | Data;
type Directory = {
  readonly kind: 'directory';
  /** Characteristics, time, version: as they were. */
  readonly head: Buffer;
  readonly entries: readonly Entry[];
};
type Entry = { readonly key: number | string; readonly node: Node };
type Data = { readonly kind: 'data'; readonly address: number; readonly size: number; readonly page: number };

/** RT_RCDATA: raw bytes. */
const rawData = 10;
const resourceIndex = 2;
const signatureIndex = 4;
const subdirectory = 0x8000_0000;

/**
 * The executable with one more raw resource of that name, in a new section at its end together with the new tree; what was there stays where it is. A
 * signature is removed, as it would not fit any more. Throws where it is no such executable or its headers have no room for a section.
 */
export function addResource(executable: Uint8Array, name: string, bytes: Uint8Array): Uint8Array {
  const exe = Buffer.from(executable);
  const at = layoutOf(exe);
  const end = at.signature === 0 ? exe.length : at.signature;
  const address = aligned(at.imageSize, at.sectionAlignment);
  const offset = aligned(end, at.fileAlignment);
  const tree = withRaw(readTree(exe, at), name, { kind: 'data', address: 0, size: bytes.length, page: 0 });
  const listed = writeTree(tree, address, bytes.length);
  const content = Buffer.concat([listed, bytes]);
  const size = aligned(content.length, at.fileAlignment);
  const out = Buffer.alloc(offset + size);
  exe.copy(out, 0, 0, end);
  content.copy(out, offset);
  writeSection(out, at, { address, offset, size, used: content.length });
  out.writeUInt32LE(address, at.directories + 8 * resourceIndex);
  out.writeUInt32LE(listed.length, at.directories + 8 * resourceIndex + 4);
  out.fill(0, at.directories + 8 * signatureIndex, at.directories + 8 * signatureIndex + 8);
  return out;
}

type Layout = {
  readonly pe: number;
  readonly optional: number;
  readonly directories: number;
  readonly sections: number;
  readonly count: number;
  readonly sectionAlignment: number;
  readonly fileAlignment: number;
  readonly imageSize: number;
  /** Where a signature begins in the file; 0 without one. */
  readonly signature: number;
};

function layoutOf(exe: Buffer): Layout {
  const pe = exe.readUInt32LE(0x3c);
  const optional = pe + 24;
  if (exe.readUInt32LE(pe) !== 0x4550 || exe.readUInt16LE(optional) !== 0x20b)
    throw new Error('no PE32+ executable');
  const count = exe.readUInt16LE(pe + 6);
  const sections = optional + exe.readUInt16LE(pe + 20);
  const directories = optional + 112;
  if (sections + 40 * (count + 1) > exe.readUInt32LE(optional + 60)) throw new Error('no room for a section');
  return {
    pe,
    optional,
    directories,
    sections,
    count,
    sectionAlignment: exe.readUInt32LE(optional + 32),
    fileAlignment: exe.readUInt32LE(optional + 36),
    imageSize: exe.readUInt32LE(optional + 56),
    signature: exe.readUInt32LE(directories + 8 * signatureIndex),
  };
}

function writeSection(
  out: Buffer,
  at: Layout,
  section: {
    readonly address: number;
    readonly offset: number;
    readonly size: number;
    readonly used: number;
  },
): void {
  const header = at.sections + 40 * at.count;
  // The system goes by the directory, other programs by the name of the section.
  for (let index = 0; index < at.count; index += 1) {
    const name = at.sections + 40 * index;
    if (out.toString('latin1', name, name + 8) === '.rsrc\0\0\0') out.write('.rsrc_0', name, 'latin1');
  }
  out.fill(0, header, header + 40);
  out.write('.rsrc', header, 'latin1');
  out.writeUInt32LE(section.used, header + 8);
  out.writeUInt32LE(section.address, header + 12);
  out.writeUInt32LE(section.size, header + 16);
  out.writeUInt32LE(section.offset, header + 20);
  // Initialised data, readable.
  out.writeUInt32LE(0x4000_0040, header + 36);
  out.writeUInt16LE(at.count + 1, at.pe + 6);
  out.writeUInt32LE(aligned(section.address + section.used, at.sectionAlignment), at.optional + 56);
  // The checksum is looked at for drivers alone.
  out.writeUInt32LE(0, at.optional + 64);
}

/** The tree of resources; an empty one where there are none. */
function readTree(exe: Buffer, at: Layout): Directory {
  const address = exe.readUInt32LE(at.directories + 8 * resourceIndex);
  if (address === 0) return { kind: 'directory', head: Buffer.alloc(12), entries: [] };
  const from = fileOffset(exe, at, address);
  return readDirectory(exe.subarray(from), 0);
}

function readDirectory(tree: Buffer, at: number): Directory {
  const count = tree.readUInt16LE(at + 12) + tree.readUInt16LE(at + 14);
  const entries = Array.from({ length: count }, (_, index): Entry => {
    const name = tree.readUInt32LE(at + 16 + 8 * index);
    const to = tree.readUInt32LE(at + 20 + 8 * index);
    const key = name >= subdirectory ? readName(tree, name - subdirectory) : name;
    return { key, node: to >= subdirectory ? readDirectory(tree, to - subdirectory) : readData(tree, to) };
  });
  return { kind: 'directory', head: Buffer.from(tree.subarray(at, at + 12)), entries };
}

function readName(tree: Buffer, at: number): string {
  return tree.toString('utf16le', at + 2, at + 2 + 2 * tree.readUInt16LE(at));
}

function readData(tree: Buffer, at: number): Data {
  const [address, size, page] = [0, 4, 8].map((more) => tree.readUInt32LE(at + more));
  return { kind: 'data', address: address ?? 0, size: size ?? 0, page: page ?? 0 };
}

/** The raw data of that name is put in, or in place of what had the name. Address 0 stands for the bytes behind the tree. */
function withRaw(root: Directory, name: string, data: Data): Directory {
  const head = Buffer.alloc(12);
  const language: Directory = { kind: 'directory', head, entries: [{ key: 0, node: data }] };
  const raw = root.entries.find(({ key }) => key === rawData)?.node;
  const others = raw?.kind === 'directory' ? raw.entries.filter(({ key }) => key !== name) : [];
  const entries = ordered([...others, { key: name, node: language }]);
  const changed: Directory = { kind: 'directory', head, entries };
  const rest = root.entries.filter(({ key }) => key !== rawData);
  return { ...root, entries: ordered([...rest, { key: rawData, node: changed }]) };
}

/** Names before numbers, each in their order: the system looks by halving. */
function ordered(entries: readonly Entry[]): readonly Entry[] {
  const named = entries.filter(({ key }) => typeof key === 'string');
  const numbered = entries.filter(({ key }) => typeof key === 'number');
  return [
    ...named.toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1)),
    ...numbered.toSorted((a, b) => Number(a.key) - Number(b.key)),
  ];
}

/** Directories, then the ends, then the names; the new bytes follow right behind, at `address` plus the length of this. */
function writeTree(root: Directory, address: number, added: number): Buffer {
  const directories: Directory[] = [];
  const ends: Data[] = [];
  const names: string[] = [];
  const collect = (directory: Directory): void => {
    directories.push(directory);
    for (const { key, node } of directory.entries) {
      if (typeof key === 'string') names.push(key);
      if (node.kind === 'directory') collect(node);
      else ends.push(node);
    }
  };
  collect(root);
  const places = new Map<Node | string, number>();
  let at = 0;
  const place = (item: Node | string, size: number) => {
    places.set(item, at);
    at += size;
  };
  for (const directory of directories) place(directory, 16 + 8 * directory.entries.length);
  for (const end of ends) place(end, 16);
  for (const name of new Set(names)) place(name, 2 + 2 * name.length);
  const out = Buffer.alloc(aligned(at, 16));
  for (const directory of directories) writeDirectory(out, directory, places);
  for (const end of ends) {
    const [to, behind] = [places.get(end) ?? 0, address + out.length];
    out.writeUInt32LE(end.address === 0 && end.size === added ? behind : end.address, to);
    out.writeUInt32LE(end.size, to + 4);
    out.writeUInt32LE(end.page, to + 8);
  }
  for (const name of new Set(names)) {
    out.writeUInt16LE(name.length, places.get(name) ?? 0);
    out.write(name, (places.get(name) ?? 0) + 2, 'utf16le');
  }
  return out;
}

function writeDirectory(out: Buffer, directory: Directory, places: ReadonlyMap<Node | string, number>): void {
  const at = places.get(directory) ?? 0;
  const named = directory.entries.filter(({ key }) => typeof key === 'string').length;
  directory.head.copy(out, at);
  out.writeUInt16LE(named, at + 12);
  out.writeUInt16LE(directory.entries.length - named, at + 14);
  for (const [index, { key, node }] of directory.entries.entries()) {
    const entry = at + 16 + 8 * index;
    const to = places.get(node) ?? 0;
    out.writeUInt32LE(typeof key === 'string' ? (places.get(key) ?? 0) + subdirectory : key, entry);
    out.writeUInt32LE(node.kind === 'directory' ? to + subdirectory : to, entry + 4);
  }
}

function fileOffset(exe: Buffer, at: Layout, address: number): number {
  for (let index = 0; index < at.count; index += 1) {
    const header = at.sections + 40 * index;
    const start = exe.readUInt32LE(header + 12);
    const size = exe.readUInt32LE(header + 16);
    if (address >= start && address < start + size) return exe.readUInt32LE(header + 20) + address - start;
  }
  throw new Error('the resources are in no section');
}

function aligned(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
