import { Badge } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { Select } from '@kaika/look/choice';
import { Empty } from '@kaika/look/empty';
import { FileField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Problem } from '@kaika/look/notice';
import { fileSize } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import type { Attachment, Case } from '../rule/case.ts';
import { type AttachmentKind, attachmentKinds, attachmentsOf, type SourceKind } from '../rule/kind.ts';
import type { Refusal } from '../rule/refusal.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { sentences } from './problem.tsx';
import { StepPage, type StepProps, stepHref } from './step.tsx';

/** Step 5: what proves each source. */
export function AttachmentPage(props: StepProps & { readonly refusal?: Refusal | undefined }) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  return (
    <StepPage {...props} place="attachment">
      <p class="lead">{words.attachment.lead}</p>
      {props.refusal && (
        <Problem
          language={language}
          code={props.refusal.code}
          sentences={sentences(props.refusal, language)}
          live
        />
      )}
      <Needed held={held} language={language} />
      <UploadForm held={held} language={language} />
      <h2>{words.attachment.held}</h2>
      <AttachmentList held={held} language={language} removable />
      <Actions>
        <LinkButton href={stepHref(held, 'cpa')}>{words.attachment.next}</LinkButton>
      </Actions>
    </StepPage>
  );
}

type Part = { readonly held: Case; readonly language: Language };

function Needed({ held, language }: Part) {
  const words = formWords(language).attachment;
  const noun = nouns(language);
  const needed = held.content.sources.flatMap((source) =>
    attachmentsOf[source.kind].map((kind) => ({ source: source.kind, kind })),
  );
  if (needed.length === 0) return null;
  return (
    <>
      <h2>{words.needed}</h2>
      <Table
        caption={words.needed}
        quiet
        rows={needed}
        columns={[
          { label: words.document, head: true, cell: (need) => noun.attachment[need.kind] },
          { label: words.source, cell: (need) => noun.source[need.source] },
          { label: words.state, cell: (need) => <Here held={held} language={language} {...need} /> },
        ]}
      />
    </>
  );
}

function Here({ held, language, source, kind }: Part & { source: SourceKind; kind: AttachmentKind }) {
  const words = formWords(language).attachment;
  const here = held.content.attachments.some(
    (one) => one.kind === kind && (one.source === null || one.source === source),
  );
  return <Badge tone={here ? 'good' : 'hold'}>{here ? words.here : words.missing}</Badge>;
}

function UploadForm({ held, language }: Part) {
  const words = formWords(language).attachment;
  const noun = nouns(language);
  return (
    <section class="panel">
      <h2>{words.upload}</h2>
      <Form language={language} action={stepHref(held, 'attachment')} upload>
        <Select
          language={language}
          name="kind"
          label={words.document}
          options={attachmentKinds.map((value) => ({ value, label: noun.attachment[value] }))}
        />
        <Select
          language={language}
          name="source"
          label={words.source}
          value="whole"
          options={[
            { value: 'whole', label: words.whole },
            ...held.content.sources.map(({ kind }) => ({ value: kind, label: noun.source[kind] })),
          ]}
        />
        <FileField
          language={language}
          name="file"
          label={words.file}
          accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
          multiple
        />
        <Actions>
          <Submit look="second">{words.upload}</Submit>
        </Actions>
      </Form>
    </section>
  );
}

/** The files of a case; `removable` where it may be edited. */
export function AttachmentList({ held, language, removable }: Part & { readonly removable?: boolean }) {
  const words = formWords(language).attachment;
  const noun = nouns(language);
  if (held.content.attachments.length === 0)
    return <Empty title={words.none} sentence={words.noneSentence} />;
  const remove = (file: Attachment) => (
    <form method="post" action={`${stepHref(held, 'attachment')}/${file.id}/remove`}>
      <Submit look="second" small>
        {words.remove}
        <span class="visually-hidden"> {file.name}</span>
      </Submit>
    </form>
  );
  return (
    <Table
      caption={words.held}
      quiet
      rows={held.content.attachments}
      columns={[
        {
          label: words.file,
          head: true,
          cell: (file: Attachment) => <a href={`/case/${held.id}/file/${file.id}`}>{file.name}</a>,
        },
        { label: words.document, cell: (file) => noun.attachment[file.kind] },
        {
          label: words.source,
          cell: (file) => (file.source === null ? words.whole : noun.source[file.source]),
        },
        { label: words.size, numeric: true, cell: (file) => fileSize(file.bytes) },
        ...(removable ? [{ label: words.remove, bare: true, cell: remove }] : []),
      ]}
    />
  );
}
