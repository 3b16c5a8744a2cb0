// cURL: a whole program for a POSIX shell, which can be pasted into a terminal as it is.
import { SECRET_NAME } from '../../../api/listAsSent';
import { environment } from '../../../common/core/environment';
import { around, comment, filled, oneLine, program } from './programText';
import {
  amountPattern,
  decisiveFields,
  latin1,
  listNumbers,
  mostBytes,
  paths,
  type RequestProgram,
} from './requestProgram';

/** For a sed that sees bytes. A blank that is not ASCII would not be seen in the program: any other sign stands for it. */
const amount = amountPattern((character) => (/\s/.test(character) ? '[^ -~]{2,3}' : character));

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

/** What a field is called whose value is a secret, for a sed that knows no upper case; and a name with an escape in it may be any name. */
const secretName = SECRET_NAME.source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
const sign = String.raw`(\\.|[^"\\])`;

/**
 * What of a sed masks secrets in JSON that is one line, as bytes: a text or number by its name; from a list, an object or a text that does
 * not end on, all that follows; and what an address hands on.
 */
export const maskSecrets = [
  String.raw`s/("${sign}*(${secretName}|\\)${sign}*"[[:space:]]*:)[[:space:]]*("${sign}*"?|-?[0-9][0-9.eE+-]*|[[{].*)/\1"***"/g`,
  String.raw`s/(${secretName})(=|%3[Dd])[^&"[:space:]]*/\1\2***/g`,
].join(';');

function list(request: RequestProgram): string[] {
  return [
    ...beginning,
    ...readVariable(environment.apiKey, request.words.noApiKey),
    'answer=$(printf \'%s\' "$MAILPARTNER_API_KEY" | {',
    '  curl --silent --show-error \\',
    ...limits(request),
    `    --get --data-urlencode apiKey@- --data page=${request.page} --data _format=json \\`,
    ...end(request),
    `if [ -z "$worked" ] || { ! says '^rows$' && ! { says '^1 "(${listNumbers.join('|')})" "?[0-9]' && ! says '^1 "data" [^n]'; }; }`,
    ...otherwise(request),
    ...comment('#', request.words.masked),
    `printf '%s\\n' "$answer" | sed -E '${maskSecrets};s/ *$//'`,
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...comment('#', words.amount),
    `credit=${quoted(request.credit)}`,
    ...beginning,
    ...readVariable(environment.apiKey, words.noApiKey),
    ...readVariable(environment.token, words.noToken),
    "key=$(printf '%s' \"$MAILPARTNER_API_KEY\" | sed 's/[\"\\\\]/\\\\&/g')",
    "token=$(printf '%s' \"$MAILPARTNER_SUBACCOUNT_TOKEN\" | sed 's/[\"\\\\]/\\\\&/g')",
    'answer=$(printf \'{"apiKey":"%s","credit":"%s","tokenSubaccount":"%s"}\' "$key" "$credit" "$token" | {',
    '  curl --silent --show-error --retry 0 \\',
    ...limits(request),
    "    --header 'Content-Type: application/json' --data-binary @- \\",
    ...end(request),
    `left=$(printf '%s\\n' "$fields" |`,
    `  sed -nE ${quoted(String.raw`s/^1 "subaccountCredit" "?(${amount})"?$/\1/p`)})`,
    'if [ -z "$worked" ] || [ -z "$left" ]',
    ...otherwise(request),
    `printf '%s\\n' ${said(words.added, '$left')}`,
  ];
}

/** In the C locale text is bytes, so that none is refused. */
const beginning = ['export LC_ALL=C', 'stop() { printf \'%s\\n\' "$1" >&2; exit 1; }'];

function limits({ seconds }: RequestProgram): string[] {
  return [
    `    --max-time ${seconds} --no-location \\`,
    "    --write-out '\\n%{http_code}|%{time_pretransfer}|%header{retry-after}|%{content_type}|' \\",
  ];
}

