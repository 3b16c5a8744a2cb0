// One page of the list exactly as the service sends it: for a person to look at, never to read rows out of.
import nodeFetch from 'node-fetch';
import { malformed, readAnswer } from './answer';
import type { Answer, AnswerFormat, SentPage } from './api';
import type { ApiOptions } from './apiOptions';
import { callUrl } from './callUrl';
import type { Failure } from './failure';
import { maskAnswer } from './maskAnswer';
import { sendGet } from './request';
import { outcomeOf } from './requestEntry';

const accepted = { json: 'application/json', xml: 'application/xml, text/xml' };

/**
 * `GET /subaccount/list`, in the format asked for (docpartner.dev, Mail Partner › Sous-comptes › Liste, `_format`).
 *
 * Asked once: whoever looks wants to see the first answer, a bad one too. It fails where there is no answer at all, or none that may be
 * kept: too large or too far branched, or a redirect, which is not followed.
 */
export async function fetchListAsSent(
  options: ApiOptions,
  request: {
    readonly apiKey: string;
    readonly known?: readonly string[];
    readonly page: number;
    readonly format: AnswerFormat;
    readonly signal: AbortSignal;
  },
): Promise<Answer<SentPage>> {
  let sent: SentPage | undefined;
  const ask = async (): Promise<Answer<SentPage>> => {
    const started = performance.now();
    const answer = await askOnce(options, request);
    if (answer.ok) {
      sent = answer.value;
    }
    // To the limit, an answer that says "too many requests" is one, though it is shown.
    const ended: Answer<SentPage> = sent?.failure
      ? { ok: false, aborted: false, failure: sent.failure }
      : answer;
    options.onRequest?.({
      call: 'list',
      page: request.page,
      attempt: 1,
      milliseconds: Math.round(performance.now() - started),
      outcome: outcomeOf(ended, () => `ok as ${request.format}`),
    });
    return ended;
  };
  const ended = await (options.limit ? options.limit.run(ask, request.signal) : ask());
  return sent ? { ok: true, value: sent } : ended;
}

async function askOnce(
  options: ApiOptions,
  { apiKey, page, format, known, signal }: Parameters<typeof fetchListAsSent>[1],
): Promise<Answer<SentPage>> {
  const { fetch = nodeFetch, timeoutSeconds } = options;
  const url = callUrl(options.baseUrl, { path: '/subaccount/list', page, format }, apiKey);
  const result = await sendGet(fetch, url, { timeoutSeconds, signal, accept: accepted[format] });
  if (result.outcome === 'aborted') {
    return { ok: false, aborted: true };
  }
  if (result.outcome === 'failed') {
    return { ok: false, aborted: false, failure: result.failure };
  }
  const { raw } = result;
  const envelope = readAnswer(raw, [apiKey]);
  const failure = envelope.ok || isJustXml(envelope.failure, format) ? undefined : envelope.failure;
  if (raw.branchesTooFar) {
    return { ok: false, aborted: false, failure: failure ?? malformed(raw, 'shape') };
  }
  const { status, body } = raw;
  return { ok: true, value: { status, body, masked: maskAnswer(body, apiKey, known), failure } };
}

/** XML is not JSON, which is no failure where XML was asked for. What it says can't be read: its entries have no names. */
function isJustXml(failure: Failure, format: AnswerFormat): boolean {
  return (
    format === 'xml' && failure.kind === 'malformed' && failure.reason === 'notJson' && failure.status < 400
  );
}
