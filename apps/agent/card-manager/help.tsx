import type { Language } from '@kaika/look/language';
import { helpWords, type Topic } from './helpwords.ts';

/** 說明: what goes wrong, and what to do about it. */
export function Help({ language }: { readonly language: Language }) {
  const words = helpWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {words.topics.map((topic) => (
        <TopicSection topic={topic} />
      ))}
    </>
  );
}

function TopicSection({ topic }: { readonly topic: Topic }) {
  return (
    <section id={topic.id}>
      <h2>{topic.title}</h2>
      <p>{topic.text}</p>
      <ol>
        {topic.steps.map((step) => (
          <li>
            {step
              .split(/(kaika-agent --help|--json)/)
              .map((part, at) => (at % 2 === 0 ? part : <code>{part}</code>))}
          </li>
        ))}
      </ol>
      {topic.link && (
        <p>
          <a class="plain" href={topic.link.href}>
            {topic.link.label}
          </a>
        </p>
      )}
    </section>
  );
}
