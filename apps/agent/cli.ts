#!/usr/bin/env node
import { homedir } from 'node:os';
import { runCommand } from './command/run.ts';
import { agentVersion } from './environment.ts';
import { openPcsc } from './reader/pcsc.ts';

// A browser that has gone reads no more; standard input ends too, and with it the conversation.
process.stdout.on('error', () => undefined);

runCommand(
  {
    environment: process.env,
    home: homedir(),
    version: agentVersion,
    now: () => new Date(),
    print: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
    keyboard: process.stdin.isTTY ? process.stdin : null,
    openReaders: openPcsc,
    program: process.execPath,
    pipe: { input: process.stdin, write: (frame) => void process.stdout.write(frame) },
  },
  lineOf(process.argv.slice(2)),
).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A defect: its name and place, for whoever mends it.
    console.error(error instanceof Error ? error.stack : error);
    process.exitCode = 1;
  },
);

/** A browser starts the program with an extension's address instead of a command. */
function lineOf(words: readonly string[]): readonly string[] {
  return words[0]?.startsWith('chrome-extension://') ? ['host', words[0]] : words;
}
