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
    '\tdef redirect_request(self, *_):',
    '\t\treturn None',
    '',
    '',
    'def plain(text):',
    '\tdef sign(found):',
    '\t\tif found[1].startswith("#"):',
    '\t\t\treturn html.unescape(found[0])',
    '\t\treturn html.entities.html5.get(found[1] + ";", found[0])',
    '',
    '\treturn re.sub(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);", sign, text)',
    '',
    '',
    'def words(found):',
    '\tif isinstance(found, list):',
    '\t\treturn "; ".join(filter(None, map(words, found)))',
    '\tif isinstance(found, dict):',
    '\t\treturn words(found.get("message")) or words(found.get("error")) or words(found.get("errors"))',
    '\treturn plain(found).strip() if isinstance(found, str) else ""',
    '',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
  ]);
}

function list(request: RequestProgram): string[] {
  return [
    'def field(found, name):',
    '\treturn found.get(name, "?") if isinstance(found, dict) else "?"',
    '',
    '',
    'def email(row):',
    '\tfound = field(row, "email")',
    '\treturn plain(found) if isinstance(found, str) else found',
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
      '\trows = [row for name, row in data.items() if re.fullmatch("[0-9]+", name)]',
      `numbers = [answer.get(name) for name in (${listNumbers.map((name) => `"${name}"`).join(', ')})]`,
      'proven = rows or data in ([], {}) or data is None and numbers != [None, None, None]',
    ]),
    'for row in rows:',
    '\tprint(field(row, "id"), email(row), field(field(row, "credits"), "balance"), sep="  ")',
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
    `\t${quoted(request.baseUrl + paths.addCredit)},`,
    '\tdata=json.dumps(body).encode(),',
    '\theaders={"Content-Type": "application/json"},',
    ')',
    ...send(request, [
      'left = answer.get("subaccountCredit")',
      `proven = isinstance(left, str) and re.fullmatch(r"${amountPattern()}", left)`,
    ]),
    `print(${said(words.added, 'left')})`,
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [`${variable} = os.environ.get("${name}")`, `if not ${variable}:`, `\tsys.exit(${quoted(missing)})`];
}

/** Leaves with a sentence and an exit code unless the answer is a success and `proof` sets `proven`; then it is in `answer`. */
function send({ call, seconds, words }: RequestProgram, proof: readonly string[]): string[] {
  const secrets = call === 'list' ? '[api_key]' : '[api_key, token]';
  return [
    '',
    'sys.stdout.reconfigure(errors="replace")',
    `deadline = time.monotonic() + ${seconds}`,
    'try:',
    '\topener = urllib.request.build_opener(NoRedirect)',
    '\ttry:',
    `\t\tresponse = opener.open(request, timeout=${seconds})`,
    '\texcept urllib.error.HTTPError as error:',
    '\t\tresponse = error',
    '\twith response:',
    '\t\tstatus, received = response.status, b""',
    // The time limit of urllib is between two reads only.
    '\t\twhile part := response.read1(65536):',
    '\t\t\treceived += part',
    '\t\t\tif time.monotonic() > deadline:',
    '\t\t\t\traise TimeoutError',
    `\t\t\tif len(received) > ${mostBytes}:`,
    '\t\t\t\traise OverflowError',
    // urllib makes it of what fails until all of the request is sent, and of nothing that fails later.
    ...comment('#', words.surelyUnsent),
    'except urllib.error.URLError as error:',
    '\tuntrusted = isinstance(error.reason, ssl.SSLCertVerificationError)',
    `\thint = ${quoted(` ${words.pythonCertificates}`)} if untrusted else ""`,
    `\tsys.exit(${quoted(words.notSent)} + hint + " (" + str(error.reason) + ")")`,
    'except (OSError, OverflowError, http.client.HTTPException) as error:',
    `\tsys.exit(${quoted(words.noAnswer)} + " (" + type(error).__name__ + ")")`,
    '',
    'names = []',
    '',
    '',
    'def as_dict(pairs):',
    '\tnames[:] = [name for name, _ in pairs]',
    '\treturn dict(pairs)',
    '',
    '',
    'try:',
    '\tcontent_type = response.headers.get("Content-Type", "")',
    `\tis_latin1 = re.search("${latin1}", content_type, re.IGNORECASE)`,
    '\ttext = received.decode("cp1252" if is_latin1 else "utf-8", "replace")',
    ...comment('    #', words.asWritten),
    '\ttext = text.lstrip("\\ufeff")',
    '\tanswer = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=as_dict)',
    '\tanswer = answer if isinstance(answer, dict) else {}',
    '\tsaid = words(answer)',
    'except (ValueError, RecursionError):',
    '\tanswer, said = {}, ""',
    `for secret in ${secrets}:`,
    '\tsaid = said.replace(secret, "***")',
    'success, code = answer.get("success"), answer.get("code")',
    // The names of the whole come last.
    `if any(names.count(name) > 1 for name in ${JSON.stringify(decisiveFields(call)).replaceAll(',', ', ')}):`,
    '\tsuccess = code = None',
    'verdict = success.strip().lower() if isinstance(success, str) else ""',
    'worked = success in (True, "1") or verdict == "true"',
    'if success is None and isinstance(code, str):',
    String.raw`    worked = re.fullmatch(r"200(\.0+)?", code)`,
    ...proof,
    'if not worked or not proven:',
    '\trefused = success in (False, "0") or verdict == "false"',
    '\tif refused or not worked and (status == 429 or said and 400 <= status < 500):',
    '\t\tsaid = said or (f"code {code}" if code else f"HTTP {status}")',
    '\t\twait = response.headers.get("Retry-After")',
    `\t\thint = ${said(` ${words.wait}`, 'wait')} if wait else ""`,
    `\t\tsys.exit(${said(words.refused, 'said')} + hint)`,
    '\tsaid = f"{status}: {said}" if said else str(status)',
    `\tsys.exit(${said(words.notUnderstood, 'said')})`,
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