/** The address, and what follows it until the answer is read: its fields are in `$fields`, its words in `$said`. */
function end({ call, baseUrl, words }: RequestProgram): string[] {
  const secrets = call === 'list' ? [environment.apiKey] : [environment.apiKey, environment.token];
  const certificates = filled(words.certificates, 'CURL_CA_BUNDLE');
  return [
    `    ${quoted(baseUrl + paths[call])}`,
    '  printf \'%s\' "$?"',
    `} | head -c ${mostBytes})`,
    'last=$(printf \'%s\\n\' "$answer" | tail -n 1)',
    'part() { printf \'%s\\n\' "$last" | cut -d \'|\' -f "$1"; }',
    // How curl ended, and after how many seconds it came to the request: after 0 it did not.
    ...comment('#', words.surelyUnsent),
    'case $(part 5):$(part 2) in',
    '  0:*) ;;',
    `  60:* | 77:*) stop ${quoted(`${words.notSent} ${certificates}`)} ;;`,
    `  127:* | *:0.000000) stop ${quoted(words.notSent)} ;;`,
    `  *) stop ${quoted(words.noAnswer)} ;;`,
    'esac',
    'status=$(part 1)',
    "answer=$(printf '%s\\n' \"$answer\" | sed '$d' | tr '\\r\\n' '  ')",
    `if part 4 | grep -Eiq '${latin1}'; then`,
    '  decoded=$(printf \'%s\' "$answer" | iconv -f CP1252 -t UTF-8 2>/dev/null) && answer=$decoded',
    'fi',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    'answer=${answer#"$(printf \'\\357\\273\\277\')"}',
    ...comment('#', words.fieldLines),
    'fields=$(printf \'%s\\n\' "$answer" |',
    `  sed '${letters.slice(0, letters.length / 2).join(';')};`,
    `    ${letters.slice(letters.length / 2).join(';')}' |`,
    '  grep -oE \'"([^"\\]|\\\\.)*"?|[][{}:,]|[^][{}:,"[:space:]]+\' | awk \'',
    '    depth == 0 && (NR > 1 || $0 != "{") { around = 1 }',
    '    /^[]}]$/ { depth-- }',
    '    last == ":" { print depth, name, $0; if (depth == 1 && seen[name]++) print "twice", name }',
    '    depth == 1 && last == ":" { of = name }',
    '    of == "\\"data\\"" && (depth == 1 && (last == ":" && $0 == "[" || last == "{" && $0 == "}") ||',
    '      depth == 2 && $0 == ":" && last ~ /^"[0-9]+"$/) { print "rows" }',
    '    /^[[{]$/ { depth++ }',
    '    $0 == ":" { name = last }',
    '    { last = $0 }',
    '    END { if (depth == 0 && !around) print "whole" }\')',
    'says() { printf \'%s\\n\' "$fields" | grep -Eq "$1"; }',
    "says '^whole$' || fields=",
    // A name with an escape in it may be any name.
    String.raw`if says '^twice "(${decisiveFields(call).join('|')})"$|^1 "[^"\\]*\\'; then`,
    '  fields=$(printf \'%s\\n\' "$fields" | grep -Ev \'^1 "(success|code)" \')',
    'fi',
    'said=$(printf \'%s\\n\' "$fields" | sort -k1,1n -k2,2r |',
    '  sed -nE \'s/^[0-9]+ "(message|error)" "(.*[^ ].*)"$/\\2/p\' | head -n 1 |',
    `  sed -E ${quoted(unescaping)} | awk '`,
    ...plain,
    "  ')",
    `for secret in ${secrets.map((name) => `"$${name}"`).join(' ')}; do`,
    '  while :; do',
    '    case $said in',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    '      *"$secret"*) said="${said%%"$secret"*}${said#*"$secret"}" ;;',
    '      *) break ;;',
    '    esac',
    '  done',
    'done',
    'worked=',
    `if says '^1 "success" (1|"1"|true|"${inAnyCase('true')}")$' || {`,
    String.raw`  says '^1 "code" "?200(\.0+)?"?$' && { ! says '^1 "success" ' || says '^1 "success" null$'; }; }; then`,
    '  worked=yes',
    'fi',
  ];
}

