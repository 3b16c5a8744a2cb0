// No answer at all: too slow, nobody there, or a connection that breaks.
import * as assert from 'node:assert/strict';
import dns from 'node:dns';
import { startSandbox } from '../../sandbox/sandbox';
import type { FaultCase } from './support/faultCase';
import { proveFault } from './support/prove';
import type { World } from './support/world';

const timeout = {
  requests: 3,
  timeLimit: 0.3,
  label: 'No answer in time',
  sentence:
    'Mail Partner did not answer within 0.3 s. Try again, or allow more time in the setting “mailPartner.requestTimeout”.',
  outcome: 'timeout after 0.3 s',
} as const;
const offline = { requests: 3, label: 'No connection' } as const;
const noName = { ...offline, reaches: false, outcome: 'offline name' } as const;
const reset = {
  ...offline,
  sentence: 'The connection to 127.0.0.1 broke off. Try again.',
  outcome: 'offline reset',
} as const;

export const cases: readonly FaultCase[] = [
  { fault: 'no answer before the headers', breaks: { kind: 'silence' }, ...timeout },
  { fault: 'no answer from the middle of the body on', breaks: { kind: 'stalledBody' }, ...timeout },
  {
    fault: 'name not resolved',
    breaks: noSuchName,
    ...noName,
    sentence: 'The name nowhere.invalid could not be found. Check the connection, then try again.',
  },
  {
    fault: 'name not resolved, because no name server answers',
    breaks: noNameServer,
    ...noName,
    sentence: 'The name api.invalid could not be found. Check the connection, then try again.',
  },
  {
    fault: 'connection refused',
    breaks: nobodyListens,
    reaches: false,
    ...offline,
    sentence: '127.0.0.1 refused the connection. Check the address and the network, then try again.',
    outcome: 'offline refused',
  },
  {
    fault: 'connection reset before the headers',
    breaks: { kind: 'reset', when: 'beforeHeaders' },
    ...reset,
  },
  {
    fault: 'connection reset in the middle of the body',
    breaks: { kind: 'reset', when: 'duringBody' },
    ...reset,
  },
];

for (const each of cases) proveFault(each);

/** Asks elsewhere, until the returned function is called. */
function askAt({ settings }: World, baseUrl: string): () => void {
  const before = settings.baseUrl;
  settings.baseUrl = baseUrl;
  return () => {
    settings.baseUrl = before;
  };
}

/** A name that never exists (RFC 6761), asked of this computer's own resolver where that answers, and otherwise of a stand-in. */
async function noSuchName(world: World): Promise<() => void> {
  const name = 'nowhere.invalid';
  const code = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), 2000);
    dns.lookup(name, (error) => {
      clearTimeout(timer);
      resolve(error?.code ?? 'found');
    });
  });
  assert.notEqual(code, 'found', `${name} exists here: the resolver lies`);
  const restore = code === undefined ? failLookups(name, 'ENOTFOUND') : () => undefined;
  const back = askAt(world, `https://${name}/v1`);
  return () => {
    back();
    restore();
  };
}

/** What a computer without a network says of any name. */
function noNameServer(world: World): () => void {
  const name = 'api.invalid';
  const restore = failLookups(name, 'EAI_AGAIN');
  const back = askAt(world, `https://${name}/v1`);
  return () => {
    back();
    restore();
  };
}

/** Node asks this very function for each connection, VS Code's proxy support or not. */
function failLookups(name: string, code: string): () => void {
  const original = dns.lookup;
  let asked = 0;
  const failing = (host: string, ...rest: unknown[]) => {
    const tell = rest.at(-1);
    if (host !== name || typeof tell !== 'function') {
      return Reflect.apply(original, dns, [host, ...rest]);
    }
    asked++;
    const error = Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: 'getaddrinfo' });
    process.nextTick(() => tell(error));
  };
  dns.lookup = Object.assign(failing, original);
  return () => {
    dns.lookup = original;
    assert.equal(asked, 3, 'the stand-in was asked');
  };
}

/** A port where somebody listened a moment ago. */
async function nobodyListens(world: World): Promise<() => void> {
  const closed = await startSandbox();
  await closed.close();
  return askAt(world, closed.url);
}
