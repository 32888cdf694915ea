import { Press, Submit } from '@kaika/look/button';
import type { Language } from '@kaika/look/language';
import { Seal } from '@kaika/look/seal';
import type { Child } from 'hono/jsx';
import type { Words } from './words.ts';

/** What every screen of the window is made with. */
export type View = {
  readonly language: Language;
  readonly words: Words;
  /** Number of the screen; comes back with what is typed. */
  readonly number: number;
  readonly asker: Asker | null;
  readonly phrase: string;
};

/** Who asks: the origin, and its name where it belongs to an authority. */
export type Asker = { readonly origin: string; readonly name: string | null; readonly trusted: boolean };

/** A whole screen: our mark, who asks, what it is about, the phrase. */
export function Frame(props: { readonly view: View; readonly title: string; readonly children?: Child }) {
  const { words, asker, phrase } = props.view;
  return (
    <div class="agent-window">
      <header class="agent-head">
        <Seal />
        <span>
          <span class="agent-name">{words.agent}</span>
          <span class="agent-line">{words.agentLine}</span>
        </span>
      </header>
      {asker && <AskerLine asker={asker} words={words} />}
      <main class="agent-main">
        <h1 tabindex={-1}>{props.title}</h1>
        {props.children}
      </main>
      <footer class="agent-foot">
        <p class="agent-phrase">
          {words.phraseLabel} <strong lang="zh-TW">{phrase}</strong>
        </p>
        <p>{words.phraseHint}</p>
      </footer>
    </div>
  );
}

function AskerLine({ asker, words }: { readonly asker: Asker; readonly words: Words }) {
  return (
    <section class={asker.trusted ? 'agent-asker' : 'agent-asker stranger'} aria-label={words.asks}>
      <p class="agent-asker-label">
        {words.asks}
        <span class="agent-asker-mark">{asker.trusted ? words.known : words.unknown}</span>
      </p>
      {asker.name && <p class="agent-asker-name">{asker.name}</p>}
      <p class="agent-origin">
        <Origin origin={asker.origin} />
      </p>
    </section>
  );
}

/** The host stands out; what is before and behind it is quiet. */
function Origin({ origin }: { readonly origin: string }) {
  const url = URL.parse(origin);
  if (url === null) return <b>{origin}</b>;
  return (
    <>
      <span>{`${url.protocol}//`}</span>
      <b>{url.hostname}</b>
      {url.port && <span>:{url.port}</span>}
    </>
  );
}

/** A form of the window. `choice` is sent by its main button. */
export function WindowForm(props: {
  readonly view: View;
  readonly children?: Child;
  readonly send?: string | undefined;
  readonly choice?: string | undefined;
  /** Stands between the main button and «cancel». */
  readonly more?: Child | undefined;
}) {
  return (
    <form class="agent-form" data-form novalidate>
      <input type="hidden" name="screen" value={String(props.view.number)} />
      {props.children}
      <div class="actions">
        {props.send !== undefined && (
          <Submit name="choice" value={props.choice ?? 'go'}>
            {props.send}
          </Submit>
        )}
        {props.more}
        <Submit look="second" name="choice" value="cancel">
          {props.view.words.cancel}
        </Submit>
      </div>
    </form>
  );
}

/** Closes the window. */
export function CloseButton({ view }: { readonly view: View }) {
  return (
    <div class="actions">
      <Press action="close">{view.words.close}</Press>
    </div>
  );
}
