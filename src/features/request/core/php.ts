// PHP: a program for the command line, 7.4 or newer, with the cURL extension as the service's own samples have it.
import { environment } from '../../../common/core/environment';
import { comment, filled, oneLine, program, sentence } from './programText';
import { amountPattern, listNumbers, mostBytes, paths, type RequestProgram } from './requestProgram';

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
        "$rows = $answer['data'] ?? null;",
        `$proven = is_array($rows) || ($rows === null && (${numbers}) !== null);`,
      ],
    ),
    'foreach ($rows ?? [] as $row) {',
    "    echo $row['id'] ?? '?', '  ', $row['email'] ?? '?', '  ', $row['credits']['balance'] ?? '?', PHP_EOL;",
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
        `$proven = is_string($left) && preg_match('/${amountPattern}/i', $left) === 1;`,
      ],
    ),
    `echo ${said(words.added, '$left')}, PHP_EOL;`,
  ];
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
  "        return is_string($found) ? trim($found) : '';",
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
    `if (preg_match('/charset=["\\s]*([\\w-]+)/i', $type, $charset)) {`,
    "    $text = @iconv($charset[1], 'UTF-8', $text) ?: $text;",
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
    "$worked = in_array($success, [true, '1', 'true'], true)",
    "    || (!array_key_exists('success', $answer) && $code === '200');",
    ...proof,
    'if (!$worked || !$proven) {',
    "    $refused = in_array($success, [false, '0', 'false'], true);",
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
