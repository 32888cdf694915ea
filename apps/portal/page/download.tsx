import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { abroad, type Language } from '@kaika/look/language';
import { fileSize } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import type { Origins } from '@kaika/wire/house';
import { type Download, type System, systemOf, systemsFor } from '../download.ts';
import { downloadWords } from '../word/download.ts';
import { guideWords } from '../word/guide.ts';

/** The programs people need, with the checksums of what is there. */
export function Downloads(props: {
  readonly language: Language;
  readonly origins: Origins;
  readonly files: readonly Download[];
  /** The visitor's own system. */
  readonly own: System | null;
}) {
  const { language, origins, files, own } = props;
  const words = downloadWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <div class="columns-2">
        {[words.parts.agent, words.parts.manager].map((part) => (
          <section class="panel">
            <h2>{part.title}</h2>
            <p>{part.text}</p>
          </section>
        ))}
      </div>
      <p>
        <LinkButton href={abroad(origins.agent, language)} look="second">
          {words.openManager}
        </LinkButton>
      </p>
      <h2>{words.filesTitle}</h2>
      {files.length === 0 ? (
        <Empty title={words.none} sentence={words.noneText} />
      ) : (
        <Files language={language} files={files} own={own} />
      )}
      <h2>{words.guidesTitle}</h2>
      <ul>
        <li>
          <a href="/guide/login">{guideWords(language).login.title}</a>
        </li>
        <li>
          <a href="/guide/pin">{guideWords(language).pin.title}</a>
        </li>
      </ul>
    </>
  );
}

function Files(props: {
  readonly language: Language;
  readonly files: readonly Download[];
  readonly own: System | null;
}) {
  const { language, own } = props;
  const words = downloadWords(language);
  // A list of checksums belongs to the whole page, not to a system.
  const files = props.files.filter(({ name }) => name !== 'SHA256SUMS');
  const filled = systemsFor(own).filter((system) => files.some(({ name }) => systemOf(name) === system));
  return (
    <>
      {filled.map((system) => (
        <ForSystem
          language={language}
          system={system}
          files={files.filter(({ name }) => systemOf(name) === system)}
          own={system === own}
        />
      ))}
      <h3>{words.verifyTitle}</h3>
      <p>{words.verify}</p>
      <p>
        <code>sha256sum {files[0]?.name}</code>
      </p>
    </>
  );
}

/** The files for one system, and how each is installed. */
function ForSystem(props: {
  readonly language: Language;
  readonly system: System;
  readonly files: readonly Download[];
  readonly own: boolean;
}) {
  const { language, system, files, own } = props;
  const words = downloadWords(language);
  const { title, steps, command } = words.systems[system];
  const first = files[0]?.name ?? '';
  return (
    <section id={system}>
      <h3>
        {title} {own && <Badge tone="good">{words.yours}</Badge>}
      </h3>
      {steps.map((step) => (
        <p>{step}</p>
      ))}
      {command && (
        <p>
          <code>{command(first)}</code>
        </p>
      )}
      <Table
        caption={title}
        quiet
        rows={files}
        columns={[
          {
            label: words.file,
            head: true,
            cell: (file) => (
              <a href={`/download/${encodeURIComponent(file.name)}`} download="">
                {file.name}
              </a>
            ),
          },
          { label: words.size, numeric: true, cell: (file) => fileSize(file.size) },
          { label: words.checksum, cell: (file) => <code>{file.sha256}</code> },
        ]}
      />
    </section>
  );
}
