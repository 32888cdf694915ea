import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { Actions, FieldGroup, Form } from '@kaika/look/form';
import { priceOf } from '../paper/day.ts';
import { caseKinds } from '../rule/kind.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { allWrong, amountText, StepPage, type StepProps, shown, stepHref, wrong } from './step.tsx';
import { Text } from './text.tsx';

/** Step 2: what kind of case, when, and how the capital moves. */
export function CapitalPage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  const { content } = held;
  return (
    <StepPage {...props} place="capital">
      <Form language={language} action={stepHref(held, 'capital')} errors={allWrong(props)}>
        <RadioGroup
          language={language}
          name="kind"
          label={words.capital.kind}
          value={shown(props, 'kind', content.kind)}
          error={wrong(props, 'kind')}
          columns={2}
          options={caseKinds.map((value) => ({ value, label: nouns(language).kind[value] }))}
        />
        <Text
          of={props}
          name="baseDate"
          label={words.capital.baseDate}
          value={content.baseDate}
          type="date"
          width="medium"
        />
        <Amounts {...props} />
        <Actions>
          <Submit>{words.saveAndGo}</Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}

/** How the capital moves: before and after, and the shares it is made of. */
function Amounts(props: StepProps) {
  const { content } = props.held;
  const words = formWords(props.frame.language);
  const amount = { of: props, inputmode: 'numeric', width: 'medium', numeric: true } as const;
  return (
    <FieldGroup legend={words.capital.legend}>
      <Text
        {...amount}
        name="capitalBefore"
        label={words.capital.before}
        value={content.capitalBefore.toLocaleString('en-US')}
      />
      <Text
        {...amount}
        name="capitalAfter"
        label={words.capital.after}
        value={amountText(content.capitalAfter)}
      />
      <Text
        {...amount}
        name="shares"
        label={words.capital.shares}
        hint={words.capital.sharesHint}
        value={amountText(content.shares)}
        required={false}
      />
      <Text
        {...amount}
        name="price"
        inputmode="decimal"
        label={words.capital.price}
        hint={words.capital.priceHint}
        value={priceOf(content.priceCents)}
        required={false}
      />
      <Text
        {...amount}
        name="premium"
        label={words.capital.premium}
        hint={words.capital.premiumHint}
        value={content.premium.toLocaleString('en-US')}
        required={false}
      />
    </FieldGroup>
  );
}
