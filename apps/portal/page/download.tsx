import { LinkButton } from '@kaika/look/button';
import { Empty } from '@kaika/look/empty';
import { abroad, type Language } from '@kaika/look/language';
import { fileSize } from '@kaika/look/number';
import { Table } from '@kaika/look/table';
import type { Origins } from '@kaika/wire/house';
import type { Download } from '../download.ts';
import { downloadWords } from '../word/download.ts';
import { guideWords } from '../word/guide.ts';

/** The programs people need, with the checksums of what is there. */
export function Downloads(props: {
  readonly language: Language;
  readonly origins: Origins;
  readonly files: readonly Download[];
}) {
  const { language, origins, files } = props;
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
        <Files language={language} files={files} />
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

function Files({ language, files }: { readonly language: Language; readonly files: readonly Download[] }) {
  const words = downloadWords(language);
  return (
    <>
      <Table
        caption={words.filesTitle}
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
      <h3>{words.verifyTitle}</h3>
      <p>{words.verify}</p>
      <p>
        <code>sha256sum {files[0]?.name}</code>
      </p>
    </>
  );
}
