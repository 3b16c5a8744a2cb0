// cURL: a program for a POSIX shell, which can be pasted into a terminal as it is.
import { environment } from '../../../common/core/environment';
import { around, comment, oneLine, program } from './programText';
import { paths, type RequestProgram } from './requestProgram';

/**
 * The whole is given to `sh`, so that any shell can take it (zsh reads no comments when typed) and `exit` closes no terminal. The key
 * goes by a pipe: what stands on a command line can be seen by every program of the computer.
 */
export function curl(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    "sh <<'END'",
    ...comment('#', words.purpose),
    ...comment('#', words.caution),
    ...(call === 'list' ? list(request) : addCredit(request)),
    'END',
  ]);
}

function list(request: RequestProgram): string[] {
  return [
    ...readVariable(environment.apiKey, request.words.noApiKey),
    "key=$(printf '%s' \"$MAILPARTNER_API_KEY\" | sed 's/[\"\\\\]/\\\\&/g')",
    'answer=$(printf \'%s\' "$MAILPARTNER_API_KEY" | curl --silent --show-error \\',
    ...limits(request),
    `  --get --data-urlencode apiKey@- --data page=${request.page} --data _format=json \\`,
    ...end(request),
    // The rows hold the sub-accounts' own secrets.
    'printf \'%s\\n\' "$answer" | sed -E \'s/"(token|apiKey)"[[:space:]]*:[[:space:]]*("(\\\\.|[^"\\\\])*"|-?[0-9][0-9.eE+-]*)/"\\1":"***"/g\'',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  const [before, after] = around(words.added);
  return [
    ...comment('#', words.amount),
    `credit=${quoted(request.credit)}`,
    ...readVariable(environment.apiKey, words.noApiKey),
    ...readVariable(environment.token, words.noToken),
    "key=$(printf '%s' \"$MAILPARTNER_API_KEY\" | sed 's/[\"\\\\]/\\\\&/g')",
    "token=$(printf '%s' \"$MAILPARTNER_SUBACCOUNT_TOKEN\" | sed 's/[\"\\\\]/\\\\&/g')",
    'answer=$(printf \'{"apiKey":"%s","credit":"%s","tokenSubaccount":"%s"}\' "$key" "$credit" "$token" |',
    '  curl --silent --show-error --retry 0 \\',
    ...limits(request),
    "  --header 'Content-Type: application/json' --data-binary @- \\",
    ...end(request),
    'left=$(printf \'%s\' "$answer" | sed -nE \'s/.*"subaccountCredit"[[:space:]]*:[[:space:]]*"?([0-9.]+).*/\\1/p\')',
    `printf '%s%s%s\\n' ${quoted(before)} "$left" ${quoted(after)}`,
  ];
}

function limits({ seconds }: RequestProgram): string[] {
  return [`  --max-time ${seconds} --no-location --write-out '\\n%{http_code}' \\`];
}

/** Leaves with a sentence and an exit code unless the answer is a success; then it is in `$answer`. */
function end({ call, baseUrl, words }: RequestProgram): string[] {
  const [understoodBefore, understoodAfter] = around(words.notUnderstood);
  const [refusedBefore, refusedAfter] = around(words.refused);
  return [
    `  ${quoted(baseUrl + paths[call])}) || {`,
    `  printf '%s\\n' ${quoted(words.noAnswer)} >&2`,
    '  exit 1',
    '}',
    'status=$(printf \'%s\\n\' "$answer" | tail -n 1)',
    "answer=$(printf '%s\\n' \"$answer\" | sed '$d' | tr -d '\\r\\n')",
    // In whatever order the service writes its fields.
    'says() { printf \'%s\\n\' "$answer" | grep -Eq "$1"; }',
    'if ! says \'^[[:space:]]*\\{(.*,)?[[:space:]]*"success"[[:space:]]*:[[:space:]]*true[[:space:]]*(,.*)?\\}[[:space:]]*$\' ||',
    '  says \'"success"[[:space:]]*:[[:space:]]*false\'',
    'then',
    '  message=$(printf \'%s\\n\' "$answer" |',
    '    sed -nE \'s/^[[:space:]]*\\{.*"message"[[:space:]]*:[[:space:]]*"(([^"\\\\]|\\\\.)*)".*/\\1/p\')',
    '  code=$(printf \'%s\\n\' "$answer" |',
    '    sed -nE \'/"success"[[:space:]]*:[[:space:]]*false/s/^[[:space:]]*\\{.*"code"[[:space:]]*:[[:space:]]*"?([0-9]+).*/\\1/p\')',
    '  while :; do',
    '    case $message in',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    '      *"$key"*) message="${message%%"$key"*}${message#*"$key"}" ;;',
    '      *) break ;;',
    '    esac',
    '  done',
    '  if [ -n "$message$code" ]; then',
    `    printf '%s%s%s\\n' ${quoted(refusedBefore)} "\${message:-code $code}" ${quoted(refusedAfter)} >&2`,
    '  else',
    `    printf '%s%s%s\\n' ${quoted(understoodBefore)} "$status" ${quoted(understoodAfter)} >&2`,
    '  fi',
    '  exit 1',
    'fi',
  ];
}

function readVariable(name: string, missing: string): string[] {
  return [`if [ -z "\${${name}:-}" ]; then`, `  printf '%s\\n' ${quoted(missing)} >&2`, '  exit 1', 'fi'];
}

/** In single quotes the shell reads nothing. */
function quoted(text: string): string {
  return `'${oneLine(text).replaceAll("'", "'\\''")}'`;
}
