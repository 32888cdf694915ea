import { LinkButton, Press } from '@kaika/look/button';
import { Actions } from '@kaika/look/form';
import { Notice, Problem } from '@kaika/look/notice';
import { Progress } from '@kaika/look/progress';
import { formWords } from '../word/form.ts';
import { pageWords } from '../word/page.ts';
import { StepPage, type StepProps, stepHref } from './step.tsx';

/**
 * Step 8: the card signs. The script drives what stands here (`data-sign`): it chooses the certificate, lets the server
 * prepare, and opens the agent's window; without script the page says what is missing.
 */
export function SignPage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = pageWords(language);
  const steps = [words.sign.step1, words.sign.step2, words.sign.step3, words.sign.step4];
  return (
    <StepPage {...props} place="sign">
      <p class="lead">{words.sign.lead}</p>
      <p>
        <a href={`/case/${held.id}/preview.pdf`}>{words.overview.preview}</a>
      </p>
      <div
        data-sign={`/case/${held.id}/sign`}
        data-agent={frame.origins.agent}
        data-language={language}
        data-onward={`/case/${held.id}`}
      >
        <Progress
          language={language}
          label={words.sign.press}
          steps={steps.map((name) => ({ name, state: 'waiting' }))}
        />
        <p data-certificate hidden>
          {words.sign.certificate}
          {language === 'en' ? ': ' : '：'}
          <strong />
        </p>
        <div data-problem hidden>
          <Problem language={language} code="" sentences={['', '']} live />
        </div>
        <p class="hint">{words.sign.window}</p>
        <Actions>
          <Press action="sign" hidden>
            {words.sign.press}
          </Press>
          <Press action="choose">{words.sign.choose}</Press>
          <LinkButton href={stepHref(held, 'check')} look="link">
            {formWords(language).back}
          </LinkButton>
        </Actions>
      </div>
      <noscript>
        <Notice language={language} kind="warning" title={words.sign.noScript} />
      </noscript>
    </StepPage>
  );
}
