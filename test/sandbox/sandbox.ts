// The sandbox: a Mail Partner API over real HTTP, as documented, with any fault on demand.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sampleAccounts } from './accounts';
import { pageAsked } from './answers';
import { answer } from './api';
import type { Hold, RecordedRequest, RequestMatch, Sandbox, SandboxOptions } from './contract';
import { answerControl, isControl } from './control';
import type { Json } from './drift';
import type { Fault } from './faultKinds';
import { isRefusal, sendFault } from './faults';
import { Minute } from './minute';
import { send } from './reply';
import { matches, Scoped } from './scopes';
import { listen, readJson } from './server';

export { makeAccount, SAMPLE_KEYS, sampleAccounts } from './accounts';
export * from './contract';
export * from './faultKinds';

type Ended = Promise<'answered' | 'aborted'>;

interface Waiting {
  match: RequestMatch;
  resolve(request: RecordedRequest): void;
  reject(reason: Error): void;
}

interface Holding {
  arrive(request: RecordedRequest): void;
  released: Promise<void>;
}

/** Starts a sandbox and resolves once it listens; rejects if the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', tls } = options;
  const faults = new Scoped<Fault>();
  const holds = new Scoped<Holding>();
  const held = new Set<Hold>();
  let minute = new Minute();
  const waiting = new Set<Waiting>();
  const endings = new WeakMap<RecordedRequest, Ended>();
  const timers = new Set<NodeJS.Timeout>();

  const listening = await listen(
    (request, response) => {
      // A client that goes away while its body is read leaves nobody to answer.
      serve(request, response).catch(() => response.destroy());
    },
    { port, host, ...(tls === undefined ? {} : { tls }) },
  );

  const sandbox: Sandbox = {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${listening.port}/v1`,
    port: listening.port,
    accounts: options.accounts ?? sampleAccounts(),
    requests: [],
    fault: (fault, scope) => faults.add(fault, scope),
    limit: undefined,
    heal: () => {
      faults.clear();
      sandbox.limit = undefined;
      minute = new Minute();
    },
    latency: options.latency ?? 0,
    hold,
    releaseAll: () => {
      for (const each of held) each.release();
    },
    waitForRequest: (match) => {
      const next = new Promise<RecordedRequest>((resolve, reject) => {
        waiting.add({ match, resolve, reject });
      });
      // Whoever no longer waits when the sandbox closes has no use for its rejection.
      next.catch(() => {});
      return next;
    },
    ended: (request) =>
      endings.get(request) ?? Promise.reject(new Error('The sandbox has not seen this request.')),
    lies: {},
    get connections() {
      return listening.connections();
    },
    close: async () => {
      for (const timer of timers) {
        clearTimeout(timer);
      }
      for (const { reject } of waiting) {
        reject(new Error('The sandbox was closed before the request came.'));
      }
      waiting.clear();
      await listening.close();
    },
  };
  return sandbox;

  function hold(scope?: Parameters<Sandbox['hold']>[0]): Hold {
    const arrived = promise<RecordedRequest>();
    const released = promise<void>();
    const end = holds.add({ arrive: arrived.resolve, released: released.promise }, scope);
    const made: Hold = {
      arrived: arrived.promise,
      release: () => {
        end();
        released.resolve();
        held.delete(made);
      },
    };
    held.add(made);
    return made;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ended = whenEnded(response);
    const body = await readJson(request);
    if (options.control === true && isControl(request)) {
      answerControl(sandbox, request, body, response);
      return;
    }
    const recorded = record(request, body, listening.socketId(request));
    recorded.account = sandbox.accounts.find(({ apiKey }) => apiKey === recorded.apiKey)?.name;
    endings.set(recorded, ended);
    ended.then((outcome) => {
      recorded.outcome = outcome;
    });
    sandbox.requests.push(recorded);

    // Decided now, sent later: a held or slow answer is what the server knew when the question came.
    const fault = faults.take(recorded) ?? (sandbox.limit && minute.take(sandbox.limit));
    const accounts = isRefusal(fault) ? structuredClone(sandbox.accounts) : sandbox.accounts;
    const good = answer(recorded, body, accounts, sandbox.lies);
    const holding = holds.take(recorded);
    const latency = sandbox.latency;
    tell(recorded);
    holding?.arrive(recorded);
    if (latency > 0) {
      await pause(latency);
    }
    await holding?.released;
    if (response.destroyed) {
      return;
    }
    if (fault === undefined) {
      send(response, good);
    } else {
      sendFault(response, fault, good);
    }
  }

  function tell(recorded: RecordedRequest): void {
    for (const one of waiting) {
      if (matches(recorded, one.match)) {
        waiting.delete(one);
        one.resolve(recorded);
      }
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, milliseconds);
      timers.add(timer);
    });
  }
}

function record(request: IncomingMessage, { apiKey: keyInBody }: Json, socketId: number): RecordedRequest {
  const method = request.method ?? 'GET';
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  const call = CALLS[pathname] ?? 'other';
  const key = method === 'POST' ? keyInBody : searchParams.get('apiKey');
  return {
    call,
    method,
    path: pathname,
    page: call === 'list' ? pageAsked(searchParams.get('page')) : undefined,
    account: undefined,
    apiKey: typeof key === 'string' ? key : undefined,
    format: searchParams.get('_format') ?? undefined,
    headers: request.headers,
    socketId,
    outcome: 'pending',
  };
}

const CALLS: Readonly<Record<string, 'list' | 'me'>> = { '/v1/subaccount/list': 'list', '/v1/me': 'me' };

function whenEnded(response: ServerResponse): Ended {
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished ? 'answered' : 'aborted'));
  });
}

function promise<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const made = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise: made, resolve };
}
