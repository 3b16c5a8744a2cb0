// An answer comes, but not the one that was asked for: the service's own faults, other shapes, other places, other words.
import * as assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../sandbox/sandbox';
import type { FaultCase } from './support/faultCase';
import { proveFault } from './support/prove';
import { apiKey, type World } from './support/world';

const server = (status: number) => ({
  label: `Mail Partner error (HTTP ${status})`,
  sentence: `Mail Partner answered with an internal error (HTTP ${status}). Try again later.`,
  outcome: `server ${status}`,
});
const malformed = { requests: 1, label: 'Answer not understood' } as const;
const notJson = (status: number) => ({
  ...malformed,
  sentence: `Something other than Mail Partner’s API answered (HTTP ${status}, not JSON). Check the setting “mailPartner.apiBaseUrl”, and whether a proxy or sign-in page is in between, then try again.`,
  outcome: 'malformed notJson',
});
const empty = (status: number) => ({
  ...malformed,
  sentence: `The answer was empty (HTTP ${status}). Try again.`,
  outcome: 'malformed empty',
});
const cutOff = {
  ...malformed,
  sentence: 'The answer broke off before its end (HTTP 200). Try again.',
  outcome: 'malformed cutOff',
};
const shape = {
  ...malformed,
  sentence:
    'The answer was not in the expected form (HTTP 200). Try again, or look for an update of this extension.',
  outcome: 'malformed shape',
} as const;
const redirect = (status: number) => ({
  requests: 1 as const,
  label: 'Redirected elsewhere',
  click: 'openSetting' as const,
  sentence: `The address redirects elsewhere (HTTP ${status}). It was not followed, to keep the API key from going there. Check the setting “mailPartner.apiBaseUrl”.`,
  outcome: 'malformed redirect',
});
const rejected = (code: number, said: string) =>
  ({
    requests: 1,
    label: `Request refused: ${said.replace(/\.$/, '')}`,
    sentence: `Mail Partner refused the request: “${said}”. Try again.`,
    outcome: `rejected ${code}`,
  }) as const;
const ofFields = rejected(9, "Cette valeur n'est pas valide.; Cette valeur est trop longue.");
const ofObject = rejected(11, 'NOCREDITS');
const base64 = Buffer.from(apiKey).toString('base64url');
const nested = rejected(55, 'Des erreurs sont survenues.');
const nestedAlone = {
  success: false,
  code: 55,
  errors: [{ success: false, code: '9', message: 'Le compte est introuvable.' }],
};

