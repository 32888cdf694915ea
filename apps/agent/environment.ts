import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** What the agent is told by its environment. */
export const agentEnvironment = z.object({
  KAIKA_AGENT_FOLDER: z.string().default(join(homedir(), '.local', 'share', 'kaika-agent')),
  KAIKA_AGENT_PORT: z.coerce.number().int().min(1).max(65535).default(61170),
  /** Of the old component's wire; 0 leaves it alone. */
  KAIKA_AGENT_LEGACY_PORT: z.coerce.number().int().min(0).max(65535).default(61161),
  /** JSON file: authorities and sites (policyfile.ts). */
  KAIKA_AGENT_POLICY: z.string().default('/etc/kaika/agent-policy.json'),
  KAIKA_AGENT_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
export type AgentEnvironment = Readonly<z.infer<typeof agentEnvironment>>;

/** The agent's version, of its interface, its packages and its command line. */
export const agentVersion = '0.1.0';
