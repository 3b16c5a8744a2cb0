// PHP: a program for the command line, 7.4 or newer, with the cURL extension as the service's own samples have it.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import { paths, type RequestProgram } from './requestProgram';

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
  return [
    ...stop,
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    '$query = http_build_query([',
    "    'apiKey' => $apiKey,",
    `    'page' => ${request.page},`,
    "    '_format' => 'json',",
    "], '', '&');",
    `$request = curl_init(${quoted(`${request.baseUrl}${paths.list}?`)} . $query);`,
    ...send(request, []),
    "foreach ((array) ($answer['data'] ?? []) as $row) {",
    "    echo $row['id'] ?? '', '  ', $row['email'] ?? '', '  ', $row['credits']['balance'] ?? '', PHP_EOL;",
    '}',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...remark(words.amount),
    `$credit = ${quoted(request.credit)};`,
    '',
    ...stop,
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '$body = json_encode([',
    "    'apiKey' => $apiKey,",
    "    'credit' => $credit,",
    "    'tokenSubaccount' => $token,",
    '], JSON_THROW_ON_ERROR);',
    `$request = curl_init(${quoted(request.baseUrl + paths.addCredit)});`,
    ...send(request, [
      '    CURLOPT_POSTFIELDS => $body,',
      "    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],",
    ]),
    `echo ${said(words.added, "($answer['subaccountCredit'] ?? '?')")}, PHP_EOL;`,
  ];
}

const stop = [
  'function stop(string $why): void',
  '{',
  "    file_put_contents('php://stderr', $why . PHP_EOL);",
  '    exit(1);',
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

/** Stops with a sentence and an exit code unless the answer is a success; then it is in `$answer`. */
function send({ seconds, words }: RequestProgram, options: readonly string[]): string[] {
  const notUnderstood = said(words.notUnderstood, 'curl_getinfo($request, CURLINFO_RESPONSE_CODE)');
  const refused = said(words.refused, "str_replace($apiKey, '***', $said)");
  return [
    'curl_setopt_array($request, [',
    ...options,
    '    CURLOPT_RETURNTRANSFER => true,',
    `    CURLOPT_TIMEOUT => ${seconds},`,
    '    CURLOPT_FOLLOWLOCATION => false,',
    ']);',
    '$text = curl_exec($request);',
    'if (!is_string($text)) {',
    `    stop(${quoted(words.noAnswer)} . ' (' . curl_error($request) . ')');`,
    '}',
    '',
    '$answer = json_decode($text, true);',
    '$answer = is_array($answer) ? $answer : [];',
    "if (($answer['success'] ?? null) !== true) {",
    "    $said = $answer['message'] ?? $answer['error'] ?? $answer['errors'] ?? null;",
    "    if ($said === null && ($answer['success'] ?? null) === false) {",
    "        $said = 'code ' . ($answer['code'] ?? '?');",
    '    }',
    '    if ($said === null) {',
    `        stop(${notUnderstood});`,
    '    }',
    '    $said = is_string($said) ? $said : json_encode($said, JSON_UNESCAPED_UNICODE);',
    `    stop(${refused});`,
    '}',
    '',
  ];
}

/** Even in a comment `?>` would end the program. */
function remark(text: string): string[] {
  return comment('//', text.replaceAll('?>', '? >'));
}

function quoted(text: string): string {
  return `'${oneLine(text).replace(/['\\]/g, '\\$&')}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '.');
}
