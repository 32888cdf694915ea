import { Submit } from '@kaika/look/button';
import { AskButton, ConfirmDialog } from '@kaika/look/dialog';
import { Empty } from '@kaika/look/empty';
import { Facts } from '@kaika/look/facts';
import { TextArea, TextField } from '@kaika/look/field';
import { Actions, Form } from '@kaika/look/form';
import { Notice } from '@kaika/look/notice';
import { type Column, Table } from '@kaika/look/table';
import { Moment } from '@kaika/look/time';
import type { PageContext } from './context.ts';
import { type FieldCodes, fieldErrors } from './error.ts';
import { OfficerFrame } from './frame.tsx';
import { CsvButton } from './holdings.tsx';
import { paperPath, path } from './path.ts';
import { ProblemNotice } from './remedy.tsx';
import { paperText } from './text/paper.ts';

export type ShownPaper = {
  readonly number: string;
  readonly cardNumber: string;
  readonly mail: string;
  readonly reference: string;
  readonly state: 'entered' | 'approved' | 'refused';
  /** names of officers */
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly reason: string | null;
};

export type PaperValues = Readonly<Record<string, string | undefined>>;

type View = { readonly page: PageContext };

/** `GET /officer/papers`; the form posts there. */
export function PapersPage(
  view: View & {
    readonly papers: readonly ShownPaper[];
    readonly mayEnter: boolean;
    readonly values: PaperValues;
    readonly errors: FieldCodes;
  },
) {
  const { page, papers } = view;
  const t = paperText[page.language];
  return (
    <OfficerFrame page={page} title={t.title} section="papers">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {view.mayEnter && <EnterForm page={page} values={view.values} errors={view.errors} />}
      <section>
        <h2>{t.listTitle}</h2>
        {papers.length === 0 ? (
          <Empty title={t.emptyTitle} sentence={t.empty} />
        ) : (
          <>
            <Table caption={t.listTitle} quiet rows={papers} columns={columns(page)} />
            <p>
              <CsvButton page={page} href={`${path.papers}.csv`} />
            </p>
          </>
        )}
      </section>
    </OfficerFrame>
  );
}

/** `GET /officer/papers/{number}`; posts `decision` there. */
export function PaperPage(
  view: View & {
    readonly paper: ShownPaper;
    readonly holder: string;
    readonly mayDecide: boolean;
    readonly isOwn: boolean;
    readonly problem?: string | undefined;
  },
) {
  const { page, paper } = view;
  const t = paperText[page.language];
  return (
    <OfficerFrame
      page={page}
      title={paper.number}
      section="papers"
      breadcrumbs={[{ label: t.title, href: path.papers }]}
    >
      <h1>{paper.number}</h1>
      {view.problem && <ProblemNotice page={page} problem={{ code: view.problem }} />}
      <Facts items={facts(view)} />
      {paper.state === 'entered' && view.isOwn && (
        <Notice language={page.language} kind="info" title={t.yours} />
      )}
      {paper.state === 'entered' && view.mayDecide && !view.isOwn && <Decide page={page} paper={paper} />}
    </OfficerFrame>
  );
}

function Decide({ page, paper }: View & { readonly paper: ShownPaper }) {
  const { language } = page;
  const t = paperText[language];
  const action = paperPath(paper.number);
  return (
    <section>
      <h2>{t.decideTitle}</h2>
      <Actions>
        <AskButton id="approve">{t.approve}</AskButton>
        <AskButton id="refuse" danger>
          {t.refuse}
        </AskButton>
      </Actions>
      <ConfirmDialog language={language} id="approve" title={t.approve} action={action} confirm={t.approve}>
        <input type="hidden" name="decision" value="approve" />
        <p>{t.approveText}</p>
      </ConfirmDialog>
      <ConfirmDialog
        language={language}
        id="refuse"
        title={t.refuse}
        action={action}
        confirm={t.refuse}
        danger
      >
        <input type="hidden" name="decision" value="refuse" />
        <TextArea language={language} name="reason" label={t.reason} maxlength={500} />
      </ConfirmDialog>
    </section>
  );
}

function EnterForm(props: View & { readonly values: PaperValues; readonly errors: FieldCodes }) {
  const { language } = props.page;
  const t = paperText[language];
  const said = fieldErrors(props.errors, t.fields, { language, required: t.required });
  const field = (name: keyof typeof t.fields) => ({
    language,
    name,
    label: t.fields[name],
    value: props.values[name],
    error: said[name],
  });
  return (
    <section>
      <h2>{t.enterTitle}</h2>
      <Form language={language} action={path.papers} errors={said}>
        <TextField {...field('cardNumber')} maxlength={16} width="medium" numeric />
        <TextField {...field('reference')} maxlength={60} width="medium" />
        <TextField {...field('mail')} type="email" inputmode="email" maxlength={254} />
        <Actions>
          <Submit>{t.enter}</Submit>
        </Actions>
      </Form>
    </section>
  );
}

function facts({ page, paper, holder }: Parameters<typeof PaperPage>[0]) {
  const t = paperText[page.language];
  return [
    { term: t.state, value: t.states[paper.state] },
    { term: t.fields.cardNumber, value: <span class="num">{paper.cardNumber}</span> },
    { term: t.holder, value: holder },
    { term: t.fields.reference, value: paper.reference },
    { term: t.fields.mail, value: paper.mail },
    { term: t.enteredBy, value: paper.enteredBy },
    { term: t.enteredAt, value: <Moment at={paper.enteredAt} language={page.language} /> },
    ...(paper.decidedBy === null ? [] : [{ term: t.decidedBy, value: paper.decidedBy }]),
    ...(paper.reason === null ? [] : [{ term: t.reason, value: paper.reason }]),
  ];
}

function columns({ language }: PageContext): readonly Column<ShownPaper>[] {
  const t = paperText[language];
  return [
    { label: t.number, head: true, cell: (row) => <a href={paperPath(row.number)}>{row.number}</a> },
    { label: t.fields.cardNumber, cell: (row) => <span class="num">{row.cardNumber}</span> },
    { label: t.fields.reference, cell: (row) => row.reference },
    { label: t.state, cell: (row) => t.states[row.state] },
    { label: t.enteredBy, cell: (row) => row.enteredBy },
    { label: t.enteredAt, cell: (row) => <Moment at={row.enteredAt} language={language} short /> },
  ];
}
