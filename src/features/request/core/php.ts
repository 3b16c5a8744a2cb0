// PHP: a program for the command line, 7.4 or newer, with the cURL extension as the service's own samples have it.
import { environment } from '../../../common/core/environment';
import { comment, filled, oneLine, program, sentence } from './programText';
import {
  amountPattern,
  decisiveFields,
  latin1,
  listNumbers,
  mostBytes,
  paths,
  type RequestProgram,
} from './requestProgram';

export function php(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    '<?php',
    ...remark(words.purpose),
    ...remark(words.caution),
    'declare(strict_types=1);',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
  ]);
}

function list(request: RequestProgram): string[] {
  const numbers = listNumbers
    .map((name) => `$answer['${name}']`)
    .concat('null')
    .join(' ?? ');
  return [
    ...functions,
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    '$query = http_build_query([',
    "    'apiKey' => $apiKey,",
    `    'page' => ${request.page},`,
    "    '_format' => 'json',",
    "], '', '&');",
    `$request = curl_init(${quoted(`${request.baseUrl}${paths.list}?`)} . $query);`,
    ...send(
      request,
      [],
      [
        "$data = $answer['data'] ?? null;",
        String.raw`$isRow = fn ($name) => preg_match('/^\d+$/', (string) $name) === 1;`,
        '$rows = is_array($data) ? array_filter($data, $isRow, ARRAY_FILTER_USE_KEY) : [];',
        `$proven = $rows !== [] || $data === [] || ($data === null && (${numbers}) !== null);`,
      ],
    ),
    'foreach ($rows as $row) {',
    "    $email = isset($row['email']) ? words($row['email']) : '?';",
    "    echo $row['id'] ?? '?', '  ', $email, '  ', $row['credits']['balance'] ?? '?', PHP_EOL;",
    '}',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...remark(words.amount),
    `$credit = ${quoted(request.credit)};`,
    '',
    ...functions,
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '$body = json_encode([',
    "    'apiKey' => $apiKey,",
    "    'credit' => $credit,",
    "    'tokenSubaccount' => $token,",
    '], JSON_THROW_ON_ERROR);',
    `$request = curl_init(${quoted(request.baseUrl + paths.addCredit)});`,
    ...send(
      request,
      ['    CURLOPT_POSTFIELDS => $body,', "    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],"],
      [
        "$left = $answer['subaccountCredit'] ?? null;",
        `$proven = is_string($left) && preg_match(${quoted(`/^${amountPattern(codePoint)}$/u`)}, $left) === 1;`,
      ],
    ),
    `echo ${said(words.added, '$left')}, PHP_EOL;`,
  ];
}

function codePoint(character: string): string {
  return `\\x{${character.charCodeAt(0).toString(16)}}`;
}

const functions = [
  'function stop(string $why): void',
  '{',
  "    file_put_contents('php://stderr', $why . PHP_EOL);",
  '    exit(1);',
  '}',
  '',
  'function words($found): string',
  '{',
  '    if (!is_array($found)) {',
  "        return is_string($found) ? trim(html_entity_decode($found, ENT_QUOTES | ENT_HTML5, 'UTF-8')) : '';",
  '    }',
  "    foreach (['message', 'error', 'errors'] as $name) {",
  '        $said = words($found[$name] ?? null);',
  "        if ($said !== '') {",
  '            return $said;',
  '        }',
  '    }',
  "    $items = array_filter($found, 'is_int', ARRAY_FILTER_USE_KEY);",
  "    return implode('; ', array_filter(array_map('words', $items)));",
  '}',
  '',
  'function standsTwice(string $text, array $names): bool',
  '{',
  '    [$depth, $found] = [0, []];',
  '    $see = function (array $part) use (&$depth, &$found): string {',
  '        if ($depth === 1 && isset($part[2])) {',
  '            $found[] = json_decode($part[1], false, 1, JSON_INVALID_UTF8_SUBSTITUTE);',
  '        }',
  "        $depth += ['[' => 1, '{' => 1, ']' => -1, '}' => -1][$part[0]] ?? 0;",
  '        return $part[0];',
  '    };',
  String.raw`    preg_replace_callback('/("[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+")(\s*+:)?|[][{}]/', $see, $text);`,
  '    foreach ($names as $name) {',
  '        if (count(array_keys($found, $name, true)) > 1) {',
  '            return true;',
  '        }',
  '    }',
  '    return false;',
  '}',
  '',
];

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `$${variable} = (string) getenv('${name}');`,
    `if ($${variable} === '') {`,
    `    stop(${quoted(missing)});`,
    '}',
    '',
  ];
}

