import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Fault, Source } from './source.ts';
import { isTest } from './source.ts';
import { folderOf, ioModules, keepers, type Room, walls } from './wall.ts';

const rooms = Object.keys(walls) as readonly Room[]; // the keys of a literal

/** Every import that goes through a wall: rooms by the table, npm modules by package.json, I/O only in apps. */
export function checkImports(root: string, sources: readonly Source[]): readonly Fault[] {
  return rooms.flatMap((room) => {
    const folder = `${folderOf(room)}/`;
    const declared = readDependencies(`${root}/${folder}package.json`);
    const table = checkTable(room, declared);
    const files = sources.filter((source) => source.path.startsWith(folder));
    return [...table, ...files.flatMap((source) => checkFile(room, source, declared))];
  });
}

/** The module names a file imports, in order. */
export function importsOf(text: string): readonly string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function readDependencies(path: string): readonly string[] {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const manifest = json as { dependencies?: object; optionalDependencies?: object }; // our own package.json
  return [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.optionalDependencies ?? {})];
}

function checkTable(room: Room, declared: readonly string[]): readonly Fault[] {
  const has = declared.filter((name) => name.startsWith('@kaika/')).map((name) => name.slice(7));
  const may: readonly string[] = walls[room];
  return has
    .filter((name) => !may.includes(name))
    .map((name) => ({
      where: `${folderOf(room)}/package.json`,
      what: `names @kaika/${name}, which the wall forbids`,
    }));
}

function checkFile(room: Room, source: Source, declared: readonly string[]): readonly Fault[] {
  const fault = (what: string): Fault => ({ where: source.path, what });
  const own: readonly string[] = walls[room];
  return importsOf(source.text).flatMap((name) => {
    if (name.startsWith('.'))
      return leavesRoom(room, source.path, name) ? [fault(`${name} leaves the room`)] : [];
    if (name.startsWith('@kaika/')) {
      const to = name.split('/')[1] ?? '';
      return to === room || own.includes(to) ? [] : [fault(`imports @kaika/${to} through the wall`)];
    }
    if (name.startsWith('node:')) return checkBuiltin(room, source.path, name.slice(5)).map(fault);
    return checkModule(source.path, name, declared).map(fault);
  });
}

function leavesRoom(room: Room, path: string, name: string): boolean {
  return !posix.join(posix.dirname(path), name).startsWith(`${folderOf(room)}/`);
}

function checkBuiltin(room: Room, path: string, name: string): readonly string[] {
  if (!builtinModules.includes(name) && !['test', 'sqlite', 'sea'].includes(name))
    return [`node:${name} does not exist`];
  if (folderOf(room).startsWith('apps/') || isTest(path) || !ioModules.includes(name)) return [];
  return [`node:${name} is I/O, and packages do none`];
}

function checkModule(path: string, name: string, declared: readonly string[]): readonly string[] {
  const parts = name.split('/');
  const module = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  const keeper = keepers[module];
  if (keeper && !isTest(path) && !keeper.some((folder) => path.startsWith(folder))) {
    return [`${module} is kept by ${keeper.join(', ')}`];
  }
  return declared.includes(module) || isTest(path) ? [] : [`${module} is not in the room's package.json`];
}
