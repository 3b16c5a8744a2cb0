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
    "\t'apiKey' => $apiKey,",
    `\t'page' => ${request.page},`,
    "\t'_format' => 'json',",
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
    "\t$email = isset($row['email']) ? words($row['email']) : '?';",
    "\techo $row['id'] ?? '?', '  ', $email, '  ', $row['credits']['balance'] ?? '?', PHP_EOL;",
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
    "\t'apiKey' => $apiKey,",
    "\t'credit' => $credit,",
    "\t'tokenSubaccount' => $token,",
    '], JSON_THROW_ON_ERROR);',
    `$request = curl_init(${quoted(request.baseUrl + paths.addCredit)});`,
    ...send(
      request,
      ['\tCURLOPT_POSTFIELDS => $body,', "\tCURLOPT_HTTPHEADER => ['Content-Type: application/json'],"],
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
  "\tfile_put_contents('php://stderr', $why . PHP_EOL);",
  '\texit(1);',
  '}',
  '',
  'function words($found): string',
  '{',
  '\tif (!is_array($found)) {',
  "\t\treturn is_string($found) ? trim(html_entity_decode($found, ENT_QUOTES | ENT_HTML5, 'UTF-8')) : '';",
  '\t}',
  "\tforeach (['message', 'error', 'errors'] as $name) {",
  '\t\t$said = words($found[$name] ?? null);',
  "\t\tif ($said !== '') {",
  '\t\t\treturn $said;',
  '\t\t}',
  '\t}',
  "\t$items = array_filter($found, 'is_int', ARRAY_FILTER_USE_KEY);",
  "\treturn implode('; ', array_filter(array_map('words', $items)));",
  '}',
  '',
  'function standsTwice(string $text, array $names): bool',
  '{',
  '\t[$depth, $found] = [0, []];',
  '\t$see = function (array $part) use (&$depth, &$found): string {',
  '\t\tif ($depth === 1 && isset($part[2])) {',
  '\t\t\t$found[] = json_decode($part[1], false, 1, JSON_INVALID_UTF8_SUBSTITUTE);',
  '\t\t}',
  "\t\t$depth += ['[' => 1, '{' => 1, ']' => -1, '}' => -1][$part[0]] ?? 0;",
  '\t\treturn $part[0];',
  '\t};',
  String.raw`    preg_replace_callback('/("[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+")(\s*+:)?|[][{}]/', $see, $text);`,
  '\tforeach ($names as $name) {',
  '\t\tif (count(array_keys($found, $name, true)) > 1) {',
  '\t\t\treturn true;',
  '\t\t}',
  '\t}',
  '\treturn false;',
  '}',
  '',
];

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `$${variable} = (string) getenv('${name}');`,
    `if ($${variable} === '') {`,
    `\tstop(${quoted(missing)});`,
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
    '\tCURLOPT_RETURNTRANSFER => true,',
    `\tCURLOPT_TIMEOUT => ${seconds},`,
    '\tCURLOPT_FOLLOWLOCATION => false,',
    '\tCURLOPT_NOPROGRESS => false,',
    `\tCURLOPT_PROGRESSFUNCTION => fn ($request, $all, $loaded) => $loaded > ${mostBytes} ? 1 : 0,`,
    ']);',
    '$text = curl_exec($request);',
    'if (!is_string($text)) {',
    "\t$why = ' (' . curl_error($request) . ')';",
    ...remark(words.surelyUnsent, '    //'),
    '\tif (curl_getinfo($request, CURLINFO_PRETRANSFER_TIME) > 0) {',
    `\t\tstop(${quoted(words.noAnswer)} . $why);`,
    '\t}',
    '\t$untrusted = in_array(curl_errno($request), [60, 77], true);',
    `\t$hint = $untrusted ? ${certificates} : '';`,
    `\tstop(${quoted(words.notSent)} . $hint . $why);`,
    '}',
    '$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);',
    '',
    '$type = (string) curl_getinfo($request, CURLINFO_CONTENT_TYPE);',
    `if (preg_match('/${latin1}/i', $type) === 1) {`,
    "\t$text = @iconv('CP1252', 'UTF-8', $text) ?: $text;",
    '}',
    String.raw`$text = preg_replace('/^\xEF\xBB\xBF/', '', $text);`,
    '$answer = null;',
    'if (is_object(json_decode($text, false, 512, JSON_INVALID_UTF8_SUBSTITUTE))) {',
    ...remark(words.asWritten, '    //'),
    String.raw`    $numbers = '/"[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+"(*SKIP)(*FAIL)|-?\d[\d.eE+-]*/';`,
    `\t$quoted = (string) preg_replace($numbers, '"$0"', $text);`,
    '\t$answer = json_decode($quoted, true, 512, JSON_INVALID_UTF8_SUBSTITUTE);',
    '}',
    '$answer = is_array($answer) ? $answer : [];',
    `$said = str_replace(${secrets}, '***', words($answer));`,
    "[$success, $code] = [$answer['success'] ?? null, $answer['code'] ?? null];",
    `if ($answer !== [] && standsTwice($text, [${decisiveFields(call).map(quoted).join(', ')}])) {`,
    '\t$success = $code = null;',
    '}',
    "$worked = in_array($success, [true, '1'], true)",
    String.raw`    || (is_string($success) && preg_match('/^\s*true\s*$/i', $success) === 1)`,
    String.raw`    || ($success === null && is_string($code) && preg_match('/^200(\.0+)?$/', $code) === 1);`,
    ...proof,
    'if (!$worked || !$proven) {',
    "\t$refused = in_array($success, [false, '0'], true)",
    String.raw`        || (is_string($success) && preg_match('/^\s*false\s*$/i', $success) === 1);`,
    "\t$byStatus = $status === 429 || ($said !== '' && $status >= 400 && $status < 500);",
    '\tif ($refused || (!$worked && $byStatus)) {',
    "\t\t$why = is_string($code) ? 'code ' . $code : 'HTTP ' . $status;",
    "\t\t$why = $said !== '' ? $said : $why;",
    // PHP 8.2 and newer know it.
    "\t\t$wait = defined('CURLINFO_RETRY_AFTER') ? curl_getinfo($request, CURLINFO_RETRY_AFTER) : 0;",
    `\t\t$hint = $wait > 0 ? ${said(` ${words.wait}`, '$wait')} : '';`,
    `\t\tstop(${said(words.refused, '$why')} . $hint);`,
    '\t}',
    "\t$why = $said !== '' ? $status . ': ' . $said : $status;",
    `\tstop(${said(words.notUnderstood, '$why')});`,
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
