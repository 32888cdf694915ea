import { Submit } from '@kaika/look/button';
import { TextArea } from '@kaika/look/field';
import { Actions, FieldGroup, Form } from '@kaika/look/form';
import { formWords } from '../word/form.ts';
import { allWrong, StepPage, type StepProps, shown, stepHref, wrong } from './step.tsx';
import { Text } from './text.tsx';

/** Step 6: who attests, and what the report says. */
export function CpaPage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  const { content } = held;
  return (
    <StepPage {...props} place="cpa">
      <Form language={language} action={stepHref(held, 'cpa')} errors={allWrong(props)}>
        <Accountants {...props} />
        <FieldGroup legend={words.cpa.report}>
          <Text
            of={props}
            name="reportDate"
            label={words.cpa.reportDate}
            hint={words.cpa.reportDateHint}
            value={content.reportDate}
            type="date"
            width="medium"
          />
          <TextArea
            language={language}
            name="reportText"
            label={words.cpa.text}
            hint={words.cpa.textHint}
            value={shown(props, 'reportText', content.reportText)}
            error={wrong(props, 'reportText')}
            rows={12}
            maxlength={8000}
          />
        </FieldGroup>
        <p class="hint">{words.cpa.templateNote}</p>
        <Actions>
          <Submit name="go" value="next">
            {words.saveAndGo}
          </Submit>
          <Submit name="go" value="template" look="second">
            {words.cpa.template}
          </Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}

/** One or two of the firm. */
function Accountants(props: StepProps) {
  const words = formWords(props.frame.language);
  const [first, second] = props.held.content.cpas;
  return (
    <>
      <FieldGroup legend={words.cpa.legend}>
        <Text of={props} name="cpaName" label={words.cpa.name} value={first?.name ?? ''} width="medium" />
        <Text
          of={props}
          name="cpaRegistration"
          label={words.cpa.registration}
          hint={words.cpa.registrationHint}
          value={first?.registration ?? ''}
        />
      </FieldGroup>
      <FieldGroup legend={words.cpa.second}>
        <Text
          of={props}
          name="secondName"
          label={words.cpa.name}
          value={second?.name ?? ''}
          width="medium"
          required={false}
        />
        <Text
          of={props}
          name="secondRegistration"
          label={words.cpa.registration}
          value={second?.registration ?? ''}
          required={false}
        />
      </FieldGroup>
    </>
  );
}
