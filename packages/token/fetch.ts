/** How a responder is reached: handed in, since this package opens nothing. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type FetchOrder = {
  readonly url: string;
  /** Posted as `application/ocsp-request` where given; otherwise the address is read. */
  readonly ocspRequest?: Uint8Array;
  readonly signal: AbortSignal;
  readonly mostOctets: number;
};

/**
 * The octets a status service answers with: http(s) alone, no redirects, stopped at `mostOctets` and by `signal`.
 * Rejects for everything else.
 */
export async function fetchOctets(fetch: Fetch, order: FetchOrder): Promise<Uint8Array> {
  const { url, ocspRequest, signal } = order;
  if (!/^https?:\/\//i.test(url)) throw new Error('not a web address');
  const response = await fetch(url, {
    redirect: 'error',
    signal,
    ...(ocspRequest
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/ocsp-request' },
          body: new Uint8Array(ocspRequest),
        }
      : {}),
  });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  return readAtMost(response.body, order.mostOctets);
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