/** Stops with a sentence and an exit code unless the answer is a success and `proof` sets `$proven`; then it is in `$answer`. */
function send(
  { call, seconds, words }: RequestProgram,
  options: readonly string[],
  proof: readonly string[],
): string[] {
  const secrets = call === 'list' ? '$apiKey' : '[$apiKey, $token]';
  const certificates = quoted(` ${filled(words.certificates, 'curl.cainfo (php.ini)')}`);
  return [
    'curl_setopt_array($request, [',
    ...options,
    '    CURLOPT_RETURNTRANSFER => true,',
    `    CURLOPT_TIMEOUT => ${seconds},`,
    '    CURLOPT_FOLLOWLOCATION => false,',
    '    CURLOPT_NOPROGRESS => false,',
    `    CURLOPT_PROGRESSFUNCTION => fn ($request, $all, $loaded) => $loaded > ${mostBytes} ? 1 : 0,`,
    ']);',
    '$text = curl_exec($request);',
    'if (!is_string($text)) {',
    "    $why = ' (' . curl_error($request) . ')';",
    ...remark(words.surelyUnsent, '    //'),
    '    if (curl_getinfo($request, CURLINFO_PRETRANSFER_TIME) > 0) {',
    `        stop(${quoted(words.noAnswer)} . $why);`,
    '    }',
    '    $untrusted = in_array(curl_errno($request), [60, 77], true);',
    `    $hint = $untrusted ? ${certificates} : '';`,
    `    stop(${quoted(words.notSent)} . $hint . $why);`,
    '}',
    '$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);',
    '',
    '$type = (string) curl_getinfo($request, CURLINFO_CONTENT_TYPE);',
    `if (preg_match('/${latin1}/i', $type) === 1) {`,
    "    $text = @iconv('CP1252', 'UTF-8', $text) ?: $text;",
    '}',
    String.raw`$text = preg_replace('/^\xEF\xBB\xBF/', '', $text);`,
    '$answer = null;',
    'if (is_object(json_decode($text, false, 512, JSON_INVALID_UTF8_SUBSTITUTE))) {',
    ...remark(words.asWritten, '    //'),
    String.raw`    $numbers = '/"[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+"(*SKIP)(*FAIL)|-?\d[\d.eE+-]*/';`,
    `    $quoted = (string) preg_replace($numbers, '"$0"', $text);`,
    '    $answer = json_decode($quoted, true, 512, JSON_INVALID_UTF8_SUBSTITUTE);',
    '}',
    '$answer = is_array($answer) ? $answer : [];',
    `$said = str_replace(${secrets}, '***', words($answer));`,
    "[$success, $code] = [$answer['success'] ?? null, $answer['code'] ?? null];",
    `if ($answer !== [] && standsTwice($text, [${decisiveFields(call).map(quoted).join(', ')}])) {`,
    '    $success = $code = null;',
    '}',
    "$worked = in_array($success, [true, '1'], true)",
    String.raw`    || (is_string($success) && preg_match('/^\s*true\s*$/i', $success) === 1)`,
    String.raw`    || ($success === null && is_string($code) && preg_match('/^200(\.0+)?$/', $code) === 1);`,
    ...proof,
    'if (!$worked || !$proven) {',
    "    $refused = in_array($success, [false, '0'], true)",
    String.raw`        || (is_string($success) && preg_match('/^\s*false\s*$/i', $success) === 1);`,
    "    $byStatus = $status === 429 || ($said !== '' && $status >= 400 && $status < 500);",
    '    if ($refused || (!$worked && $byStatus)) {',
    "        $why = is_string($code) ? 'code ' . $code : 'HTTP ' . $status;",
    "        $why = $said !== '' ? $said : $why;",
    // PHP 8.2 and newer know it.
    "        $wait = defined('CURLINFO_RETRY_AFTER') ? curl_getinfo($request, CURLINFO_RETRY_AFTER) : 0;",
    `        $hint = $wait > 0 ? ${said(` ${words.wait}`, '$wait')} : '';`,
    `        stop(${said(words.refused, '$why')} . $hint);`,
    '    }',
    "    $why = $said !== '' ? $status . ': ' . $said : $status;",
    `    stop(${said(words.notUnderstood, '$why')});`,
    '}',
    '',
  ];
}

/** Even in a comment `?>` would end the program. */
function remark(text: string, mark = '//'): string[] {
  return comment(mark, text.replaceAll('?>', '? >'));
}

function quoted(text: string): string {
  return `'${oneLine(text).replace(/['\\]/g, '\\$&')}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '.');
}
