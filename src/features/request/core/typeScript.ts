// TypeScript: a program for Node.js 20 or newer, which needs no package; Node.js 22.18 and newer run it as it is, tsx runs it anywhere.
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

export function typeScript(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment('//', words.purpose),
    ...comment('//', words.caution),
    "import { subscribe } from 'node:diagnostics_channel';",
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
    '',
    'function words(found: unknown): string {',
    '  if (Array.isArray(found)) {',
    "    return found.map(words).filter(Boolean).join('; ');",
    '  }',
    "  if (typeof found === 'object' && found !== null) {",
    '    const { message, error, errors } = found as Answer;',
    '    return words(message) || words(error) || words(errors);',
    '  }',
    "  return typeof found === 'string' ? plain(found).trim() : '';",
    '}',
    '',
    'function plain(text: string): string {',
    `  const named = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);`,
    '  const entity = /&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;',
    '  return text.replace(entity, (found, name, decimal, hex) => {',
    '    if (name) {',
    '      return named.get(name) ?? found;',
    '    }',
    '    const code = decimal ? Number(decimal) : parseInt(hex, 16);',
    '    const isSign = code > 31 && code <= 0x10ffff && !(code > 126 && code < 160) && code >> 11 !== 27;',
    '    return isSign ? String.fromCodePoint(code) : found;',
    '  });',
    '}',
    '',
    'function standsTwice(text: string, names: string[]): boolean {',
    '  const found: unknown[] = [];',
    '  let depth = 0;',
    String.raw`  const parts = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[[\]{}]/g;`,
    "  for (const [part, name = '', colon] of text.matchAll(parts)) {",
    '    if (depth === 1 && colon) {',
    '      found.push(JSON.parse(name));',
    '    }',
    "    depth += '[{'.includes(part) ? 1 : ']}'.includes(part) ? -1 : 0;",
    '  }',
    '  return names.some((name) => found.indexOf(name) !== found.lastIndexOf(name));',
    '}',
    '',
    'function stop(why: string): never {',
    '  console.error(why);',
    '  process.exit(1);',
    '}',
    '',
    'void main();',
  ]);
}

function list(request: RequestProgram): string[] {
  const numbers = listNumbers.map((name) => `answer.${name}`).join(' ?? ');
  return [
    'interface Row {',
    '  id?: unknown;',
    '  email?: unknown;',
    '  credits?: { balance?: unknown } | null;',
    '}',
    '',
    ...answerWith(['data', ...listNumbers]),
    'async function main(): Promise<void> {',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `  const query = new URLSearchParams({ apiKey, page: '${request.page}', _format: 'json' });`,
    ...send(
      request,
      `${quoted(`${request.baseUrl}${paths.list}?`)} + query`,
      [],
      [
        '  const data = answer.data ?? null;',
        "  const entries = typeof data === 'object' ? Object.entries(data ?? {}) : [];",
        '  const rows = entries.filter(([name]) => /^[0-9]+$/.test(name)).map(([, row]) => row as Row | null);',
        `  const numbers = ${numbers} ?? null;`,
        "  const isEmpty = typeof data === 'object' && entries.length === 0 && (data !== null || numbers !== null);",
        '  const proven = rows.length > 0 || isEmpty;',
      ],
    ),
    '  for (const row of rows) {',
    "    const email = typeof row?.email === 'string' ? plain(row.email) : '?';",
    "    console.log([row?.id ?? '?', email, row?.credits?.balance ?? '?'].join('  '));",
    '  }',
    '}',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...comment('//', words.amount),
    `const credit = ${quoted(request.credit)};`,
    '',
    ...answerWith(['subaccountCredit']),
    'async function main(): Promise<void> {',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    ...send(
      request,
      quoted(request.baseUrl + paths.addCredit),
      [
        "      method: 'POST',",
        "      headers: { 'Content-Type': 'application/json' },",
        '      body: JSON.stringify({ apiKey, credit, tokenSubaccount: token }),',
      ],
      [
        '  const left = answer.subaccountCredit;',
        `  const proven = typeof left === 'string' && /^${amountPattern()}$/.test(left);`,
      ],
    ),
    `  console.log(${said(words.added, 'left')});`,
    '}',
  ];
}

