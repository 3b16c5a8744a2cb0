// The Mail Partner client: each call, from its parameters to an answer.
import { malformed, type Proof, readAnswer } from './answer';
import type { Answer, MailPartnerApi, Profile, SubAccountPage } from './api';
import { type AttemptCaller, type AttemptOptions, attempt, type RequestEntry } from './attempt';
import { type InSteps, inTurns } from './inSteps';
import { fetchListAsSent } from './listAsSent';
import { meProof, readingProfile } from './profile';
import { type RequestOptions, sendGet } from './request';
import { failed, ok } from './result';
import { type RetryOptions, withRetries } from './retry';
import { listProof, readingList } from './subAccountList';

/** What a client of the service is made of. */
export interface ApiOptions extends RequestOptions, AttemptOptions {
  readonly retry?: RetryOptions;
}

interface ApiCall<T> {
  readonly name: RequestEntry['call'];
  readonly path: string;
  readonly page?: number;
  readonly proof: Proof;
  /** Undefined where the content has another form. `apiKey` is the one that it was asked with. */
  readonly read: (content: object, apiKey: string) => InSteps<T | undefined>;
  readonly success: (value: T) => Pick<RequestEntry, 'outcome' | 'skipped'>;
}

interface Caller extends AttemptCaller {
  readonly apiKey: string;
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
          caller,
          () => runOnce(options, call, caller),
          call.success,
        ),
      caller.signal,
      { ...options.retry, tooManyAtOnce: caller.waits ?? false },
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
    read: readingList,
    success: ({ rows, skipped }) => ({ outcome: `ok ${rows.length} rows`, ...(skipped ? { skipped } : {}) }),
  };
}

/** docpartner.dev, Mail Partner: `GET /me`. */
const meCall: ApiCall<Profile> = {
  name: 'me',
  path: '/me',
  proof: meProof,
  read: readingProfile,
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
  const read = await inTurns(call.read(content.value, caller.apiKey));
  return read ? ok(read) : failed(malformed(got.value, 'shape'));
}
