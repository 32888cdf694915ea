/** Answers of certificate, status and time-stamp services are small; larger ones are not read. */
const mostBytes = 256 * 1024;
const patienceMilliseconds = 5000;

/** Fetches a small binary answer: status 200, no redirect, at most 256 KB, within 5 seconds. Throws otherwise. */
export async function fetchBytes(
  fetcher: typeof fetch,
  address: string,
  request: RequestInit = {},
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  const response = await fetcher(address, { ...request, redirect: 'error', signal });
  if (response.status !== 200 || response.body === null) throw new Error(`answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