function answerWith(fields: readonly string[]): string[] {
  return [
    'interface Answer {',
    ...['success', 'code', 'message', 'error', 'errors', ...fields].map((field) => `  ${field}?: unknown;`),
    '}',
    '',
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `  const ${variable} = process.env.${name};`,
    `  if (!${variable}) {`,
    `    return stop(${quoted(missing)});`,
    '  }',
  ];
}

/** Stops with a sentence and an exit code unless the answer is a success and `proof` sets `proven`; then it is in `answer`. */
function send(
  { call, seconds, words }: RequestProgram,
  address: string,
  options: readonly string[],
  proof: readonly string[],
): string[] {
  const secrets = call === 'list' ? '[apiKey]' : '[apiKey, token]';
  const certificates = quoted(` ${filled(words.certificates, 'NODE_EXTRA_CA_CERTS')}`);
  return [
    '',
    // Where it is not told so, nothing is certain.
    ...comment('  //', words.surelyUnsent),
    '  let connected = true;',
    "  subscribe('undici:client:connectError', () => {",
    '    connected = false;',
    '  });',
    '  let response: Response;',
    '  const parts: Uint8Array[] = [];',
    '  try {',
    `    response = await fetch(${address}, {`,
    ...options,
    "      redirect: 'manual',",
    `      signal: AbortSignal.timeout(${seconds * 1000}),`,
    '    });',
    '    let size = 0;',
    '    for await (const part of response.body ?? []) {',
    '      parts.push(part);',
    '      size += part.length;',
    `      if (size > ${mostBytes}) {`,
    '        throw new RangeError();',
    '      }',
    '    }',
    '  } catch (error) {',
    '    const { name, cause } = error as Error & { cause?: { code?: string } };',
    '    const why = cause?.code ?? name;',
    '    if (connected) {',
    `      return stop(${quoted(words.noAnswer)} + \` (\${why})\`);`,
    '    }',
    `    const hint = /CERT|LEAF/.test(why) ? ${certificates} : '';`,
    `    return stop(${quoted(words.notSent)} + hint + \` (\${why})\`);`,
    '  }',
    '',
    '  let answer: Answer;',
    '  let isDoubled = false;',
    '  try {',
    "    const type = response.headers.get('content-type') ?? '';",
    `    const charset = /${latin1}/i.test(type) ? 'windows-1252' : 'utf-8';`,
    // Node.js may read Windows-1252 as ISO-8859-1, which has no euro.
    String.raw`    const text = new TextDecoder(charset).decode(Buffer.concat(parts)).replaceAll('\x80', '€');`,
    '    JSON.parse(text);',
    `    isDoubled = standsTwice(text, [${decisiveFields(call).map(quoted).join(', ')}]);`,
    ...comment('    //', words.asWritten),
    String.raw`    const values = /("[^"\\]*(?:\\.[^"\\]*)*")|-?\d[\d.eE+-]*/g;`,
    '    const quoted = text.replace(values, (value, text?: string) => text ?? JSON.stringify(value));',
    '    const read: unknown = JSON.parse(quoted);',
    "    answer = typeof read === 'object' && read !== null && !Array.isArray(read) ? read : {};",
    '  } catch {',
    '    answer = {};',
    '  }',
    `  const said = ${secrets}.reduce((all, secret) => all.replaceAll(secret, '***'), words(answer));`,
    '  const { status } = response;',
    '  const { success = null, code = null }: Answer = isDoubled ? {} : answer;',
    "  const verdict = typeof success === 'string' ? success.trim().toLowerCase() : '';",
    "  const worked = success === true || success === '1' || verdict === 'true'",
    String.raw`    || (success === null && typeof code === 'string' && /^200(\.0+)?$/.test(code));`,
    ...proof,
    '  if (!worked || !proven) {',
    "    const refused = success === false || success === '0' || verdict === 'false';",
    "    const byStatus = status === 429 || (said !== '' && status >= 400 && status < 500);",
    '    if (refused || (!worked && byStatus)) {',
    "      const why = said || (code ? 'code ' + String(code) : 'HTTP ' + status);",
    "      const wait = response.headers.get('retry-after');",
    `      const hint = wait ? ${said(` ${words.wait}`, 'wait')} : '';`,
    `      return stop(${said(words.refused, 'why')} + hint);`,
    '    }',
    "    const why = said ? status + ': ' + said : status;",
    `    return stop(${said(words.notUnderstood, 'why')});`,
    '  }',
  ];
}

function quoted(text: string): string {
  return `'${oneLine(text).replace(/['\\]/g, '\\$&')}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '+');
}
