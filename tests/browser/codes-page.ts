/** The script of a site's page that asks the agent for everything and says the code of what went wrong. */
import { openAgent } from '@kaika/page/agent';
import { AgentProblem } from '@kaika/page/problem';

const { searchParams } = new URL(location.href);
const oldest = searchParams.get('oldest');
const agent = openAgent({
  agent: document.body.dataset.agent ?? '',
  language: 'zh-TW',
  ...(oldest === null ? {} : { oldest }),
});
const nonce = btoa('\0'.repeat(32));
const order = (bytes: number) =>
  ({ hash: btoa('\0'.repeat(bytes)), hashAlgorithm: 'SHA-256', documentName: 'report.pdf' }) as const;
const refuse = (code: string) => () => Promise.reject(new AgentProblem({ code }));

const acts: Readonly<Record<string, () => Promise<unknown>>> = {
  status: () => agent.status(),
  cards: () => agent.cards(),
  view: () => agent.view(),
  certificate: () => agent.certificate('signature'),
  login: () => agent.authenticate({ nonce }),
  'login-refused': () => agent.authenticate({ nonce, status: refuse('card.not-active') }),
  'login-unanswered': () => agent.authenticate({ nonce, status: async () => ({ ok: true }) }),
  'login-no-nonce': () => agent.authenticate({ nonce: Promise.reject(new TypeError('no server')) }),
  sign: () => agent.sign(order(32)),
  'sign-short': () => agent.sign(order(10)),
  'task-forged': () => agent.task({ task: 'e30.e30.AAAA' }),
};

const said = document.getElementById('said');
for (const [name, act] of Object.entries(acts)) {
  const button = document.createElement('button');
  button.id = name;
  button.textContent = name;
  button.addEventListener('click', async () => {
    say('…');
    say(await act().then(() => 'done', codeOf));
  });
  document.body.append(button);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof AgentProblem ? thrown.code : String(thrown);
}

function say(text: string): void {
  if (said !== null) said.textContent = text;
}
