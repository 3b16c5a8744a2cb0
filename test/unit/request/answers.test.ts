// What every copied program makes of an answer: "added" and "refused" only where the answer proves it, and amounts as they were written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Language } from '../../../src/features/request/core/languages';
import type { Call } from '../../../src/features/request/core/requestProgram';
import { type Answer, type Answering, startAnswering } from './support/answering';
import { eachLanguage } from './support/eachLanguage';
import type { Ended, Runner } from './support/runtimes';
import { programFor } from './support/words';
import { written } from './support/written';

const [apiKey, token] = [
  '0123456789abcdef0123456789abcdef01234567',
  'fedcba9876543210fedcba9876543210fedcba98',
];
const variables = { MAILPARTNER_API_KEY: apiKey, MAILPARTNER_SUBACCOUNT_TOKEN: token };

/** What a program says: the amount that it calls added, or how its sentence begins. */
type Said = { readonly added: string } | { readonly listed: RegExp } | { readonly fails: string | RegExp };

interface Case {
  readonly name: string;
  /** A text is the body of an answer with HTTP 200. */
  readonly answer: Answer | string;
  readonly call?: Call;
  readonly said: Said;
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
});
const added = (amount: string): Said => ({ added: amount });
const refused = (words: string): Said => ({ fails: `Refused: ${words}.\n` });
const unclear = (detail = '200'): Said => ({ fails: `Not understood (HTTP ${detail}).\n` });
const credited = (left: string) => `{"success":true,"code":200,"credit":950.4,"subaccountCredit":${left}}`;
const amount = (left: string, shown = left.replace(/^"|"$/g, '')): Case => ({
  name: `the amount ${left} is shown as it came`,
  answer: credited(left),
  said: added(shown),
});
const noAmount = (left: string, name = left): Case => ({
  name: `${name} is no amount: nothing proves that credit was added`,
  answer: credited(left),
  said: unclear(),
});

