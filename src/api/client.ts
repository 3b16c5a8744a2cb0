// The Mail Partner client: each call, from its parameters to an answer.
import * as v from 'valibot';
import { malformed, type Proof, readAnswer } from './answer';
import type { Answer, MailPartnerApi, Profile, SubAccountPage } from './api';
import { type AttemptOptions, attempt, type RequestEntry } from './attempt';
import { fetchListAsSent } from './listAsSent';
import { meProof, meSchema } from './profile';
import { type RequestOptions, sendGet } from './request';
import { failed, ok } from './result';
import { type RetryOptions, withRetries } from './retry';
import { listProof, listSchema } from './subAccountList';

/** What a client of the service is made of. */
export interface ApiOptions extends RequestOptions, AttemptOptions {
  readonly retry?: RetryOptions;
}

interface ApiCall<T> {
  readonly name: RequestEntry['call'];
  readonly path: string;
  readonly page?: number;
  readonly proof: Proof;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly success: (value: T) => Pick<RequestEntry, 'outcome' | 'skipped'>;
}

interface Caller {
  readonly apiKey: string;
  readonly signal: AbortSignal;
}

/** A client of the service at `baseUrl`. */
export function createApi(options: ApiOptions): MailPartnerApi {
  const run = <T>(call: ApiCall<T>, caller: Caller): Promise<Answer<T>> => {
    const page = call.page === undefined ? {} : { page: call.page };
    return withRetries(
      (number) =>
        attempt(
          options,
          { call: call.name, ...page, attempt: number },
          caller.signal,
          () => runOnce(options, call, caller),
          call.success,
        ),
      caller.signal,
      options.retry,
    );
  };

  return {
    listSubAccounts: ({ page, ...caller }) => run(listCall(page), caller),
    listAsSent: (request) => fetchListAsSent(options, request),
    getProfile: (caller) => run(meCall, caller),
  };
}

/** docpartner.dev, Mail Partner › Sous-comptes › Liste: `page` from 1, 20 rows a page. */
function listCall(page: number): ApiCall<SubAccountPage> {
  return {
    name: 'list',
    path: '/subaccount/list',
    page,
    proof: listProof,
    schema: listSchema,
    success: ({ rows, skipped }) => ({ outcome: `ok ${rows.length} rows`, ...(skipped ? { skipped } : {}) }),
  };
}

/** docpartner.dev, Mail Partner: `GET /me`. */
const meCall: ApiCall<Profile> = {
  name: 'me',
  path: '/me',
  proof: meProof,
  schema: meSchema,
  success: () => ({ outcome: 'ok' }),
};

async function runOnce<T>(options: ApiOptions, call: ApiCall<T>, caller: Caller): Promise<Answer<T>> {
  const { path, page } = call;
  const got = await sendGet(options, { path, ...(page === undefined ? {} : { page }), ...caller });
  if (!got.ok) {
    return got;
  }
  const content = readAnswer(got.value, call.proof, [caller.apiKey]);
  if (!content.ok) {
    return content;
  }
  const read = v.safeParse(call.schema, content.value);
  return read.success ? ok(read.output) : failed(malformed(got.value, 'shape'));
}
