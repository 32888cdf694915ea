import { Badge } from '@kaika/look/badge';
import { LinkButton, Submit } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { Actions, Form } from '@kaika/look/form';
import type { Language } from '@kaika/look/language';
import { Notice, Problem as ProblemNotice } from '@kaika/look/notice';
import { Table } from '@kaika/look/table';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import type { Act, Registrable } from '../register/registration.ts';
import { registerWords } from './registerwords.ts';
import { managerWords } from './words.ts';

/** 註冊憑證至電腦: what would be registered, and the way back. */
export function RegisterPage(props: {
  readonly language: Language;
  readonly certificates: readonly Registrable[];
  readonly issue: () => string;
  readonly problem?: Problem | undefined;
}) {
  const { language, certificates } = props;
  const words = registerWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <Trouble language={language} problem={props.problem} />
      <div id="live">
        {certificates.length === 0 && <Empty title={words.absent} sentence={words.absentText} />}
        {certificates.length > 0 && (
          <Table
            caption={words.found}
            rows={certificates}
            columns={[
              { label: words.use, head: true, cell: ({ name }) => useText(name, language) },
              { label: words.name, cell: ({ name }) => <code>{name}</code> },
            ]}
          />
        )}
        <p>{words.noRoot}</p>
        {certificates.length > 0 && (
          <Ask language={language} action="add" secret={props.issue()} label={words.register} />
        )}
      </div>
      <section>
        <h2>{words.remove}</h2>
        <p>{words.removeText}</p>
        <Ask language={language} action="remove" secret={props.issue()} label={words.remove} />
      </section>
    </>
  );
}

/** `kaika <card> <use>`: the use in the person's words. */
function useText(name: string, language: Language): string {
  const uses: Readonly<Record<string, string>> = managerWords(language).uses;
  const use = name.split(' ').at(-1) ?? '';
  return uses[use] ?? use;
}

/** 註冊成功, or what failed; and every place that was changed. */
export function RegisterDone(props: {
  readonly language: Language;
  readonly action: 'add' | 'remove';
  readonly acts: readonly Act[];
  readonly problem?: Problem | undefined;
}) {
  const { language, action, acts, problem } = props;
  const words = registerWords(language);
  const removed = acts.length === 0 ? words.nothing : words.removed;
  return (
    <>
      <h1>{words.title}</h1>
      <Trouble language={language} problem={problem} />
      {problem === undefined && (
        <Notice language={language} kind="success" title={action === 'add' ? words.success : removed} live>
          {action === 'add' && <p>{words.successText}</p>}
        </Notice>
      )}
      {acts.length > 0 && <Acts language={language} acts={acts} />}
      <Actions>
        {problem !== undefined && <LinkButton href="/register">{words.again}</LinkButton>}
        <LinkButton look={problem === undefined ? undefined : 'second'} href="/">
          {managerWords(language).back}
        </LinkButton>
      </Actions>
    </>
  );
}

function Acts({ language, acts }: { readonly language: Language; readonly acts: readonly Act[] }) {
  const words = registerWords(language);
  const tones = { added: 'good', present: 'plain', removed: 'good', failed: 'bad' } as const;
  return (
    <Table
      caption={words.done}
      rows={acts}
      columns={[
        {
          label: words.place,
          head: true,
          cell: ({ store, where }: Act) => (
            <>
              {words.stores[store]}
              <br />
              <code class="soft log-line">{where}</code>
            </>
          ),
        },
        {
          label: words.item,
          cell: ({ of, name }: Act) =>
            of === 'module' ? `${words.module} ${name.split('/').at(-1) ?? ''}` : name,
        },
        {
          label: words.outcome,
          cell: ({ outcome }: Act) => <Badge tone={tones[outcome]}>{words.outcomes[outcome]}</Badge>,
        },
      ]}
    />
  );
}

function Ask(props: {
  readonly language: Language;
  readonly action: 'add' | 'remove';
  readonly secret: string;
  readonly label: string;
}) {
  return (
    <Form language={props.language} action="/register">
      <input type="hidden" name="secret" value={props.secret} />
      <input type="hidden" name="do" value={props.action} />
      <Actions>
        {props.action === 'add' ? (
          <Submit>{props.label}</Submit>
        ) : (
          <Submit look="second">{props.label}</Submit>
        )}
      </Actions>
    </Form>
  );
}

function Trouble(props: { readonly language: Language; readonly problem?: Problem | undefined }) {
  const { language, problem } = props;
  if (problem === undefined) return null;
  return (
    <ProblemNotice language={language} code={problem.code} sentences={sentencesOf(problem, language)} live />
  );
}
