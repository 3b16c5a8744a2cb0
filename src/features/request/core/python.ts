// Python: a program for 3.9 or newer that needs nothing but its standard library.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import { paths, type RequestProgram } from './requestProgram';

export function python(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment('#', words.purpose),
    ...comment('#', words.caution),
    'import http.client',
    'import json',
    'import os',
    'import sys',
    'import time',
    'import urllib.error',
    ...(call === 'list' ? ['import urllib.parse'] : []),
    'import urllib.request',
    '',
    '',
    'class NoRedirect(urllib.request.HTTPRedirectHandler):',
    '    def redirect_request(self, *_):',
    '        return None',
    '',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
  ]);
}

function list(request: RequestProgram): string[] {
  return [
    ...readVariable('api_key', environment.apiKey, request.words.noApiKey),
    '',
    `query = urllib.parse.urlencode({"apiKey": api_key, "page": ${request.page}, "_format": "json"})`,
    `request = urllib.request.Request(${quoted(`${request.baseUrl}${paths.list}?`)} + query)`,
    ...send(request),
    'rows = answer.get("data") or []',
    'for row in rows.values() if isinstance(rows, dict) else rows:',
    '    credits = row.get("credits") or {}',
    '    print(row.get("id"), row.get("email"), credits.get("balance"), sep="  ")',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...comment('#', words.amount),
    `credit = ${quoted(request.credit)}`,
    '',
    ...readVariable('api_key', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '',
    'body = {"apiKey": api_key, "credit": credit, "tokenSubaccount": token}',
    'request = urllib.request.Request(',
    `    ${quoted(request.baseUrl + paths.addCredit)},`,
    '    data=json.dumps(body).encode(),',
    '    headers={"Content-Type": "application/json"},',
    ')',
    ...send(request),
    `print(${said(words.added, 'str(answer.get("subaccountCredit", "?"))')})`,
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `${variable} = os.environ.get("${name}")`,
    `if not ${variable}:`,
    `    sys.exit(${quoted(missing)})`,
  ];
}

/** Leaves with a sentence and an exit code unless the answer is a success; then it is in `answer`. */
function send({ seconds, words }: RequestProgram): string[] {
  return [
    '',
    `deadline = time.monotonic() + ${seconds}`,
    'try:',
    '    opener = urllib.request.build_opener(NoRedirect)',
    '    try:',
    `        response = opener.open(request, timeout=${seconds})`,
    '    except urllib.error.HTTPError as error:',
    '        response = error',
    '    with response:',
    '        status, parts = response.status, []',
    // The time limit of urllib is between two reads only.
    '        while part := response.read1(65536):',
    '            parts.append(part)',
    '            if time.monotonic() > deadline:',
    '                raise TimeoutError',
    '    text = b"".join(parts)',
    'except (OSError, http.client.HTTPException) as error:',
    '    why = getattr(error, "reason", type(error).__name__)',
    `    sys.exit(${quoted(words.noAnswer)} + " (" + str(why) + ")")`,
    '',
    'try:',
    '    answer = json.loads(text, parse_float=str)',
    'except ValueError:',
    '    answer = None',
    'if not isinstance(answer, dict) or answer.get("success") is not True:',
    '    said = None',
    '    if isinstance(answer, dict):',
    '        said = answer.get("message") or answer.get("error") or answer.get("errors")',
    '        if not said and answer.get("success") is False:',
    '            said = "code " + str(answer.get("code"))',
    '    if not said:',
    `        sys.exit(${said(words.notUnderstood, 'str(status)')})`,
    '    said = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)',
    `    sys.exit(${said(words.refused, 'said.replace(api_key, "***")')})`,
    '',
  ];
}

/** A literal of JSON without control characters is one of Python too. */
function quoted(text: string): string {
  return JSON.stringify(oneLine(text));
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '+');
}
