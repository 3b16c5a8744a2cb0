// One GET: a time limit over headers and body, a size limit, no redirect, and no error that carries the URL out.
import type fetch from 'node-fetch';
import type { RawAnswer } from './answer';
import type { Failure } from './failure';
import { JsonBounds } from './jsonBounds';
import { parseRetryAfter } from './retryAfter';
import { toTransportFailure } from './transportFailure';

/** An answer, why there is none, or that the caller wanted none any more. */
export type RequestResult =
  | { readonly outcome: 'answered'; readonly raw: RawAnswer }
  | { readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly outcome: 'aborted' };

/** Decoded bytes of a body. A page of 20 rows is about 5 kB. */
const LARGEST_BODY = 8 * 1024 * 1024;

const USER_AGENT = 'mailpartner-subaccounts';

/**
 * Sends one GET and reads its whole body. Never rejects. No `agent` is given: VS Code's proxy and certificate settings act on Node's
 * own, which also keeps connections for the next call (VS Code's proxy agent, in its place for other hosts than this one, does not).
 */
export async function sendGet(
  send: typeof fetch,
  url: URL,
  options: { readonly timeoutSeconds: number; readonly signal: AbortSignal; readonly accept?: string },
): Promise<RequestResult> {
  const { timeoutSeconds, signal, accept = 'application/json' } = options;
  if (signal.aborted) {
    return { outcome: 'aborted' };
  }
  const started = performance.now();
  const ending = new AbortController();
  const end = () => ending.abort();
  let late = false;
  let status: number | undefined;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, timeoutSeconds * 1000);
  signal.addEventListener('abort', end, { once: true });
  const failed = (failure: Failure): RequestResult =>
    signal.aborted ? { outcome: 'aborted' } : { outcome: 'failed', failure };
  try {
    const response = await send(url.href, {
      headers: { Accept: accept, 'User-Agent': USER_AGENT },
      redirect: 'manual',
      signal: ending.signal,
    });
    status = response.status;
    if (status >= 300 && status < 400 && response.headers.has('location')) {
      return failed({ kind: 'malformed', reason: 'redirect', status });
    }
    const body = await readText(response.body, ending.signal);
    if (body === 'tooLarge') {
      return failed({ kind: 'malformed', reason: 'tooLarge', status });
    }
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    return signal.aborted
      ? { outcome: 'aborted' }
      : { outcome: 'answered', raw: { status, ...body, retryAfter, host: url.hostname } };
  } catch (error) {
    if (late) {
      return failed({ kind: 'timeout', seconds: timeoutSeconds });
    }
    return failed(toTransportFailure(error, { url, status, seconds: (performance.now() - started) / 1000 }));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    // Lets go of a body that was not read to its end; does nothing after one that was.
    end();
  }
}

/** The whole body as text, unless it is too large or branches too far. Rejects when `signal` has aborted. */
async function readText(
  body: AsyncIterable<unknown> | null,
  signal: AbortSignal,
): Promise<Pick<RawAnswer, 'body' | 'branchesTooFar'> | 'tooLarge'> {
  const bounds = new JsonBounds();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > LARGEST_BODY) {
      return 'tooLarge';
    }
    if (!bounds.holds(bytes)) {
      return { body: '', branchesTooFar: true };
    }
    chunks.push(bytes);
  }
  signal.throwIfAborted();
  return { body: Buffer.concat(chunks, size).toString('utf8') };
}
