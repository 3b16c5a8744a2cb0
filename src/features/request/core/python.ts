// Python: a program for 3.9 or newer that needs nothing but its standard library.
import { environment } from '../../../common/core/environment';
import { paths, type Snippet } from './snippet';
import { comment, oneLine, program, sentence } from './text';

export function python(snippet: Snippet): string {
  const { call, words } = snippet;
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
    ...(call === 'list' ? list(snippet) : addCredit(snippet)),
  ]);
}

function list(snippet: Snippet): string[] {
  return [
    ...readVariable('api_key', environment.apiKey, snippet.words.noApiKey),
    '',
    `query = urllib.parse.urlencode({"apiKey": api_key, "page": ${snippet.page}, "_format": "json"})`,
    `request = urllib.request.Request(${quoted(`${snippet.baseUrl}${paths.list}?`)} + query)`,
    ...send(snippet),
    'rows = answer.get("data") or []',
    'for row in rows.values() if isinstance(rows, dict) else rows:',
    '    credits = row.get("credits") or {}',
    '    print(row.get("id"), row.get("email"), credits.get("balance"), sep="  ")',
  ];
}

function addCredit(snippet: Snippet): string[] {
  const { words } = snippet;
  return [
    ...comment('#', words.amount),
    `credit = ${quoted(snippet.credit)}`,
    '',
    ...readVariable('api_key', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '',
    'body = {"apiKey": api_key, "credit": credit, "tokenSubaccount": token}',
    'request = urllib.request.Request(',
    `    ${quoted(snippet.baseUrl + paths.addCredit)},`,
    '    data=json.dumps(body).encode(),',
    '    headers={"Content-Type": "application/json"},',
    ')',
    ...send(snippet),
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
function send({ seconds, words }: Snippet): string[] {
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
