// The control endpoint, for people with curl: faults, latency and a look at the requests of a running sandbox.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lies, Sandbox } from './contract';
import type { Json } from './drift';
import type { Fault, FaultScope } from './faultKinds';
import { jsonReply, type Reply, send } from './reply';

const PREFIX = '/_sandbox/';
const LONGEST_LATENCY = 600_000;

const FAULT_KINDS: Readonly<Record<Fault['kind'], true>> = {
  refusedKey: true,
  code: true,
  errorShape: true,
  rateLimited: true,
  silence: true,
  stalledBody: true,
  reset: true,
  http: true,
  html: true,
  emptyBody: true,
  truncatedJson: true,
  wrongShape: true,
  queued: true,
  noRows: true,
  textAround: true,
  latin1: true,
  endlessBody: true,
  redirect: true,
};

const LIES: readonly string[] = [
  'total',
  'perPage',
  'page',
  'rowsPerPage',
  'pastEnd',
  'drift',
] satisfies (keyof Lies)[];

/** Whether a request is for the control endpoint. */
export function isControl({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(PREFIX);
}

/** Does what is asked and answers with JSON; only for programs of this machine, not for pages in its browser. */
export function answerControl(
  sandbox: Sandbox,
  request: IncomingMessage,
  body: Json,
  response: ServerResponse,
): void {
  const name = (request.url ?? '').slice(PREFIX.length);
  const reply = isLocalProgram(request)
    ? act(sandbox, `${request.method} ${name}`, body)
    : refusal(403, 'loopback only');
  send(response, reply);
}

function act(sandbox: Sandbox, what: string, { fault, scope, ms, lies }: Json): Reply {
  switch (what) {
    case 'POST fault':
      if (!isFault(fault) || !(scope === undefined || isScope(scope))) {
        return refusal(
          400,
          `{"fault":{"kind":…},"scope":{…}}, kinds: ${Object.keys(FAULT_KINDS).join(', ')}`,
        );
      }
      sandbox.fault(fault, scope);
      return jsonReply({ ok: true });
    case 'POST heal':
      sandbox.heal();
      return jsonReply({ ok: true });
    case 'POST latency':
      if (typeof ms !== 'number' || !(ms >= 0 && ms <= LONGEST_LATENCY)) {
        return refusal(400, `{"ms":0…${LONGEST_LATENCY}}`);
      }
      sandbox.latency = ms;
      return jsonReply({ ok: true });
    case 'POST lies':
      if (!isLies(lies)) {
        return refusal(400, `{"lies":{"drift":[…],…}}, names: ${LIES.join(', ')}`);
      }
      sandbox.lies = lies;
      return jsonReply({ ok: true });
    case 'GET requests':
      return jsonReply(
        sandbox.requests.map(({ call, method, path, page, account, outcome }) => ({
          call,
          method,
          path,
          page,
          account,
          outcome,
        })),
      );
    default:
      return refusal(404, 'POST fault, POST heal, POST lies, POST latency, GET requests');
  }
}

function refusal(status: number, wanted: string): Reply {
  return jsonReply({ ok: false, wanted }, status);
}

function isFault(value: unknown): value is Fault {
  const { kind } = isObject(value) ? value : {};
  return typeof kind === 'string' && Object.hasOwn(FAULT_KINDS, kind);
}

function isScope(value: unknown): value is FaultScope {
  return (
    isObject(value) && Object.keys(value).every((name) => ['call', 'page', 'apiKey', 'times'].includes(name))
  );
}

/** What each of them takes is in contract.ts: a wrong value lies in a way of its own. */
function isLies(value: unknown): value is Lies {
  return isObject(value) && Object.keys(value).every((name) => LIES.includes(name));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function isLocalProgram({ socket, headers }: IncomingMessage): boolean {
  const from = socket.remoteAddress ?? '';
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return (
    /^(::ffff:)?127\.|^::1$/.test(from) &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(host) &&
    headers.origin === undefined
  );
}
