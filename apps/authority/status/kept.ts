/** An answer that is kept, and until when (milliseconds since 1970). */
export type Keepable = { readonly keptUntil: number };

/**
 * Answers by the octets of the question, and what they are about, so that a change drops all of its own. The one that came first
 * leaves first: memory is bounded whatever the number of certificates.
 */
export type Kept<A extends Keepable> = {
  find(question: string, now: number): A | undefined;
  keep(question: string, about: string, answer: A): void;
  drop(about: string): void;
  clear(): void;
};

export function keepAnswers<A extends Keepable>(most: number): Kept<A> {
  const answers = new Map<string, { readonly about: string; readonly answer: A }>();
  const questions = new Map<string, readonly string[]>();
  const forget = (question: string): void => {
    const found = answers.get(question);
    if (!found) return;
    answers.delete(question);
    const left = (questions.get(found.about) ?? []).filter((one) => one !== question);
    if (left.length > 0) questions.set(found.about, left);
    else questions.delete(found.about);
  };
  return {
    find(question, now) {
      const answer = answers.get(question)?.answer;
      return answer && answer.keptUntil > now ? answer : undefined;
    },
    keep(question, about, answer) {
      forget(question);
      const oldest = answers.size >= most ? answers.keys().next().value : undefined;
      if (oldest !== undefined) forget(oldest);
      answers.set(question, { about, answer });
      questions.set(about, [...(questions.get(about) ?? []), question]);
    },
    drop(about) {
      for (const question of questions.get(about) ?? []) answers.delete(question);
      questions.delete(about);
    },
    clear() {
      answers.clear();
      questions.clear();
    },
  };
}
