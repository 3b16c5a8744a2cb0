// Python: a program for 3.9 or newer that needs nothing but its standard library.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import {
  amountPattern,
  decisiveFields,
  latin1,
  listNumbers,
  mostBytes,
  paths,
  type RequestProgram,
} from './requestProgram';

export function python(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment('#', words.purpose),
    ...comment('#', words.caution),
    'import html',
    'import html.entities',
    'import http.client',
    'import json',
    'import os',
    'import re',
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
    'def plain(text):',
    '    def sign(found):',
    '        if found[1].startswith("#"):',
    '            return html.unescape(found[0])',
    '        return html.entities.html5.get(found[1] + ";", found[0])',
    '',
    '    return re.sub(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);", sign, text)',
    '',
    '',
    'def words(found):',
    '    if isinstance(found, list):',
    '        return "; ".join(filter(None, map(words, found)))',
    '    if isinstance(found, dict):',
    '        return words(found.get("message")) or words(found.get("error")) or words(found.get("errors"))',
    '    return plain(found).strip() if isinstance(found, str) else ""',
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
    'def email(row):',
    '    found = field(row, "email")',
    '    return plain(found) if isinstance(found, str) else found',
    '',
    '',
    ...readVariable('api_key', environment.apiKey, request.words.noApiKey),
    '',
    `query = urllib.parse.urlencode({"apiKey": api_key, "page": ${request.page}, "_format": "json"})`,
    `request = urllib.request.Request(${quoted(`${request.baseUrl}${paths.list}?`)} + query)`,
    ...send(request, [
      'data = answer.get("data")',
      'rows = data if isinstance(data, list) else []',
      'if isinstance(data, dict):',
      '    rows = [row for name, row in data.items() if re.fullmatch("[0-9]+", name)]',
      `numbers = [answer.get(name) for name in (${listNumbers.map((name) => `"${name}"`).join(', ')})]`,
      'proven = rows or data in ([], {}) or data is None and numbers != [None, None, None]',
    ]),
    'for row in rows:',
    '    print(field(row, "id"), email(row), field(field(row, "credits"), "balance"), sep="  ")',
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
      `proven = isinstance(left, str) and re.fullmatch(r"${amountPattern()}", left)`,
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
    'names = []',
    '',
    '',
    'def as_dict(pairs):',
    '    names[:] = [name for name, _ in pairs]',
    '    return dict(pairs)',
    '',
    '',
    'try:',
    '    content_type = response.headers.get("Content-Type", "")',
    `    is_latin1 = re.search("${latin1}", content_type, re.IGNORECASE)`,
    '    text = received.decode("cp1252" if is_latin1 else "utf-8", "replace")',
    ...comment('    #', words.asWritten),
    '    text = text.lstrip("\\ufeff")',
    '    answer = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=as_dict)',
    '    answer = answer if isinstance(answer, dict) else {}',
    '    said = words(answer)',
    'except (ValueError, RecursionError):',
    '    answer, said = {}, ""',
    `for secret in ${secrets}:`,
    '    said = said.replace(secret, "***")',
    'success, code = answer.get("success"), answer.get("code")',
    // The names of the whole come last.
    `if any(names.count(name) > 1 for name in ${JSON.stringify(decisiveFields(call)).replaceAll(',', ', ')}):`,
    '    success = code = None',
    'verdict = success.strip().lower() if isinstance(success, str) else ""',
    'worked = success in (True, "1") or verdict == "true"',
    'if success is None and isinstance(code, str):',
    String.raw`    worked = re.fullmatch(r"200(\.0+)?", code)`,
    ...proof,
    'if not worked or not proven:',
    '    refused = success in (False, "0") or verdict == "false"',
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
