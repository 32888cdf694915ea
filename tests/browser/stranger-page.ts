/** The script of a page that the agent has never heard of: two buttons, and what came of it. */
import { openAgent } from '@kaika/page/agent';
import { AgentProblem } from '@kaika/page/problem';

const said = document.getElementById('said');
const agent = openAgent({ agent: document.body.dataset.agent ?? '', language: 'zh-TW' });
const nonce = btoa('\0'.repeat(32));
on('ask', async () => (await agent.certificate('authentication')).certificate.subject);
on('login', async () => JSON.stringify(await agent.authenticate({ nonce })));

function on(id: string, act: () => Promise<string>): void {
  document.getElementById(id)?.addEventListener('click', async () => {
    say('…');
    try {
      say(await act());
    } catch (thrown) {
      say(thrown instanceof AgentProblem ? thrown.code : String(thrown));
    }
  });
}

function say(text: string): void {
  if (said !== null) said.textContent = text;
}
