// TypeScript: a program for Node.js 20 or newer, which needs no package; Node.js 22.18 and newer run it as it is, tsx runs it anywhere.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import { paths, type RequestProgram } from './requestProgram';

export function typeScript(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment('//', words.purpose),
    ...comment('//', words.caution),
    // What imports and exports nothing would share its names with all the project's files.
    'export {};',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
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
  return [
    ...answerWith('  data?: { id: number; email: string; credits?: { balance: string } }[];'),
    'async function main(): Promise<void> {',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `  const query = new URLSearchParams({ apiKey, page: '${request.page}', _format: 'json' });`,
    ...send(request, `${quoted(`${request.baseUrl}${paths.list}?`)} + query`, []),
    '  for (const row of Object.values(answer.data ?? [])) {',
    "    console.log([row.id, row.email, row.credits?.balance].join('  '));",
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
    ...answerWith('  subaccountCredit?: number;'),
    'async function main(): Promise<void> {',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    ...send(request, quoted(request.baseUrl + paths.addCredit), [
      "      method: 'POST',",
      "      headers: { 'Content-Type': 'application/json' },",
      '      body: JSON.stringify({ apiKey, credit, tokenSubaccount: token }),',
    ]),
    `  console.log(${said(words.added, "(answer.subaccountCredit ?? '?')")});`,
    '}',
  ];
}

function answerWith(field: string): string[] {
  return [
    'interface Answer {',
    '  success?: unknown;',
    '  code?: unknown;',
    '  message?: unknown;',
    '  error?: unknown;',
    '  errors?: unknown;',
    field,
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

/** Stops with a sentence and an exit code unless the answer is a success; then it is in `answer`. */
function send({ seconds, words }: RequestProgram, address: string, options: readonly string[]): string[] {
  const notUnderstood = said(words.notUnderstood, 'status');
  const refused = said(words.refused, "words.replaceAll(apiKey, '***')");
  return [
    '',
    '  let status: number;',
    '  let text: string;',
    '  try {',
    `    const response = await fetch(${address}, {`,
    ...options,
    "      redirect: 'manual',",
    `      signal: AbortSignal.timeout(${seconds * 1000}),`,
    '    });',
    '    status = response.status;',
    '    text = await response.text();',
    '  } catch (error) {',
    '    const { name, cause } = error as Error & { cause?: { code?: string } };',
    `    return stop(${quoted(words.noAnswer)} + \` (\${cause?.code ?? name})\`);`,
    '  }',
    '',
    '  let answer: Answer | null = null;',
    '  try {',
    '    answer = JSON.parse(text) as Answer | null;',
    '  } catch {',
    '    // Said below.',
    '  }',
    '  if (answer?.success !== true) {',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the program's, not ours
    '    const code = answer?.success === false ? `code ${answer.code}` : null;',
    '    const said = answer?.message ?? answer?.error ?? answer?.errors ?? code;',
    '    if (said === null) {',
    `      return stop(${notUnderstood});`,
    '    }',
    "    const words = typeof said === 'string' ? said : JSON.stringify(said);",
    `    return stop(${refused});`,
    '  }',
  ];
}

function quoted(text: string): string {
  return `'${oneLine(text).replace(/['\\]/g, '\\$&')}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '+');
}
