// One GET: a time limit over headers and body, a size limit, no redirect, and no error that carries the URL out.
import nodeFetch from 'node-fetch';
import type { RawAnswer } from './answer';
import { type Answer, type AnswerFormat, aborted } from './api';
import { decodeText } from './charset';
import type { Failure } from './failure';
import { failed, ok, type Result } from './result';
import { toTransportFailure } from './transportFailure';

/** Where and how a request is sent. */
export interface RequestOptions {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  /** For each attempt, headers and body together. */
  readonly timeoutSeconds: number;
  readonly fetch?: typeof nodeFetch;
}

/** What is asked for, and by whom. */
export interface ApiRequest {
  /** Below the base address, with a slash before it. */
  readonly path: string;
  readonly page?: number;
  readonly format?: AnswerFormat;
  readonly apiKey: string;
  readonly signal: AbortSignal;
}

/**
 * Decoded bytes of a body. A page of 20 rows is about 5 kB, one of 1,000 about 250 kB. What is larger is never parsed, nor shown: of this
 * much the worst (brackets within brackets, names that are all different) takes less than 20 ms to read and 50 ms to lay out.
 */
export const LARGEST_BODY = 256 * 1024;

/** So much of a larger one, in bytes, tells what it is. */
const BEGINNING = 4096;

const USER_AGENT = 'mailpartner-subaccounts';

const accepted = { json: 'application/json', xml: 'application/xml, text/xml' };

/**
 * Sends one GET and reads its whole body. Never rejects. No `agent` is given: VS Code's proxy and certificate settings act on Node's
 * own, which also keeps connections for the next call (VS Code's proxy agent, in its place for other hosts than this one, does not).
 */
export async function sendGet(options: RequestOptions, request: ApiRequest): Promise<Answer<RawAnswer>> {
  const { timeoutSeconds, fetch = nodeFetch } = options;
  const { format = 'json', signal } = request;
  if (signal.aborted) {
    return aborted;
  }
  const url = urlOf(options.baseUrl, request);
  const limit = AbortSignal.timeout(Math.ceil(timeoutSeconds * 1000));
  const over = new AbortController();
  const ending = AbortSignal.any([signal, limit, over.signal]);
  let status: number | undefined;
  const answered = async (): Promise<Result<RawAnswer, Failure>> => {
    const response = await fetch(url.href, {
      headers: { Accept: accepted[format], 'User-Agent': USER_AGENT },
      redirect: 'manual',
      signal: ending,
    });
    status = response.status;
    if (status >= 300 && status < 400 && response.headers.has('location')) {
      return failed({ kind: 'malformed', reason: 'redirect', status });
    }
    const body = await readText(response.body, response.headers.get('content-type'));
    ending.throwIfAborted();
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    return ok({ status, ...body, retryAfter, host: url.hostname });
  };
  try {
    const answer = await answered();
    return signal.aborted ? aborted : answer;
  } catch (error) {
    if (signal.aborted) {
      return aborted;
    }
    return failed(
      limit.aborted
        ? { kind: 'timeout', seconds: timeoutSeconds }
        : toTransportFailure(error, { url, status }),
    );
  } finally {
    // Lets go of a body that was not read to its end; does nothing after one that was.
    over.abort();
  }
}

/** A secret, for the key is in its query. */
function urlOf(baseUrl: string, { path, page, format = 'json', apiKey }: ApiRequest): URL {
  const query = new URLSearchParams({ apiKey });
  if (page !== undefined) {
    query.set('page', String(page));
  }
  query.set('_format', format);
  return new URL(`${baseUrl}${path}?${query}`);
}

/** The whole body as text, or the beginning of one that is too large. */
async function readText(
  body: AsyncIterable<unknown> | null,
  contentType: string | null,
): Promise<Pick<RawAnswer, 'body' | 'isTooLarge'>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    chunks.push(bytes);
    if (size > LARGEST_BODY) {
      const beginning = Buffer.concat(chunks).subarray(0, BEGINNING);
      return { body: decodeText(beginning, contentType), isTooLarge: true };
    }
  }
  return { body: decodeText(Buffer.concat(chunks, size), contentType) };
}

/**
 * The `Retry-After` header: whole seconds from `now` (milliseconds since the epoch), rounded up, out of seconds or an HTTP date;
 * undefined where it is neither.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) {
    return Number(text);
  }
  // An HTTP date begins with the name of a day; Date.parse would take far more than that.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
