import { Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { Actions, FieldGroup, Form } from '@kaika/look/form';
import { money } from '@kaika/look/number';
import { sourcesOf } from '../rule/kind.ts';
import { difference } from '../rule/sum.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { allWrong, amountText, StepPage, type StepProps, stepHref } from './step.tsx';
import { Text } from './text.tsx';

/** Step 3: how much came from each source the kind of case may have. */
export function SourcePage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  const { content } = held;
  const fit = sourcesOf[content.kind];
  const kinds = [...new Set([...fit, ...content.sources.map((source) => source.kind)])];
  return (
    <StepPage {...props} place="source">
      <p class="lead">{words.source.lead}</p>
      <Facts items={[{ term: words.source.left, value: money(difference(content), language) }]} />
      <Form language={language} action={stepHref(held, 'source')} errors={allWrong(props)}>
        {kinds.map((kind) => {
          const source = content.sources.find((one) => one.kind === kind);
          const label = nouns(language).source[kind];
          return (
            <FieldGroup legend={label}>
              <Text
                of={props}
                name={`amount-${kind}`}
                label={words.source.amount(label)}
                hint={fit.includes(kind) ? undefined : words.source.unfit}
                value={amountText(source?.amount ?? 0)}
                inputmode="numeric"
                width="medium"
                numeric
                required={false}
              />
              <Text
                of={props}
                name={`note-${kind}`}
                label={words.source.note}
                value={source?.note ?? ''}
                maxlength={200}
                required={false}
              />
            </FieldGroup>
          );
        })}
        <Actions>
          <Submit>{words.saveAndGo}</Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}