export const cases: readonly FaultCase[] = [
  { fault: 'HTTP 500 with a page', breaks: { kind: 'http', status: 500 }, requests: 3, ...server(500) },
  { fault: 'HTTP 503 with a page', breaks: { kind: 'http', status: 503 }, requests: 3, ...server(503) },
  {
    fault: 'HTTP 502 with nothing',
    breaks: { kind: 'http', status: 502, body: 'empty' },
    requests: 3,
    ...server(502),
  },
  {
    fault: 'HTTP 500 with its own status for a code',
    breaks: { kind: 'http', status: 500, body: 'json' },
    requests: 3,
    ...server(500),
    own: 'Erreur 500',
    sentence: `${server(500).sentence} Mail Partner says: “Erreur 500”.`,
  },
  {
    fault: 'HTTP 503, Retry-After 3',
    breaks: { kind: 'http', status: 503, headers: { 'Retry-After': '3' } },
    requests: 3,
    waits: [3500, 4000],
    ...server(503),
  },
  {
    fault: 'HTTP 503, Retry-After 60',
    breaks: { kind: 'http', status: 503, headers: { 'Retry-After': '60' } },
    requests: 1,
    ...server(503),
  },
  { fault: 'HTTP 200 with a page', breaks: { kind: 'html' }, ...notJson(200) },
  { fault: 'HTTP 404 with a page', breaks: { kind: 'http', status: 404 }, ...notJson(404) },
  { fault: 'empty body, HTTP 200', breaks: { kind: 'emptyBody' }, ...empty(200) },
  {
    fault: 'empty body, HTTP 400',
    breaks: { kind: 'http', status: 400, body: 'empty' },
    ...empty(400),
  },
  { fault: 'truncated JSON', breaks: { kind: 'truncatedJson' }, ...cutOff },
  { fault: 'wrong shape: a list', breaks: { kind: 'wrongShape', variant: 'array' }, ...shape },
  { fault: 'wrong shape: a number', breaks: { kind: 'wrongShape', variant: 'number' }, ...shape },
  { fault: 'wrong shape: null', breaks: { kind: 'wrongShape', variant: 'null' }, ...shape },
  { fault: 'wrong shape: text for rows', breaks: { kind: 'wrongShape', variant: 'dataText' }, ...shape },
  {
    fault: 'wrong shape: text for success',
    breaks: { kind: 'wrongShape', variant: 'successText' },
    ...shape,
  },
  {
    fault: 'a success that answers nothing',
    breaks: { kind: 'queued' },
    ...malformed,
    sentence:
      'Mail Partner reported success, but sent nothing of what was asked for (HTTP 200). Try again later.',
    outcome: 'malformed noFields',
  },
  {
    fault: 'two answers in one',
    breaks: {
      kind: 'textAround',
      before: '<b>Notice</b>: Undefined index: "page"\n',
      after: '{"success":false,"code":20,"message":"Votre compte est désactivé"}',
    },
    ...malformed,
    sentence:
      'Other text stands in or around Mail Partner’s answer (HTTP 200), so it could not be read. Try again; if this persists, tell Mail Partner what “Show API Response…” shows.',
    outcome: 'malformed textAround',
  },
  {
    fault: 'a body without end',
    breaks: { kind: 'endlessBody' },
    ...malformed,
    sentence: 'The answer was too large and was given up. Try again.',
    outcome: 'malformed tooLarge',
  },
  { fault: 'redirect to another host, HTTP 302', breaks: elsewhere(302), ...redirect(302) },
  { fault: 'redirect to another host, HTTP 307', breaks: elsewhere(307), ...redirect(307) },
  {
    fault: 'HTTP 407 in the service’s place',
    breaks: { kind: 'http', status: 407 },
    requests: 1,
    label: 'No connection',
    sentence: 'The proxy asks for a user name and password. Sign in to the proxy, then try again.',
    outcome: 'offline proxyPassword',
  },

  { fault: 'errors of fields, HTTP 200', breaks: { kind: 'errorShape', shape: 'list' }, ...ofFields },
  {
    fault: 'errors of fields, HTTP 400',
    breaks: { kind: 'errorShape', shape: 'list', httpStatus: 400 },
    ...ofFields,
  },
  { fault: 'error as an object, HTTP 200', breaks: { kind: 'errorShape', shape: 'object' }, ...ofObject },
  {
    fault: 'error as an object, HTTP 400',
    breaks: { kind: 'errorShape', shape: 'object', httpStatus: 400 },
    ...ofObject,
  },
  { fault: 'nested errors, HTTP 200', breaks: { kind: 'errorShape', shape: 'nested' }, ...nested },
  {
    fault: 'nested errors, HTTP 400',
    breaks: { kind: 'errorShape', shape: 'nested', httpStatus: 400 },
    ...nested,
  },
  {
    fault: 'nested errors without words around them, HTTP 200',
    breaks: answer(200, nestedAlone),
    reaches: false,
    ...rejected(55, 'Le compte est introuvable.'),
  },
  {
    fault: 'nested errors without words around them, HTTP 400',
    breaks: answer(400, nestedAlone),
    reaches: false,
    ...rejected(55, 'Le compte est introuvable.'),
  },
  {
    fault: 'code without words, HTTP 200',
    breaks: { kind: 'errorShape', shape: 'bare' },
    ...rejected(77, 'HTTP 200'),
  },
  {
    fault: 'code without words, HTTP 400',
    breaks: { kind: 'errorShape', shape: 'bare', httpStatus: 400 },
    ...rejected(77, 'HTTP 400'),
  },
  {
    fault: 'unknown code, the server’s own words, HTTP 200',
    breaks: { kind: 'code', code: 1234, message: 'Quota de sous-comptes atteint' },
    ...rejected(1234, 'Quota de sous-comptes atteint'),
  },
  {
    fault: 'unknown code, the server’s own words, HTTP 422',
    breaks: { kind: 'code', code: 1234, message: 'Quota de sous-comptes atteint', httpStatus: 422 },
    ...rejected(1234, 'Quota de sous-comptes atteint'),
  },
  {
    fault: 'words that would be an icon and a link',
    breaks: { kind: 'code', code: 5, message: '$(alert) voir [ici](command:workbench.action.quit)\n# fin' },
    ...rejected(5, '$\u200b(alert) voir [ici]\u200b(command:workbench.action.quit) # fin'),
  },
  {
    fault: 'words that repeat the key',
    breaks: { kind: 'code', code: 5, message: `Clé ${apiKey} (${base64}) inconnue` },
    ...rejected(5, 'Clé ••• (•••) inconnue'),
  },
];

for (const each of cases) proveFault(each);

/** Sent to another service on another host, which must not hear of it. */
function elsewhere(status: number) {
  return async ({ sandbox }: World): Promise<() => Promise<void>> => {
    const other = await startSandbox();
    const heal = sandbox.fault({
      kind: 'redirect',
      to: `http://localhost:${other.port}/v1/subaccount/list?apiKey=${apiKey}`,
      status,
    });
    return async () => {
      heal();
      assert.deepEqual([other.requests.length, other.connections], [0, 0], 'nobody came');
      await other.close();
    };
  };
}

/** Puts a server in the service's place that answers what the sandbox has no fault for. */
function answer(status: number, body: object) {
  return async ({ settings }: World): Promise<() => Promise<void>> => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { baseUrl } = settings;
    settings.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    return async () => {
      settings.baseUrl = baseUrl;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      assert.equal(requests, 1);
    };
  };
}
