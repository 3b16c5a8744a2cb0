// The service's weather: faults of every kind, latencies and lies that change by chance, the same for the same seed.
import type { Fault, FaultScope } from '../sandbox/faultKinds';
import { pick } from '../sandbox/random';
import type { Drift, Lies, Sandbox } from '../sandbox/sandbox';

/** Requests until the weather changes. */
const SPELL = 15;

const FAULTS: { readonly [Kind in Fault['kind']]: readonly [Fault, ...Fault[]] } = {
  refusedKey: [{ kind: 'refusedKey' }, { kind: 'refusedKey', httpStatus: 401 }],
  code: [
    { kind: 'code', code: 20 },
    { kind: 'code', code: 30, httpStatus: 403 },
    { kind: 'code', code: 40 },
    { kind: 'code', code: 96, httpStatus: 400 },
    { kind: 'code', code: 7321, message: 'Service en maintenance' },
  ],
  errorShape: [
    { kind: 'errorShape', shape: 'list' },
    { kind: 'errorShape', shape: 'object', httpStatus: 400 },
    { kind: 'errorShape', shape: 'nested' },
    { kind: 'errorShape', shape: 'bare', httpStatus: 422 },
  ],
  rateLimited: [
    { kind: 'rateLimited' },
    { kind: 'rateLimited', retryAfter: '0' },
    { kind: 'rateLimited', retryAfter: '1', json: false },
    { kind: 'rateLimited', retryAfter: '3600' },
    { kind: 'rateLimited', retryAfter: 'Tue, 06 Jan 2015 08:00:00 GMT' },
  ],
  silence: [{ kind: 'silence' }],
  stalledBody: [{ kind: 'stalledBody' }],
  reset: [
    { kind: 'reset', when: 'beforeHeaders' },
    { kind: 'reset', when: 'duringBody' },
  ],
  http: [
    { kind: 'http', status: 500 },
    { kind: 'http', status: 502, body: 'empty' },
    { kind: 'http', status: 503, body: 'json', headers: { 'Retry-After': '0' } },
    { kind: 'http', status: 404 },
    { kind: 'http', status: 407, body: 'empty' },
  ],
  html: [{ kind: 'html' }],
  emptyBody: [{ kind: 'emptyBody' }],
  truncatedJson: [{ kind: 'truncatedJson' }],
  wrongShape: [
    { kind: 'wrongShape', variant: 'array' },
    { kind: 'wrongShape', variant: 'number' },
    { kind: 'wrongShape', variant: 'null' },
    { kind: 'wrongShape', variant: 'dataText' },
    { kind: 'wrongShape', variant: 'successText' },
  ],
  queued: [{ kind: 'queued' }],
  noRows: [{ kind: 'noRows' }],
  textAround: [
    { kind: 'textAround', before: '<b>Notice</b>: Undefined index: "page"\n' },
    { kind: 'textAround', after: '{"success":false,"code":20}' },
  ],
  latin1: [
    { kind: 'latin1', said: 'header' },
    { kind: 'latin1', said: 'nothing' },
  ],
  endlessBody: [{ kind: 'endlessBody' }],
  redirect: [
    { kind: 'redirect', to: 'http://127.0.0.1:1/ailleurs' },
    { kind: 'redirect', to: '/v1/ailleurs', status: 308 },
  ],
};

const KINDS = Object.values(FAULTS);
const DRIFTS: readonly [Drift, ...Drift[]] = [
  'numbersAsText',
  'nullFields',
  'dataAsObject',
  'phpDates',
  'unreadableRows',
  'otherSuccess',
  'oddAmounts',
  'entities',
];

/** Lets the weather act on a sandbox until that closes. Keeps of the sandbox's record only what is still open. */
export async function letWeatherAct(
  sandbox: Sandbox,
  random: () => number,
  onRequest: () => void,
): Promise<void> {
  // In turn, so that each kind comes as often as the others.
  const kinds = inTurn(KINDS);
  for (let seen = 0; ; seen++) {
    // The first spell is fair, so that there is something to compare with.
    if (seen > 0 && seen % SPELL === 0) {
      change(sandbox, random, kinds);
      sandbox.requests.splice(
        0,
        sandbox.requests.length,
        ...sandbox.requests.filter(({ outcome }) => outcome === 'pending'),
      );
    }
    try {
      await sandbox.waitForRequest({});
    } catch {
      return;
    }
    onRequest();
  }
}

function change(
  sandbox: Sandbox,
  random: () => number,
  kinds: Generator<(typeof KINDS)[number], never>,
): void {
  sandbox.heal();
  sandbox.latency = pick(random, [0, 0, 0, 5, 30, 120, 600]);
  sandbox.lies = random() < 0.7 ? {} : lies(random);
  const faults = pick(random, [0, 1, 1, 2, 3]);
  for (let i = 0; i < faults; i++) {
    const [first, ...others] = kinds.next().value;
    sandbox.fault(pick(random, [first, ...others]), scope(sandbox, random));
  }
}

function* inTurn<T>(values: readonly T[]): Generator<T, never> {
  for (;;) {
    yield* values;
  }
}

function scope(sandbox: Sandbox, random: () => number): FaultScope {
  const times = 1 + Math.floor(random() * 8);
  const apiKey = sandbox.accounts[Math.floor(random() * sandbox.accounts.length)]?.apiKey ?? '';
  return pick<FaultScope>(random, [
    { times },
    { times, call: 'list' },
    { times, call: 'me' },
    { times, page: 1 + Math.floor(random() * 4) },
    { apiKey },
  ]);
}

function lies(random: () => number): Lies {
  return pick<Lies>(random, [
    { total: 'missing' },
    { total: 100_000, pastEnd: 'lastPage' },
    { total: 5 },
    { perPage: 'missing', rowsPerPage: 7 },
    { drift: pick(random, DRIFTS) },
  ]);
}
