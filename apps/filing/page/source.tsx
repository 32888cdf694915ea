import { Submit } from '@kaika/look/button';
import { Facts } from '@kaika/look/facts';
import { Actions, Form } from '@kaika/look/form';
import { money } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import { type SourceKind, sourcesOf } from '../rule/kind.ts';
import { difference } from '../rule/sum.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { allWrong, amountText, StepPage, type StepProps, shown, stepHref, wrong } from './step.tsx';

/** Step 3: how much came from each source the kind of case may have. */
export function SourcePage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  const { content } = held;
  const fit = sourcesOf[content.kind];
  const kinds = [...new Set([...fit, ...content.sources.map((source) => source.kind)])];
  const name = (kind: SourceKind) =>
    fit.includes(kind)
      ? nouns(language).source[kind]
      : `${nouns(language).source[kind]} (${words.source.unfit})`;
  return (
    <StepPage {...props} place="source">
      <p class="lead">{words.source.lead}</p>
      <Facts items={[{ term: words.source.left, value: money(difference(content), language) }]} />
      <Form language={language} action={stepHref(held, 'source')} errors={allWrong(props)} wide>
        <Table
          caption={words.step.source}
          quiet
          rows={kinds}
          columns={[
            { label: words.source.kind, head: true, cell: (kind: SourceKind) => name(kind) },
            { label: words.source.column, cell: (kind) => <Cell {...props} field="amount" kind={kind} /> },
            { label: words.source.note, cell: (kind) => <Cell {...props} field="note" kind={kind} /> },
          ]}
        />
        <Actions>
          <Submit>{words.saveAndGo}</Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}

function Cell(props: StepProps & { readonly field: 'amount' | 'note'; readonly kind: SourceKind }) {
  const { field, kind, held, frame } = props;
  const words = formWords(frame.language).source;
  const source = held.content.sources.find((one) => one.kind === kind);
  const name = `${field}-${kind}`;
  const value = field === 'amount' ? amountText(source?.amount ?? 0) : (source?.note ?? '');
  const fault = wrong(props, name);
  return (
    <input
      id={name}
      name={name}
      class="control"
      aria-label={`${nouns(frame.language).source[kind]} ${field === 'amount' ? words.column : words.note}`}
      aria-invalid={fault === undefined ? undefined : 'true'}
      title={fault}
      inputmode={field === 'amount' ? 'numeric' : undefined}
      maxlength={field === 'amount' ? 20 : 200}
      autocomplete="off"
      value={shown(props, name, value)}
    />
  );
}
