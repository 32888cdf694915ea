#!/usr/bin/env node
import { homedir } from 'node:os';
import { runCommand } from './command/run.ts';
import { agentVersion } from './environment.ts';
import { openPcsc } from './reader/pcsc.ts';

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
  },
  process.argv.slice(2),
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