const queued = { success: true, code: 200, message: 'Request queued for processing' };
const cases: readonly Case[] = [
  // A success that answers nothing.
  { name: 'a success of words alone', answer: json(queued), said: unclear(`200: ${queued.message}`) },
  { name: 'a success alone', answer: '{"success":true}', said: unclear() },
  ...['null', '""', '" "', '[]', '[5]', '{}', '{"a":"5"}', 'true'].map((left) => noAmount(left)),
  ...[
    '"192.168.0.1"',
    '"1.2.3"',
    '"1,2,3"',
    '"1.234.56"',
    '"1,234,56"',
    '"12 34"',
    '"1 234.567.890"',
    '"1.234,567,890"',
    '"1 234 567 8"',
    '"1234 567"',
    '"5,5,5"',
    '"1..5"',
    '"--5"',
    '"5é"',
    '"12.50 USD"',
    '"12 £"',
    '"06 12 34 56 78"',
    '"1e5e5"',
  ].map((left) => noAmount(left)),
  ...['"."', '"€"', '"n/a"', '"5 requests queued"', '"2026-11-26"', '"1e"', 'NaN'].map((left) =>
    noAmount(left),
  ),
  noAmount(`"1${'0'.repeat(100_000)}"`, 'a text of 100,000 zeros'),
  {
    name: 'an amount that belongs to something else',
    answer: '{"success":true,"code":200,"data":{"subaccountCredit":5},"before":[{"subaccountCredit":6}]}',
    said: unclear(),
  },
  {
    name: 'an amount that is only quoted',
    answer: json({ success: true, code: 200, note: 'a, "subaccountCredit": 5, b' }),
    said: unclear(),
  },

  // `success` that is not `true`.
  ...['1', '"1"', '"true"'].map(
    (success): Case => ({
      name: `success ${success}`,
      answer: `{"success":${success},"code":200,"subaccountCredit":40.1}`,
      said: added('40.1'),
    }),
  ),
  ...['200', '"200"', '200.0'].map(
    (code): Case => ({
      name: `no success beside code ${code} and what was asked for`,
      answer: `{"code":${code},"subaccountCredit":40.1}`,
      said: added('40.1'),
    }),
  ),
  ...['0', '"0"', '"false"', 'false'].map(
    (success): Case => ({
      name: `success ${success}`,
      answer: `{"success":${success},"code":8,"message":"Crédit insuffisant","subaccountCredit":40.1}`,
      said: refused('Crédit insuffisant'),
    }),
  ),
  ...['"TRUE"', '"True"', '" true "', '"  tRuE"'].map(
    (success): Case => ({
      name: `success ${success}`,
      answer: `{"success":${success},"code":8,"subaccountCredit":40.1}`,
      said: added('40.1'),
    }),
  ),
  ...['"FALSE"', '" False "'].map(
    (success): Case => ({
      name: `success ${success}`,
      answer: `{"success":${success},"code":200,"message":"Crédit insuffisant","subaccountCredit":40.1}`,
      said: refused('Crédit insuffisant'),
    }),
  ),
  {
    name: 'success null beside code 200 and what was asked for',
    answer: '{"success":null,"code":200,"subaccountCredit":40.1}',
    said: added('40.1'),
  },
  ...['8', '[200]', '{"a":200}', '2000', '200.5', '"x200"', 'null'].map(
    (code): Case => ({
      name: `success null beside code ${code} proves nothing`,
      answer: `{"success":null,"code":${code},"subaccountCredit":40.1}`,
      said: unclear(),
    }),
  ),
  ...['"yes"', '2', '11', '"truest"', '"true false"', '[]', '[true]', '{"a":true}', '{}', '"queued"'].map(
    (success): Case => ({
      name: `success ${success} proves nothing`,
      answer: `{"success":${success},"code":200,"subaccountCredit":40.1}`,
      said: unclear(),
    }),
  ),
  { name: 'no success, no code', answer: '{"subaccountCredit":40.1}', said: unclear() },
  { name: 'code 1 is no success', answer: '{"code":1,"subaccountCredit":40.1}', said: unclear() },
  {
    name: 'a success that belongs to something else',
    answer: '{"data":{"success":true,"code":200},"subaccountCredit":40.1}',
    said: unclear(),
  },
  {
    name: 'words without success are no refusal',
    answer: json({ code: 201, message: 'En file d’attente' }),
    said: unclear('200: En file d’attente'),
  },

  // A field that decides, twice: parsers take one or the other.
  ...[
    '"success":true,"subaccountCredit":"5","success":false',
    '"success":false,"subaccountCredit":"5","success":true',
    '"success":false,"code":200,"subaccountCredit":5,"success":null',
    '"success":true,"subaccountCredit":5,"subaccountCredit":6',
    '"success":true,"subaccountCredit":[{"a":1}],"note":{"x":"]}"},"subaccountCredit":"5"',
    '"code":8,"subaccountCredit":5,"code":200',
    '"code":200,"subaccountCredit":5,"code":8',
    String.raw`"success":false,"subaccountCredit":"5","\u0073uccess":true`,
    String.raw`"code":200,"subaccountCredit":"5","succe\u0073s":false`,
  ].map(
    (fields): Case => ({
      name: `a field that stands twice: ${fields}`,
      answer: `{${fields},"message":"Credit insuffisant"}`,
      said: { fails: /^(Refused: |Not understood \(HTTP 200: )Credit insuffisant/ },
    }),
  ),
  {
    name: 'a field that stands twice, and HTTP 429',
    answer: { status: 429, body: '{"success":true,"subaccountCredit":5,"success":true}' },
    said: refused('HTTP 429'),
  },
  {
    name: 'fields that stand twice and decide nothing',
    answer: `{"note":1,"note":2,"message":"a","message":"a","data":{"success":1,"success":0},"rows":[{"code":1,"code":2}],"text":"\\"success\\":0","success":true,"subaccountCredit":"5"}`,
    said: added('5'),
  },

  // Numbers and amounts.
  ...[
    '40.1',
    '40',
    '0',
    '0.800',
    '-3.10',
    '12345678901234567890.10',
    '9007199254740993',
    '1e3',
    '1.50E+2',
  ].map((left) => amount(left)),
  ...[
    '"40.1"',
    '"12,50"',
    '"1 234.50"',
    '"1,234.50"',
    '".5"',
    '"12."',
    '"12.50 €"',
    '"-3,10"',
    '"12.50 EUR"',
    '"12.50 eur"',
    '"€ 12,50"',
    '"-€12"',
    '"1,234"',
    '"1.234.567"',
    '"1.234.567,8"',
    '"1,234,567.89"',
    '"1 234 567,89 €"',
    `"1'234.50"`,
    '"1’234’567"',
    '"1\u202f234,50\u00a0€"',
    '"−3,10"',
  ].map((left) => amount(left)),
  amount('0.10000000000000000555'),
  { name: 'an amount whose sign is escaped', answer: credited('"12.50 \\u20ac"'), said: added('12.50 €') },

  // Text around the JSON: not understood, and no guess.
  ...Object.entries({
    'a PHP notice before': `<br />\n<b>Notice</b>: Undefined index: x in <b>/a.php</b> on line <b>3</b><br />\n${credited('5')}`,
    'a comment after': `${credited('5')} // debug`,
    'a second object after': `${credited('5')}{"success":false,"code":1}`,
    'half of it': credited('5').slice(0, -1),
    'half of the amount': credited('12345').slice(0, -4),
    'half of a text': '{"success":true,"subaccountCredit":5,"currency":"EU',
    'a list of it': `[${credited('5')}]`,
    'a text of it': JSON.stringify(credited('5')),
    'as XML': '<result><entry>true</entry><entry>200</entry><entry>5</entry></result>',
  }).map(([name, answer]): Case => ({ name, answer, said: unclear() })),
  {
    name: '250,000 quotation marks that close nothing',
    answer: `{"success":true,"subaccountCredit":5,"a":"${'\\"'.repeat(125_000)}`,
    said: unclear(),
  },
  { name: '100,000 lists in each other', answer: '['.repeat(100_000), said: unclear() },
  {
    name: '100,000 lists in each other, beside an amount',
    answer: `{"success":true,"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"subaccountCredit":5}`,
    // Who can read it may.
    said: { fails: /^Not understood \(HTTP 200\)\.\n$|^$/ },
  },
  { name: 'a byte order mark before', answer: `\ufeff${credited('5')}`, said: added('5') },
  {
    name: 'lines and blanks',
    answer: `\r\n ${credited('5').replaceAll(',', ' ,\r\n\t')} \r\n`,
    said: added('5'),
  },

  // A charset.
  ...['iso-8859-1', '"ISO-8859-1"', 'windows-1252'].map(
    (charset): Case => ({
      name: `words in Latin-1 (charset=${charset})`,
      answer: {
        body: Buffer.from('{"success":false,"code":8,"message":"Crédit épuisé"}', 'latin1'),
        headers: { 'Content-Type': `application/json; charset=${charset}` },
      },
      said: refused('Crédit épuisé'),
    }),
  ),
  ...['x-unknown', 'utf8mb4', 'UTF_8', '"utf-8"', 'utf-16', 'base64', 'undefined', '', '"', 'é'].flatMap(
    (charset): Case[] => [
      {
        name: `an amount beside words in UTF-8 (charset=${charset})`,
        answer: {
          body: '{"success":true,"message":"Crédité","subaccountCredit":"12,50 €"}',
          headers: { 'Content-Type': `application/json; charset=${charset}` },
        },
        said: added('12,50 €'),
      },
      {
        name: `words in UTF-8 (charset=${charset})`,
        answer: {
          body: '{"success":false,"message":"Crédit épuisé"}',
          headers: { 'Content-Type': `application/json; charset=${charset}` },
        },
        said: refused('Crédit épuisé'),
      },
    ],
  ),
  {
    name: 'the euro sign in Windows-1252',
    answer: {
      body: Buffer.from('{"success":true,"subaccountCredit":"12,50 \x80"}', 'latin1'),
      headers: { 'Content-Type': 'application/json; charset=Windows-1252' },
    },
    said: added('12,50 €'),
  },
  {
    name: 'an amount beside words in Latin-1 that nothing announces',
    answer: {
      body: Buffer.from('{"success":true,"message":"Crédité","subaccountCredit":5}', 'latin1'),
    },
    said: added('5'),
  },

  // Words of every shape.
  {
    name: 'an error as an object',
    answer: json({ success: false, code: 11, error: { message: 'NOCREDITS' } }),
    said: refused('NOCREDITS'),
  },
  {
    name: 'an error as a list',
    answer: json({
      success: false,
      code: 9,
      error: [{ elementId: 'children[credit].data', message: 'Valeur' }],
    }),
    said: refused('Valeur'),
  },
  {
    name: 'an error as text',
    answer: json({ success: false, code: 9, error: 'Accès refusé' }),
    said: refused('Accès refusé'),
  },
  {
    name: 'errors beside a message',
    answer: json({
      success: false,
      errors: [{ success: false, code: '9', message: 'dedans' }],
      message: 'dehors',
    }),
    said: refused('dehors'),
  },
  {
    name: 'errors without a message',
    answer: json({ success: false, code: 55, message: '', errors: [{ code: '9', message: 'dedans' }] }),
    said: refused('dedans'),
  },
  { name: 'a code alone', answer: '{"success":false,"code":6}', said: refused('code 6') },
  { name: 'a code as text alone', answer: '{"success":false,"code":"6"}', said: refused('code 6') },
  { name: 'not even a code', answer: '{"success":false}', said: refused('HTTP 200') },
  {
    name: 'words with escapes and entities',
    answer: '{"success":false,"message":"Cr\\u00e9dit \\"1\\/2\\" d&#039;o&amp;o \\\\u00e9puis\\u00e9"}',
    said: refused('Crédit "1/2" d\'o&o \\u00e9puisé'),
  },
  ...Object.entries({
    'o&#039;brien &#39; &apos; &#x27; &#X27;': "o'brien ' ' ' '",
    '&amp;lt; &amp;amp;amp; &amp;#39; &#38;lt;': '&lt; &amp;amp; &#39; &lt;',
    '&quot;a&quot; &lt;b&gt;': '"a" <b>',
    '&#233;puis&#xe9; &#8364; &#x1F600;': 'épuisé € 😀',
    'a & b &unknown; &; &# &#; &#x; &#12a; &amp': 'a & b &unknown; &; &# &#; &#x; &#12a; &amp',
    '&': '&',
    '&amp;': '&',
    'a&amp;&amp;b&': 'a&&b&',
    '100 % \\n %s &lt;': '100 % \\n %s <',
  }).flatMap(([message, words]): Case[] => [
    {
      name: `the entities of ${message}, decoded once`,
      answer: json({ success: false, message }),
      said: refused(words),
    },
    {
      name: `the entities of ${message}, escaped as Symfony does, decoded once`,
      answer: `{"success":false,"message":${JSON.stringify(message).replace(/[&'<>]|\\"/g, (sign) => `\\u00${sign.slice(-1).charCodeAt(0).toString(16).toUpperCase()}`)}}`,
      said: refused(words),
    },
  ]),
  {
    name: '40,000 entities',
    answer: json({ success: false, message: '&amp;'.repeat(40_000) }),
    said: refused('&'.repeat(40_000)),
  },
  {
    name: 'words that repeat the key as entities',
    answer: json({ success: false, message: `Clé &#${apiKey.charCodeAt(0)};${apiKey.slice(1)} inconnue` }),
    said: { fails: /^Refused: Clé .*inconnue\.\n$/ },
  },
  { name: 'an amount with entities', answer: credited('"12.50 &euro;"'), said: unclear() },
  {
    name: 'words that repeat the key and the token',
    answer: json({ success: false, message: `Clé ${apiKey}, token ${token} inconnus` }),
    said: { fails: /^Refused: Clé .*, token .* inconnus\.\n$/ },
  },
  {
    name: 'words that repeat the key and prove nothing',
    answer: json({ message: `Clé ${apiKey}, token ${token}` }),
    said: { fails: /^Not understood \(HTTP 200: Clé .*, token .*\)\.\n$/ },
  },

  // HTTP says something too.
  {
    name: 'HTTP 429 with words and a wait',
    answer: {
      ...json({ success: false, code: 429, message: 'Trop de requêtes' }, 429),
      headers: { 'Retry-After': '45' },
    },
    said: { fails: /^Refused: Trop de requêtes\.( Wait: 45\.)\n$/ },
  },
  {
    name: 'HTTP 429 with a page',
    answer: { status: 429, body: '<h1>Slow down</h1>', headers: { 'Retry-After': '30' } },
    said: { fails: 'Refused: HTTP 429. Wait: 30.\n' },
  },
  { name: 'HTTP 429 without a wait', answer: json({}, 429), said: refused('HTTP 429') },
  { name: 'HTTP 403 with words', answer: json({ message: 'Forbidden' }, 403), said: refused('Forbidden') },
  { name: 'HTTP 403 with a page', answer: { status: 403, body: '<h1>No</h1>' }, said: unclear('403') },
  { name: 'HTTP 500 with words', answer: json({ message: 'Oups' }, 500), said: unclear('500: Oups') },
  { name: 'HTTP 400 with a success', answer: json(queued, 400), said: unclear(`400: ${queued.message}`) },
  { name: 'HTTP 201 with the amount', answer: { status: 201, body: credited('5') }, said: added('5') },

  // The list.
  {
    name: 'a success of words alone',
    call: 'list',
    answer: json(queued),
    said: unclear(`200: ${queued.message}`),
  },
  { name: 'a success alone', call: 'list', answer: '{"success":true}', said: unclear() },
  ...['null', '"aucun"', '""', 'false', '0'].map(
    (data): Case => ({
      name: `data ${data}`,
      call: 'list',
      answer: `{"success":true,"data":${data}}`,
      said: unclear(),
    }),
  ),
  ...[
    '{"message":"Request queued for processing"}',
    '{"items":[{"id":1}]}',
    '{"a":{}}',
    '{"a":{"0":{"id":1}}}',
    '{"":{"id":1}}',
    '{"item":{"id":1}}',
    '{"1a":{"id":1}}',
    '{"-1":{"id":1}}',
  ].flatMap((data): Case[] => [
    {
      name: `data ${data} is no list`,
      call: 'list',
      answer: `{"success":true,"code":200,"data":${data}}`,
      said: { fails: /^Not understood \(HTTP 200(: Request queued for processing)?\)\.\n$/ },
    },
    {
      name: `data ${data} is no list, beside a total and rows elsewhere`,
      call: 'list',
      answer: `{"success":true,"total":3,"meta":{"0":{},"a":[]},"data":${data},"rows":{"0":{}},"page":1}`,
      said: { fails: /^Not understood \(HTTP 200(: Request queued for processing)?\)\.\n$/ },
    },
  ]),
  ...['"data":[],"data":[{"id":1}]', '"data":[{"id":1}],"data":{}', '"data":{},"total":1,"total":0'].map(
    (fields): Case => ({
      name: `${fields} proves nothing`,
      call: 'list',
      answer: `{"success":true,${fields}}`,
      said: unclear(),
    }),
  ),
  {
    name: 'rows under digits, beside what is no row',
    call: 'list',
    answer: '{"success":true,"data":{"items":[{"id":8}],"message":"x","7":{"id":9,"email":"a@example.fr"}}}',
    said: { listed: /^(9 {2}a@example\.fr {2}\?|\{.*"7":.*\})\n$/ },
  },
  {
    name: 'entities in an e-mail',
    call: 'list',
    answer: json({ success: true, data: [{ id: 'a&amp;1', email: 'o&#039;b&amp;amp;c@example.fr' }] }),
    said: { listed: /^(a&amp;1 {2}o'b&amp;c@example\.fr {2}\?|\{.*o&#039;b&amp;amp;c@example\.fr.*\})\n$/ },
  },
  ...['"data":[]', '"data":{}', '"total":0', '"nb_per_page":20,"data":null', '"page":"3"'].map(
    (field): Case => ({
      name: `${field} answers a list`,
      call: 'list',
      answer: `{"success":"1",${field}}`,
      said: { listed: /^(\{.*\}\n)?$/ },
    }),
  ),
  {
    name: 'a text where rows are, beside a total',
    call: 'list',
    answer: '{"success":true,"total":3,"data":"aucun"}',
    said: unclear(),
  },
  {
    name: 'numbers as they are written',
    call: 'list',
    answer:
      '{"code":200,"data":[{"id":9007199254740993,"email":"a@example.fr","credits":{"balance":12345678901234567890.10}}]}',
    said: { listed: /9007199254740993.*a@example\.fr.*12345678901234567890\.10/ },
  },
  {
    name: 'rows that are none, and rows with gaps',
    call: 'list',
    answer: '{"success":true,"data":{"0":null,"3":{"id":"A-17","credits":null},"4":"x"}}',
    said: { listed: /^(\? {2}\? {2}\?\nA-17 {2}\? {2}\?\n\? {2}\? {2}\?|\{.*"0":null.*A-17.*\})\n$/ },
  },
];

eachLanguage('copied programs and answers', test);

function test(language: Language, runner: Runner): void {
  let service: Answering;
  before(async () => {
    service = await startAnswering();
  });
  after(() => service.close());

  const run = async (call: Call): Promise<Ended> => {
    service.requests = 0;
    const ended = await runner.run(written(language, programFor(service.url, { call })), variables);
    assert.ok(
      ![apiKey, token].some((secret) => (ended.out + ended.err).includes(secret)),
      'a secret was printed',
    );
    assert.equal(service.requests, 1, 'asks once');
    return ended;
  };

  for (const { name, answer, call = 'addCredit', said } of cases) {
    it(`${call}: ${name}`, async () => {
      service.answer = typeof answer === 'string' ? { body: answer } : answer;
      const { code, out, err } = await run(call);
      if ('fails' in said) {
        if (err === '' && said.fails instanceof RegExp && said.fails.test('')) {
          return;
        }
        assert.equal(out, '');
        assert.equal(code, 1);
        if (typeof said.fails === 'string') assert.equal(err, said.fails);
        else assert.match(err, said.fails);
        return;
      }
      assert.equal(err, '');
      assert.equal(code, 0);
      if ('added' in said) assert.equal(out, `Now ${said.added} euros.\n`);
      else assert.match(out, said.listed);
    });
  }

  it('addCredit: whatever is put together at random, says what the answer proves and no more', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        service.answer = answer;
        const { code, out, err } = await run('addCredit');
        const wanted = judged(answer);
        if (wanted.added === undefined) {
          assert.equal(out, '');
          assert.match(err, wanted.refused ? /^Refused: / : /^Not understood /);
          assert.equal(code, 1);
        } else {
          assert.deepEqual([out, err, code], [`Now ${wanted.added} euros.\n`, '', 0]);
        }
      }),
      { numRuns: 40 },
    );
  });
}

