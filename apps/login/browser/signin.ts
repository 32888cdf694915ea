import { enhance } from '@kaika/look/enhance';
import { openAgent } from '@kaika/page/agent';
import { post } from '@kaika/page/answer';
import { type Problem, problemIn } from '@kaika/page/problem';

enhance(document);
const place = document.getElementById('certificate');
const button = document.getElementById('certificate-login');
if (place && button) button.addEventListener('click', () => void signIn(place));
document.querySelector<HTMLFormElement>('form[data-auto]')?.requestSubmit();

/** Certificate login: a nonce, the agent's window, the token; then on to the service. */
async function signIn(place: HTMLElement): Promise<void> {
  const { agent = '', interaction = '' } = place.dataset;
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh-TW';
  show('certificate-login', false);
  show('certificate-waiting', true);
  try {
    // Not awaited: the window must open while the click still counts.
    const nonce = post('/api/login/nonce', { interaction }).then((answer) => textIn(answer, 'nonce'));
    const token = await openAgent({ agent, language }).authenticate({
      nonce,
      status: (question) => post('/api/login/status', question),
    });
    const answer = await post('/api/login/token', { nonce: await nonce, token });
    show('certificate-waiting', false);
    show('certificate-done', true);
    location.assign(textIn(answer, 'location'));
  } catch (thrown) {
    location.assign(problemPage(interaction, problemIn(thrown, 'request.failed')));
  }
}

/** The server words the problem, so that every screen has its sentences and its remedy in one place. */
function problemPage(interaction: string, problem: Problem): string {
  const query = new URLSearchParams({ problem: problem.code });
  if (problem.triesLeft !== undefined) query.set('n', String(problem.triesLeft));
  if (problem.detail?.deadline !== undefined) query.set('deadline', problem.detail.deadline);
  return `/interaction/${encodeURIComponent(interaction)}?${query}`;
}

function textIn(answer: unknown, name: 'nonce' | 'location'): string {
  const value: unknown = Object(answer)[name];
  if (typeof value !== 'string') throw new TypeError(`the server gave no ${name}`);
  return value;
}

function show(id: string, visible: boolean): void {
  const element = document.getElementById(id);
  if (element) element.hidden = !visible;
}
