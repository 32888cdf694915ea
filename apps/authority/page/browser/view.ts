import { openAgent } from '@kaika/page/agent';
import { datum, element, pageLanguage } from './element.ts';
import { say, sayProblem } from './message.ts';

/** 檢視憑證IC卡資訊: what the window read goes into the form, and the server shows it. */
export function viewPage(root: HTMLElement): void {
  const agent = openAgent({ agent: datum(root, 'agent'), language: pageLanguage() });
  const form = element('view-form', HTMLFormElement);
  const begin = element('begin', HTMLButtonElement);
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    say('working');
    try {
      const card = await agent.view();
      element('view-card', HTMLInputElement).value = JSON.stringify(card);
      form.submit();
    } catch (cause) {
      sayProblem(cause);
      begin.disabled = false;
    }
  });
}