/** Answers put together from parts of good and bad ones, in any order, some with text around them, some cut. */
const answers: fc.Arbitrary<Answer & { body: string; around: boolean; status: number }> = fc
  .record({
    success: fc.constantFrom('true', 'true', '1', '"1"', '"True"', 'false', '"0"', 'null', '"ok"', undefined),
    code: fc.constantFrom('200', '"200"', '8', undefined),
    subaccountCredit: fc.constantFrom(
      '40.1',
      '12345678901234567890.10',
      '"12,50"',
      'null',
      '"x"',
      '[1]',
      undefined,
    ),
    message: fc.constantFrom('"Message, \\"success\\":true"', '""', 'null', '{"x":1}', undefined),
    data: fc.constantFrom('{"success":true,"subaccountCredit":7}', '[{"success":false}]', undefined),
    before: fc.constantFrom('', '', '', '\n', 'x', '{}'),
    after: fc.constantFrom('', '', '', ' \n', ';', '[]'),
    status: fc.constantFrom(200, 200, 200, 400, 429, 500),
    order: fc.shuffledSubarray(['success', 'code', 'subaccountCredit', 'message', 'data'] as const, {
      minLength: 5,
    }),
  })
  .map((parts) => {
    const fields = parts.order.flatMap((name) =>
      parts[name] === undefined ? [] : [`"${name}":${parts[name]}`],
    );
    return {
      body: `${parts.before}{${fields.join(',')}}${parts.after}`,
      around: `${parts.before}${parts.after}`.trim() !== '',
      status: parts.status,
    };
  });

/** What an answer proves, read with a parser of JSON. */
function judged({ body, around, status }: { body: string; around: boolean; status: number }): {
  readonly added?: string;
  readonly refused: boolean;
} {
  const { success, code, subaccountCredit, message }: Record<string, unknown> = around
    ? {}
    : JSON.parse(body);
  const worked =
    [true, 1, '1', 'True'].includes(success as string) ||
    ((success ?? null) === null && String(code) === '200');
  if (worked && (typeof subaccountCredit === 'number' || subaccountCredit === '12,50')) {
    return {
      added:
        subaccountCredit === 40.1
          ? '40.1'
          : subaccountCredit === '12,50'
            ? '12,50'
            : '12345678901234567890.10',
      refused: false,
    };
  }
  const said = typeof message === 'string' && message !== '';
  return {
    refused:
      [false, '0'].includes(success as string) || (!worked && (status === 429 || (status === 400 && said))),
  };
}
