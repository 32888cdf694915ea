/** A line of the agent to the terminal in its window. */
export type Line =
  | { readonly screen: string; readonly title: string; readonly language: string; readonly quiet: boolean }
  | { readonly post: unknown; readonly to: string }
  | { readonly close: true }
  | { readonly end: true };

/** Obeys each line of the agent as it comes. False where the stream broke off before its last line, `end`: the agent has stopped. */
export async function hearLines(
  stream: ReadableStream<Uint8Array>,
  obey: (line: Line) => void,
): Promise<boolean> {
  let rest = '';
  let ended = false;
  try {
    for await (const text of texts(stream)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.map((line): Line => JSON.parse(line))) {
        ended ||= 'end' in line;
        obey(line);
      }
    }
  } catch {
    // A connection cut off is an end without a last line.
  }
  return ended;
}

async function* texts(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}
