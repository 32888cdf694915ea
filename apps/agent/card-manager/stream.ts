import type { Cards } from '../holding/cards.ts';

/** Server-sent events (HTML §9.2): one `change` whenever readers, cards or what they tell changed. */
export function changeStream(cards: Cards): Response {
  let watch: Disposable | null = null;
  const event = new TextEncoder().encode('event: change\ndata:\n\n');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      watch = cards.watch(() => {
        // A reader of the stream that is slow needs only to know that something changed.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(event);
      });
    },
    cancel() {
      watch?.[Symbol.dispose]();
    },
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