/** The escapes in which PHP and others write what French has beyond ASCII. A backslash that is meant comes first, so that nothing else sees it. */
const letters = [
  String.raw`s/\\\\/\\u005c/g`,
  ...[...'éèêàâçîïôùûœÉÀ’«»€'].map((letter) => `s/${escaped(letter)}/${letter}/g`),
  ...['\u00a0', '\u202f'].map((blank) => `s/${escaped(blank)}/ /g`),
];

function escaped(letter: string): string {
  const digits = letter.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\\\u${digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`;
}

/** What is left of JSON's escapes: quotation marks, and what Symfony writes so. The backslash comes last, so that nothing else sees it. */
const unescaping = [
  String.raw`s/\\(["/])/\1/g`,
  ...[...`"'<>`].map((sign) => `s/${escaped(sign)}/${sign}/g`),
  String.raw`s/${escaped('&')}/\&/g`,
  String.raw`s/\\u005c/\\/g`,
].join(';');

/** For awk, in single quotes: HTML entities as the signs that they stand for, as UTF-8 and each once. What is a control character stays. */
const plain = [
  '    function sign(text,   code, base, at) {',
  '      if (text in named) return named[text]',
  '      base = text ~ /^#[xX]/ ? 16 : 10',
  '      for (at = base == 16 ? 3 : 2; at <= length(text); at++)',
  '        code = code * base + index("0123456789abcdef", tolower(substr(text, at, 1))) - 1',
  '      if (code < 32 || code > 126 && code < 160 || code > 1114111 || int(code / 2048) == 27) return "&" text ";"',
  '      if (code < 128) return sprintf("%c", code)',
  '      if (code < 2048) return sprintf("%c", 192 + int(code / 64)) rest(code, 1)',
  '      if (code < 65536) return sprintf("%c", 224 + int(code / 4096)) rest(code, 2)',
  '      return sprintf("%c", 240 + int(code / 262144)) rest(code, 3)',
  '    }',
  '    function rest(code, count) {',
  '      return (count > 1 ? rest(int(code / 64), count - 1) : "") sprintf("%c", 128 + code % 64)',
  '    }',
  '    BEGIN {',
  '      RS = "&"',
  String.raw`      named["amp"] = "&"; named["lt"] = "<"; named["gt"] = ">"; named["quot"] = "\""; named["apos"] = "\047"`,
  '    }',
  '    NR == 1 { printf "%s", $0; next }',
  '    match($0, /^(amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);/) {',
  '      printf "%s%s", sign(substr($0, 1, RLENGTH - 1)), substr($0, RLENGTH + 1)',
  '      next',
  '    }',
  '    { printf "&%s", $0 }',
];

/** A word as a regular expression, in any letter case and with blanks around it. */
function inAnyCase(word: string): string {
  return ` *${[...word].map((letter) => `[${letter}${letter.toUpperCase()}]`).join('')} *`;
}

/** After an `if` that finds no proof: leaves with a sentence and an exit code. */
function otherwise({ words }: RequestProgram): string[] {
  return [
    'then',
    '  refused=',
    `  says '^1 "success" (0|"0"|false|"${inAnyCase('false')}")$' && refused=yes`,
    '  case $worked:$status:$said in',
    '    :429:* | :4??:?*) refused=yes ;;',
    '  esac',
    '  if [ -n "$refused" ]; then',
    '    code=$(printf \'%s\\n\' "$fields" | sed -nE \'s/^1 "code" "?([0-9]+)"?$/code \\1/p\')',
    '    wait=$(part 3)',
    '    case $wait in',
    "      '' | %*) wait= ;;",
    `      *) wait=${said(` ${words.wait}`, '$wait')} ;;`,
    '    esac',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    `    stop ${said(words.refused, '${said:-${code:-HTTP $status}}')}"$wait"`,
    '  fi',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    `  stop ${said(words.notUnderstood, '$status${said:+: $said}')}`,
    'fi',
  ];
}

function readVariable(name: string, missing: string): string[] {
  return [`[ -n "\${${name}:-}" ] || stop ${quoted(missing)}`];
}

/** In single quotes the shell reads nothing. */
function quoted(text: string): string {
  return `'${oneLine(text).replaceAll("'", "'\\''")}'`;
}

function said(text: string, value: string): string {
  const [before, after] = around(text);
  return `${quoted(before)}"${value}"${quoted(after)}`;
}
