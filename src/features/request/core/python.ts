// Python: a program for 3.9 or newer that needs nothing but its standard library.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import { amountPattern, listNumbers, mostBytes, paths, type RequestProgram } from './requestProgram';

export function python(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment('#', words.purpose),
    ...comment('#', words.caution),
    'import http.client',
    'import json',
    'import os',
    ...(call === 'addCredit' ? ['import re'] : []),
    'import ssl',
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
    'def words(found):',
    '    if isinstance(found, list):',
    '        return "; ".join(filter(None, map(words, found)))',
    '    if isinstance(found, dict):',
    '        return words(found.get("message")) or words(found.get("error")) or words(found.get("errors"))',
    '    return found.strip() if isinstance(found, str) else ""',
    '',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
  ]);
}

function list(request: RequestProgram): string[] {
  return [
    'def field(found, name):',
    '    return found.get(name, "?") if isinstance(found, dict) else "?"',
    '',
    '',
    ...readVariable('api_key', environment.apiKey, request.words.noApiKey),
    '',
    `query = urllib.parse.urlencode({"apiKey": api_key, "page": ${request.page}, "_format": "json"})`,
    `request = urllib.request.Request(${quoted(`${request.baseUrl}${paths.list}?`)} + query)`,
    ...send(request, [
      'rows = answer.get("data")',
      `numbers = [answer.get(name) for name in (${listNumbers.map((name) => `"${name}"`).join(', ')})]`,
      'proven = isinstance(rows, (list, dict)) or rows is None and numbers != [None, None, None]',
    ]),
    'for row in rows.values() if isinstance(rows, dict) else rows or []:',
    '    print(field(row, "id"), field(row, "email"), field(field(row, "credits"), "balance"), sep="  ")',
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
    ...send(request, [
      'left = answer.get("subaccountCredit")',
      `proven = isinstance(left, str) and re.search(r"${amountPattern}", left, re.IGNORECASE)`,
    ]),
    `print(${said(words.added, 'left')})`,
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `${variable} = os.environ.get("${name}")`,
    `if not ${variable}:`,
    `    sys.exit(${quoted(missing)})`,
  ];
}

/** Leaves with a sentence and an exit code unless the answer is a success and `proof` sets `proven`; then it is in `answer`. */
function send({ call, seconds, words }: RequestProgram, proof: readonly string[]): string[] {
  const secrets = call === 'list' ? '[api_key]' : '[api_key, token]';
  return [
    '',
    'sys.stdout.reconfigure(errors="replace")',
    `deadline = time.monotonic() + ${seconds}`,
    'try:',
    '    opener = urllib.request.build_opener(NoRedirect)',
    '    try:',
    `        response = opener.open(request, timeout=${seconds})`,
    '    except urllib.error.HTTPError as error:',
    '        response = error',
    '    with response:',
    '        status, received = response.status, b""',
    // The time limit of urllib is between two reads only.
    '        while part := response.read1(65536):',
    '            received += part',
    '            if time.monotonic() > deadline:',
    '                raise TimeoutError',
    `            if len(received) > ${mostBytes}:`,
    '                raise OverflowError',
    // urllib makes it of what fails until all of the request is sent, and of nothing that fails later.
    ...comment('#', words.surelyUnsent),
    'except urllib.error.URLError as error:',
    '    untrusted = isinstance(error.reason, ssl.SSLCertVerificationError)',
    `    hint = ${quoted(` ${words.pythonCertificates}`)} if untrusted else ""`,
    `    sys.exit(${quoted(words.notSent)} + hint + " (" + str(error.reason) + ")")`,
    'except (OSError, OverflowError, http.client.HTTPException) as error:',
    `    sys.exit(${quoted(words.noAnswer)} + " (" + type(error).__name__ + ")")`,
    '',
    'try:',
    '    text = received.decode(response.headers.get_content_charset("utf-8"), "replace")',
    ...comment('    #', words.asWritten),
    '    answer = json.loads(text.lstrip("\\ufeff"), parse_int=str, parse_float=str)',
    '    answer = answer if isinstance(answer, dict) else {}',
    '    said = words(answer)',
    'except (LookupError, ValueError, RecursionError):',
    '    answer, said = {}, ""',
    `for secret in ${secrets}:`,
    '    said = said.replace(secret, "***")',
    'success, code = answer.get("success"), answer.get("code")',
    'worked = success in (True, "1", "true") or "success" not in answer and code == "200"',
    ...proof,
    'if not worked or not proven:',
    '    refused = success in (False, "0", "false")',
    '    if refused or not worked and (status == 429 or said and 400 <= status < 500):',
    '        said = said or (f"code {code}" if code else f"HTTP {status}")',
    '        wait = response.headers.get("Retry-After")',
    `        hint = ${said(` ${words.wait}`, 'wait')} if wait else ""`,
    `        sys.exit(${said(words.refused, 'said')} + hint)`,
    '    said = f"{status}: {said}" if said else str(status)',
    `    sys.exit(${said(words.notUnderstood, 'said')})`,
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
