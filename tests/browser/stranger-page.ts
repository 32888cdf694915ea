/** The script of a page that the agent has never heard of: one button, and what came of it. */
import { openAgent } from '@kaika/page/agent';
import { AgentProblem } from '@kaika/page/problem';

const said = document.getElementById('said');
const agent = openAgent({ agent: document.body.dataset.agent ?? '', language: 'zh-TW' });
document.getElementById('ask')?.addEventListener('click', async () => {
  say('…');
  try {
    say((await agent.certificate('authentication')).certificate.subject);
  } catch (thrown) {
    say(thrown instanceof AgentProblem ? thrown.code : String(thrown));
  }
});

function say(text: string): void {
  if (said !== null) said.textContent = text;
}
