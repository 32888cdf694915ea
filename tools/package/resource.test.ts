import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addResource } from './resource.ts';

const content = Buffer.from('the program');

test('a resource is added to an executable that has none, and to one that has some', () => {
  const once = addResource(emptyExecutable(), 'NODE_SEA_BLOB', content);
  assert.deepEqual(rawData(once, 'NODE_SEA_BLOB'), content);
  const twice = addResource(once, 'ANOTHER', Buffer.from('more'));
  assert.deepEqual(rawData(twice, 'NODE_SEA_BLOB'), content);
  assert.deepEqual(rawData(twice, 'ANOTHER'), Buffer.from('more'));
});

test('the same bytes come out each time, and a signature goes', () => {
  const signed = emptyExecutable();
  signed.writeUInt32LE(1024, directories + 8 * 4);
  signed.writeUInt32LE(100, directories + 8 * 4 + 4);
  const one = Buffer.from(addResource(signed, 'A', content));
  assert.deepEqual(one, Buffer.from(addResource(signed, 'A', content)));
  assert.equal(one.readUInt32LE(directories + 8 * 4), 0);
});

test('what is no executable of 64-bit Windows, or has no room, is refused', () => {
  assert.throws(() => addResource(Buffer.alloc(2048), 'A', content), /no PE32\+/);
  const full = emptyExecutable();
  full.writeUInt32LE(sections + 40, optional + 60);
  assert.throws(() => addResource(full, 'A', content), /no room/);
});

const [pe, optional] = [64, 64 + 24];
const directories = optional + 112;
const sections = optional + 240;

/** Headers and one empty section: the least a system would load. */
function emptyExecutable(): Buffer {
  const exe = Buffer.alloc(1024);
  exe.writeUInt32LE(pe, 0x3c);
  exe.write('PE', pe, 'latin1');
  exe.writeUInt16LE(1, pe + 6);
  exe.writeUInt16LE(240, pe + 20);
  exe.writeUInt16LE(0x20b, optional);
  exe.writeUInt32LE(4096, optional + 32);
  exe.writeUInt32LE(512, optional + 36);
  exe.writeUInt32LE(8192, optional + 56);
  exe.writeUInt32LE(1024, optional + 60);
  return exe;
}

/** Finds raw data the way the system does: directory, type 10, name, first language. */
function rawData(bytes: Uint8Array, name: string): Buffer {
  const exe = Buffer.from(bytes);
  const at = (address: number) => {
    for (let header = sections; ; header += 40) {
      const start = exe.readUInt32LE(header + 12);
      const size = exe.readUInt32LE(header + 16);
      if (size > 0 && address >= start && address < start + size)
        return exe.readUInt32LE(header + 20) + address - start;
    }
  };
  const root = at(exe.readUInt32LE(directories + 16));
  const find = (directory: number, wanted: number | string | null) => {
    const count = exe.readUInt16LE(directory + 12) + exe.readUInt16LE(directory + 14);
    for (let index = 0; index < count; index += 1) {
      const key = exe.readUInt32LE(directory + 16 + 8 * index);
      const text = root + key - 0x8000_0000;
      const read =
        key >= 0x8000_0000 ? exe.toString('utf16le', text + 2, text + 2 + 2 * exe.readUInt16LE(text)) : key;
      if (wanted === null || read === wanted)
        return root + (exe.readUInt32LE(directory + 20 + 8 * index) & 0x7fff_ffff);
    }
    return assert.fail(`no ${wanted}`);
  };
  const end = find(find(find(root, 10), name), null);
  const from = at(exe.readUInt32LE(end));
  return exe.subarray(from, from + exe.readUInt32LE(end + 4));
}
