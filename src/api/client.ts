// The Mail Partner client: each call, from its parameters to an answer.
import nodeFetch from 'node-fetch';
import * as v from 'valibot';
import { malformed, readAnswer } from './answer';
import type { Answer, MailPartnerApi, Profile, SubAccountPage } from './api';
import type { ApiOptions } from './apiOptions';
import { callUrl } from './callUrl';
import { fetchListAsSent } from './listAsSent';
import { sendGet } from './request';
import { outcomeOf, type RequestEntry } from './requestEntry';
import { withRetries } from './retry';
import { listSchema, meSchema } from './schemas';

interface Call<T> {
  readonly name: RequestEntry['call'];
  readonly path: string;
  readonly page?: number;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly success: (value: T) => string;
  readonly skipped?: (value: T) => number;
}

interface Caller {
  readonly apiKey: string;
  readonly signal: AbortSignal;
}

/** A client of the service at `baseUrl`. */
export function createApi(options: ApiOptions): MailPartnerApi {
  const run = <T>(call: Call<T>, caller: Caller): Promise<Answer<T>> =>
    withRetries(
      async (attempt) => {
        let started = performance.now();
        const send = () => {
          started = performance.now();
          return runOnce(options, call, caller);
        };
        const answer = await (options.limit ? options.limit.run(send, caller.signal) : send());
        const skipped = answer.ok ? call.skipped?.(answer.value) : undefined;
        options.onRequest?.({
          call: call.name,
          ...(call.page === undefined ? {} : { page: call.page }),
          attempt,
          milliseconds: Math.round(performance.now() - started),
          outcome: outcomeOf(answer, call.success),
          ...(skipped ? { skipped } : {}),
        });
        return answer;
      },
      caller.signal,
      options.retry,
    );

  return {
    listSubAccounts: ({ page, ...caller }) => run(listCall(page), caller),
    listAsSent: (request) => fetchListAsSent(options, request),
    getProfile: (caller) => run(meCall, caller),
  };
}

/** docpartner.dev, Mail Partner › Sous-comptes › Liste: `page` from 1, 20 rows a page. */
function listCall(page: number): Call<SubAccountPage> {
  return {
    name: 'list',
    path: '/subaccount/list',
    page,
    schema: listSchema,
    success: ({ subAccounts }) => `ok ${subAccounts.length} rows`,
    skipped: (answer) => answer.skipped,
  };
}

/** docpartner.dev, Mail Partner: `GET /me`. */
const meCall: Call<Profile> = { name: 'me', path: '/me', schema: meSchema, success: () => 'ok' };

async function runOnce<T>(options: ApiOptions, call: Call<T>, caller: Caller): Promise<Answer<T>> {
  const { fetch = nodeFetch, timeoutSeconds } = options;
  const url = callUrl(options.baseUrl, call, caller.apiKey);
  const result = await sendGet(fetch, url, { timeoutSeconds, signal: caller.signal });
  if (result.outcome === 'aborted') {
    return { ok: false, aborted: true };
  }
  if (result.outcome === 'failed') {
    return { ok: false, aborted: false, failure: result.failure };
  }
  const envelope = readAnswer(result.raw, [caller.apiKey]);
  if (!envelope.ok) {
    return { ok: false, aborted: false, failure: envelope.failure };
  }
  const read = v.safeParse(call.schema, envelope.content);
  return read.success
    ? { ok: true, value: read.output }
    : { ok: false, aborted: false, failure: malformed(result.raw, 'shape') };
}
