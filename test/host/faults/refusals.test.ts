// The service says no: to the key, to the account, or to so many requests.
import { formatTime } from '../../../src/common/words/format';
import type { FaultCase } from './support/faultCase';
import { proveFault } from './support/prove';
import type { World } from './support/world';

const refusedKey = {
  requests: 1,
  label: 'API key refused',
  sentence: 'Mail Partner refused the API key of “Agence Lyon”. Replace the API key to go on.',
  click: 'replaceKey',
  namesAccount: true,
  outcome: 'refusedKey 10',
} as const;

const notAllowed = { requests: 1, label: 'Not allowed' } as const;
const disabled = {
  ...notAllowed,
  own: 'Votre compte est désactivé',
  sentence:
    'This account is disabled. Ask Mail Partner to enable it, then try again. Mail Partner says: “Votre compte est désactivé”.',
  outcome: 'notAllowed disabled',
} as const;
const blocked = {
  ...notAllowed,
  own: 'Votre compte est bloqué',
  sentence:
    'This account is blocked. Ask Mail Partner why, then try again. Mail Partner says: “Votre compte est bloqué”.',
  outcome: 'notAllowed blocked',
} as const;
const noApi = {
  ...notAllowed,
  own: "Accès à l'API refusé",
  sentence:
    "This account may not use the API. Ask Mail Partner to allow it, then try again. Mail Partner says: “Accès à l'API refusé”.",
  outcome: 'notAllowed apiAccess',
} as const;
const ipAddress = {
  ...notAllowed,
  own: 'Adresse IP non autorisée',
  sentence:
    'The IP address of this computer is not authorised. Add it in the Mail Partner dashboard, then try again. Mail Partner says: “Adresse IP non autorisée”.',
  outcome: 'notAllowed ipAddress',
} as const;

const tooMany = { label: 'Too many requests' } as const;
const inAMinute = {
  ...tooMany,
  requests: 3,
  sentence: 'Mail Partner received too many requests. Wait a minute, then try again.',
  outcome: 'rateLimited',
} as const;
const now = new Date('2026-03-04T10:00:00.400Z');
const inSeconds = (seconds: number) => {
  const time = formatTime(now.getTime() + seconds * 1000, 'en');
  return {
    ...tooMany,
    now,
    toDo: `Not before ${time}`,
    sentence: `Mail Partner received too many requests and asks to wait until ${time}. Try again then.`,
    outcome: `rateLimited for ${seconds} s`,
  };
};

export const cases: readonly FaultCase[] = [
  { fault: 'refused key, HTTP 200', breaks: { kind: 'refusedKey' }, ...refusedKey },
  { fault: 'refused key, HTTP 401', breaks: { kind: 'refusedKey', httpStatus: 401 }, ...refusedKey },
  {
    fault: 'refused key, HTTP 401 with a page',
    breaks: { kind: 'http', status: 401 },
    ...refusedKey,
    outcome: 'refusedKey',
  },
  {
    fault: 'refused key, HTTP 401 with its own status for a code',
    breaks: { kind: 'http', status: 401, body: 'json' },
    ...refusedKey,
    outcome: 'refusedKey',
  },
  {
    fault: 'key not seen by the service (code 1)',
    breaks: { kind: 'code', code: 1 },
    ...refusedKey,
    outcome: 'refusedKey 1',
  },
  { fault: 'key revoked while the list is shown', breaks: revoke, ...refusedKey },

  { fault: 'account disabled (20), HTTP 200', breaks: { kind: 'code', code: 20 }, ...disabled },
  {
    fault: 'account disabled (20), HTTP 403',
    breaks: { kind: 'code', code: 20, httpStatus: 403 },
    ...disabled,
  },
  { fault: 'account blocked (30), HTTP 200', breaks: { kind: 'code', code: 30 }, ...blocked },
  {
    fault: 'account blocked (30), HTTP 403',
    breaks: { kind: 'code', code: 30, httpStatus: 403 },
    ...blocked,
  },
  { fault: 'no access to the API (40), HTTP 200', breaks: { kind: 'code', code: 40 }, ...noApi },
  {
    fault: 'no access to the API (40), HTTP 403',
    breaks: { kind: 'code', code: 40, httpStatus: 403 },
    ...noApi,
  },
  { fault: 'IP address not authorised (96), HTTP 200', breaks: { kind: 'code', code: 96 }, ...ipAddress },
  {
    fault: 'IP address not authorised (96), HTTP 403',
    breaks: { kind: 'code', code: 96, httpStatus: 403 },
    ...ipAddress,
  },
  {
    fault: 'HTTP 403 with a page',
    breaks: { kind: 'http', status: 403 },
    ...notAllowed,
    sentence: 'Mail Partner does not allow this (HTTP 403). Check the account’s rights.',
    outcome: 'notAllowed forbidden',
  },
  {
    fault: 'HTTP 403 with its own status for a code',
    breaks: { kind: 'http', status: 403, body: 'json' },
    ...notAllowed,
    own: 'Erreur 403',
    sentence:
      'Mail Partner does not allow this (HTTP 403). Check the account’s rights. Mail Partner says: “Erreur 403”.',
    outcome: 'notAllowed forbidden',
  },

  { fault: 'too many requests, no Retry-After', breaks: { kind: 'rateLimited' }, ...inAMinute },
  { fault: 'too many requests, code 429 with HTTP 200', breaks: { kind: 'code', code: 429 }, ...inAMinute },
  {
    fault: 'too many requests, Retry-After 1',
    breaks: { kind: 'rateLimited', retryAfter: '1' },
    requests: 3,
    waits: [1500, 2000],
    ...inSeconds(1),
  },
  {
    fault: 'too many requests, Retry-After 2',
    breaks: { kind: 'rateLimited', retryAfter: '2' },
    requests: 3,
    waits: [2500, 3000],
    ...inSeconds(2),
  },
  {
    fault: 'too many requests, Retry-After 10, the most that is waited',
    breaks: { kind: 'rateLimited', retryAfter: '10' },
    requests: 3,
    waits: [10_500, 11_000],
    ...inSeconds(10),
  },
  {
    fault: 'too many requests, Retry-After 11',
    breaks: { kind: 'rateLimited', retryAfter: '11' },
    requests: 1,
    ...inSeconds(11),
  },
  {
    fault: 'too many requests, Retry-After 120 with a page',
    breaks: { kind: 'rateLimited', retryAfter: '120', json: false },
    requests: 1,
    ...inSeconds(120),
  },
  {
    fault: 'too many requests, Retry-After a date 7 s ahead',
    breaks: { kind: 'rateLimited', retryAfter: 'Wed, 04 Mar 2026 10:00:07 GMT' },
    requests: 3,
    waits: [7500, 8000],
    ...inSeconds(7),
  },
  {
    fault: 'too many requests, Retry-After a date two minutes ahead',
    breaks: { kind: 'rateLimited', retryAfter: 'Wed, 04 Mar 2026 10:02:00 GMT' },
    requests: 1,
    ...inSeconds(120),
  },
  {
    fault: 'too many requests, Retry-After that is no time',
    breaks: { kind: 'rateLimited', retryAfter: 'soon' },
    ...inAMinute,
  },
];

for (const each of cases) proveFault(each);

/** The service no longer knows the key that it gave its rows for. */
function revoke({ sandbox }: World): () => void {
  const [account] = sandbox.accounts;
  if (!account) throw new Error('The sandbox has no account.');
  const { apiKey } = account;
  account.apiKey = 'f'.repeat(40);
  return () => {
    account.apiKey = apiKey;
  };
}
