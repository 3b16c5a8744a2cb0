// Masking: each pattern on the text that is worst for it, known secrets that are many, long and alike, and the largest answer in one go.
import { errorSaid } from '../../../src/api/errorSaid';
import { line } from '../../../src/api/fields';
import { onOneLine } from '../../../src/api/foreignText';
import { atOnce, type InSteps, inTurns } from '../../../src/api/inSteps';
import { TEXT_OR_NUMBER } from '../../../src/api/json';
import { maskAnswer } from '../../../src/api/listAsSent';
import { LOOKS, redact } from '../../../src/api/redact';
import { LARGEST_BODY } from '../../../src/api/request';
import { readingList } from '../../../src/api/subAccountList';
import { withoutAddresses } from '../../../src/common/log';
import { apiKeyIn } from '../../../src/features/accounts/core/apiKeyText';
import { agentSubAccounts } from '../../../src/features/agents/core/agentSubAccount';
import { mostRowsReported } from '../../../src/features/agents/core/report';
import { longestInOneGo } from './oneGo';
import { maskingSizes, type Plan, type Samples } from './plan';
import { lists, pages } from './worstRows';

/** What is repeated until the text is as long as it is to be: beginnings of what the patterns look for, and ends that they do not. */
const worst = [
  ...[
    'a',
    '0',
    'aA1-',
    '-',
    ' ',
    '\\',
    '"',
    '{',
    '<',
    '&',
    '@',
    'a@',
    '1e',
    '"token":1',
    '"token":"x" ',
    '"token":"',
  ],
  ...[
    '"token":"\\"',
    '"token":"\\\n',
    '"token"  ',
    '"tokentokentoken',
    'token%3D',
    '<token ',
    '<token> ',
    ' token =  ',
  ],
  ...[
    '<entry>aaaaaaaaaaaaaaaaaaaa',
    '<![CDATA[aaaaaaaaaaaaaaaaaaaa]',
    '0123456789abcdef0123456789abcde g',
    '&amp;',
    '&#27;',
  ],
  ...[
    'aA1-aA1-aA1-aA1-aA1-aA1-aA1 ',
    '\u200b',
    '\u200d',
    '❤\ufe0f\u200d',
    '\u0627\u200c',
    '\ud800',
    'é',
    '\x1b',
    ' \t',
  ],
];

/** 200 of up to 1,000 characters: alike from the beginning, up to the end, in each of the signs that are written otherwise. */
const known: Readonly<Record<string, readonly string[]>> = {
  'all of one letter': secrets((at) => 'x'.repeat(801 + at)),
  'alike up to the end': secrets((at) => `${'x'.repeat(996)}${1000 + at}`),
  'alike from the beginning': secrets((at) => `${1000 + at}${'x'.repeat(996)}`),
  'of signs that are escaped': secrets((at) => `${'<&"\'/+\\'.repeat(142)}${1000 + at}`),
  'of letters beyond ASCII': secrets((at) => `${'é'.repeat(996)}${1000 + at}`),
};

function secrets(make: (at: number) => string): string[] {
  return Array.from({ length: 200 }, (_, at) => make(at));
}

const patterns: Readonly<Record<string, (text: string) => unknown>> = {
  ...Object.fromEntries(
    LOOKS.map(({ pattern, by }, at) => [`pattern ${at + 1}`, (text: string) => text.replace(pattern, by)]),
  ),
  'the cleaner': onOneLine,
  'a field': line,
  'an error’s words': (text) => errorSaid({ message: text, errors: { a: text } }),
  'texts and numbers of JSON': (text) => text.replace(TEXT_OR_NUMBER, (found) => found),
  'e-mails in the log': withoutAddresses,
  'a pasted key': apiKeyIn,
};

const repeated = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Milliseconds of processor time: other programs are not to count. */
function cost(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** `NAME, SIZE`: for each pattern the worst of its texts in each round, for known secrets all of theirs; `reading a page NAME`; and `one go, NAME`. */
export async function masking({ rounds }: Plan): Promise<Samples> {
  const samples: Record<string, number[]> = {};
  const note = (name: string, value: number) => {
    samples[name] ??= [];
    samples[name].push(value);
  };
  for (let round = 0; round < rounds; round++) {
    for (const size of maskingSizes) {
      for (const [name, run] of Object.entries(patterns)) {
        note(`${name}, ${size}`, Math.max(...worst.map((unit) => cost(() => run(repeated(unit, size))))));
      }
      for (const [name, each] of Object.entries(known)) {
        const texts = [each.join(' '), JSON.stringify(each), (each[0] ?? '').slice(0, -1)];
        const costs = texts.map((unit) => cost(() => redact(repeated(unit, size), each)));
        note(`secrets ${name}, ${size}`, Math.max(...costs));
      }
    }
    for (const [name, each] of Object.entries(known)) {
      const rows = JSON.stringify({ data: each.map((token, id) => ({ id, token })) });
      for (const unit of [rows, (each[0] ?? '').slice(0, -1)]) {
        note(
          `one go, masking the largest answer, secrets ${name}`,
          await longestInOneGo(() => maskAnswer(repeated(unit, LARGEST_BODY), 'main-key', each)),
        );
      }
    }
    for (const [name, page] of Object.entries(pages)) {
      const read = (): InSteps<unknown> => readingList(page, 'main-key-main-key');
      note(
        `reading a page ${name}`,
        cost(() => atOnce(read())),
      );
      note(`one go, reading a page ${name}`, await longestInOneGo(() => inTurns(read())));
    }
    for (const [name, rows] of Object.entries(lists)) {
      const give = () => agentSubAccounts(rows.slice(0, mostRowsReported), rows);
      note(
        `one go, giving to models ${mostRowsReported} of 10,000 rows, ${name}`,
        await longestInOneGo(give),
      );
    }
  }
  return samples;
}
