// The API's calls: which answer a request gets when nothing is wrong.
import { errorAnswer, listAnswer, meAnswer } from './answers';
import type { Lies, RecordedRequest, SandboxAccount } from './contract';
import { create, moveCredit } from './credit';
import type { Json } from './drift';
import { jsonReply, pageReply, type Reply } from './reply';
import { asXml } from './xml';

/** The documented paths, and which method each takes. */
const METHODS: Readonly<Record<string, string>> = {
  '/v1/subaccount/list': 'GET',
  '/v1/me': 'GET',
  '/v1/subaccount/create': 'POST',
  '/v1/subaccount/credit/add': 'POST',
  '/v1/subaccount/credit/remove': 'POST',
};

/** The answer as documented. Errors of the API itself come with HTTP 200; unknown paths with a 404 page. */
export function answer(
  request: RecordedRequest,
  body: Json,
  accounts: readonly SandboxAccount[],
  lies: Lies,
): Reply {
  const method = METHODS[request.path];
  if (method === undefined) {
    return pageReply(404, 'Not Found');
  }
  if (method !== request.method) {
    return pageReply(405, 'Method Not Allowed');
  }
  const told = contentOf(request, body, accounts, lies);
  const content = lies.drift?.includes('reversedFields')
    ? Object.fromEntries(Object.entries(told).reverse())
    : told;
  return request.format === 'xml'
    ? { status: 200, type: 'application/xml', text: asXml(content) }
    : jsonReply(content);
}

function contentOf(
  request: RecordedRequest,
  body: Json,
  accounts: readonly SandboxAccount[],
  lies: Lies,
): object {
  if (request.apiKey === undefined || request.apiKey === '') {
    return errorAnswer(1);
  }
  const account = accounts.find(({ apiKey }) => apiKey === request.apiKey);
  if (account === undefined) {
    return errorAnswer(10);
  }
  switch (request.path) {
    case '/v1/subaccount/list':
      return listAnswer(account, request.page ?? 1, lies);
    case '/v1/me':
      return meAnswer(account, lies);
    case '/v1/subaccount/create':
      return create(accounts, account, body);
    default:
      return moveCredit(account, body, request.path.endsWith('/add') ? 'add' : 'remove');
  }
}
