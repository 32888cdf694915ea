import { runKaika } from './run.ts';

/** `npm run kaika -- …`: the operator's commands. */
process.exitCode = await runKaika(
  {
    environment: process.env,
    now: () => new Date(),
    print: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
  },
  process.argv.slice(2),
);
