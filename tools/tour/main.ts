import { openFetch } from '../house/resolve.ts';
import { walkJourney } from './journey.ts';
import { beginWalk } from './walk.ts';

/** `npm run tour`: walks the journey against the running house and prints what each step proved. Exit code 0 only if all held. */
const port = Number(process.env.KAIKA_PORT ?? 8080);
const agentPort = Number(process.env.KAIKA_AGENT_PORT ?? 61170);
const site = (name: string) => `http://${name}.localhost:${port}`;
const origins = {
  authority: site('authority'),
  login: site('login'),
  portal: site('portal'),
  filing: site('filing'),
  agent: `http://localhost:${agentPort}`,
};

await using calls = openFetch();
const walk = beginWalk(origins, calls.fetch, () => new Date());
try {
  await walkJourney(walk, (name, { what, facts }) => {
    console.log(`✓ ${name}: ${what}`);
    for (const [term, value] of Object.entries(facts)) console.log(`    ${term}: ${value}`);
  });
  console.log('Every step held.');
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
