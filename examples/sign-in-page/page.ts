/** The page's side: asks its server for a nonce, the agent for a token, and says what came of it. */
import { openAgent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { problemIn } from '@kaika/page/problem';
import { sentencesOf } from '@kaika/wire/problem';

const said = document.getElementById('said');
const agent = openAgent({ agent: document.body.dataset.agent ?? '', language: 'zh-TW' });

document.getElementById('go')?.addEventListener('click', async () => {
  try {
    // A promise: the window opens while the click counts, and waits for the nonce.
    const nonce = post('/nonce', {}).then((answer) => (answer as { nonce: string }).nonce);
    say(
      `登入成功，憑證序號 ${((await post('/token', await agent.authenticate({ nonce }))) as { serialNumber: string }).serialNumber}`,
    );
  } catch (cause) {
    say(sentencesOf(problemIn(cause, 'request.failed'), 'zh-TW').join(''));
  }
});

function say(text: string): void {
  if (said !== null) said.textContent = text;
}
