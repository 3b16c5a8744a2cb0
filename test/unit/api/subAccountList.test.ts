// The list is read the same, however the service drifts; what can't be read is counted, and never guessed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../src/api/inSteps';
import { type SubAccount, sameSubAccount } from '../../../src/api/subAccount';
import { listProof, readingList } from '../../../src/api/subAccountList';

const SAMPLE = {
  id: 1,
  email: 'client@example.fr',
  type: 'simple',
  token: 'token-1',
  apiKey: 'key-1',
  createdAt: '2016-03-04 11:23:14',
  credits: { balance: '0.800', currency: 'EUR' },
};

const READ: SubAccount = {
  id: 1,
  email: 'client@example.fr',
  type: 'simple',
  token: 'token-1',
  apiKey: 'key-1',
  createdAt: '2016-03-04 11:23:14',
  balance: '0.800',
  currency: 'EUR',
};

const MAIN_KEY = 'main-key-0';

function readList(answer: object) {
  return atOnce(readingList(answer, MAIN_KEY));
}

function holds(text: string | undefined, secret: string): boolean {
  return text?.toLowerCase().includes(secret.toLowerCase()) ?? false;
}

function readRow(row: unknown) {
  return readList({ data: [row] })?.rows[0];
}

describe('the list', () => {
  it('is read as documented', () => {
    const answer = { success: true, code: 200, total: 29, nb_per_page: 20, page: 1, data: [SAMPLE] };
    assert.deepEqual(readList(answer), { rows: [READ], skipped: 0, total: 29, pageSize: 20 });
  });

  const empty: readonly [what: string, answer: object][] = [
    ['an empty array', { data: [] }],
    ['null', { data: null }],
    ['missing', {}],
    ['an empty object', { data: {} }],
  ];
  for (const [what, answer] of empty) {
    it(`has no row where data is ${what}`, () => {
      const page = readList(answer);
      assert.deepEqual(page, {
        rows: [],
        skipped: 0,
        total: undefined,
        pageSize: undefined,
      });
    });
  }

  for (const data of ['aucun', 42, true, false, '', { message: 'queued' }, { items: [] }, ['queued', 1]]) {
    it(`is malformed where data is ${JSON.stringify(data)}`, () => {
      assert.equal(readList({ data }), undefined);
    });
  }

  it('keeps the order of the numbers where data is an object with gaps', () => {
    const row = (id: number) => ({ ...SAMPLE, id });
    const data = JSON.parse(
      `{"10":${JSON.stringify(row(3))},"2":${JSON.stringify(row(2))},"01":${JSON.stringify(row(1))}}`,
    );
    assert.deepEqual(
      readList({ data })?.rows.map(({ id }) => id),
      [1, 2, 3],
    );
  });

  it('skips and counts what is under another key than a number', () => {
    const page = readList({ data: { 0: SAMPLE, next: 'x', '-1': SAMPLE } });
    assert.deepEqual([page?.rows, page?.skipped], [[READ], 2]);
  });

  const unreadable: readonly [what: string, row: unknown][] = [
    ['a text', 'oops'],
    ['null', null],
    ['an array', [1, 2]],
    ['without id', { ...SAMPLE, id: undefined }],
    ['with a null id', { ...SAMPLE, id: null }],
    ['with an empty id', { ...SAMPLE, id: '' }],
    ['with a text for an id', { ...SAMPLE, id: 'abc' }],
    ['with a fraction for an id', { ...SAMPLE, id: 1.5 }],
    ['with a negative id', { ...SAMPLE, id: -1 }],
    ['with an exponent in its id', { ...SAMPLE, id: '1e3' }],
    ['with a sign in its id', { ...SAMPLE, id: '+77' }],
    ['with what may be thousands in its id', { ...SAMPLE, id: '1.000' }],
    ['of an id that another row of the page has', { ...SAMPLE, email: 'other@example.fr' }],
    ['with letters in its id', { ...SAMPLE, id: 'A-17' }],
    ['with an id in another base', { ...SAMPLE, id: '0x11' }],
    ['with an id beyond exact integers', { ...SAMPLE, id: '9007199254740993' }],
  ];
  for (const [what, row] of unreadable) {
    it(`skips and counts a row that is ${what}, and no other`, () => {
      const page = readList({ data: [SAMPLE, row, { ...SAMPLE, id: 2 }] });
      assert.deepEqual(
        page?.rows.map(({ id }) => id),
        [1, 2],
      );
      assert.equal(page?.skipped, 1);
    });
  }

  for (const field of ['email', 'type', 'token', 'apiKey', 'createdAt'] as const) {
    for (const value of [null, undefined, '', {}, [], true]) {
      it(`reads the rest of a row whose ${field} is ${JSON.stringify(value)}`, () => {
        assert.deepEqual(readRow({ ...SAMPLE, [field]: value }), { ...READ, [field]: undefined });
      });
    }
  }

  for (const credits of [null, undefined, [], {}, { balance: null, currency: null }]) {
    it(`reads the rest of a row whose credits are ${JSON.stringify(credits)}`, () => {
      assert.deepEqual(readRow({ ...SAMPLE, credits }), { ...READ, balance: undefined, currency: undefined });
    });
  }

  for (const id of ['17', ' 17 ', '017', '17.0', 17]) {
    it(`reads the id ${JSON.stringify(id)}`, () => {
      assert.equal(readRow({ ...SAMPLE, id })?.id, 17);
    });
  }

  const entities: readonly [sent: string, read: string][] = [
    ['o&#039;brien@example.fr', "o'brien@example.fr"],
    ['a&amp;b@example.fr', 'a&b@example.fr'],
    ['H&eacute;l&egrave;ne@example.fr', 'Hélène@example.fr'],
    ['&lt;marie&gt;&#x20AC;', '<marie>€'],
    ['twice &amp;lt; once', 'twice &lt; once'],
    ['caf&eacute; &euro;&#x41;&#66;&apos;', "café €AB'"],
    ['&none; &#0; &#xd800; &#x110000;', '&none; &#0; &#xd800; &#x110000;'],
    ['caf&eacute;&nbsp;&euro;&#x41;&apos;', 'café €A’'.replace('’', "'")],
    ['&constructor; &toString; &none; &;', '&constructor; &toString; &none; &;'],
    ['a&b;c & d&copy', 'a&b;c & d&copy'],
  ];
  for (const [sent, read] of entities) {
    it(`reads ${sent} as people write it, once`, () => {
      const row = readRow({ ...SAMPLE, email: sent, type: sent, credits: { balance: 'x', currency: sent } });
      assert.deepEqual([row?.email, row?.type, row?.currency], [read, read, read]);
    });

    it(`copies ${sent} as it is where it is a token or a key`, () => {
      const row = readRow({ ...SAMPLE, token: sent, apiKey: sent });
      assert.deepEqual([row?.token, row?.apiKey], [sent, sent]);
    });
  }

  it('reads an amount that stands alone', () => {
    assert.equal(readRow({ ...SAMPLE, credits: '12.50' })?.balance, '12.50');
    assert.equal(readRow({ ...SAMPLE, credits: 7.25 })?.balance, '7.25');
  });

  for (const [balance, currency] of [
    ['12,50&nbsp;€', 'EUR'],
    ['12.50 &euro;', '€'],
    ['&#49;2,50', undefined],
    [12.5, '&euro;'],
  ] as const) {
    it(`reads the amount ${balance} of ${currency}`, () => {
      const row = readRow({ ...SAMPLE, credits: { balance, currency } });
      assert.match(row?.balance ?? '', /^12\.50?$/);
      assert.equal(row?.currency, currency === undefined ? undefined : 'EUR');
    });
  }

  it('has no token and no key where a sign of it could not be read', () => {
    const row = readRow({ ...SAMPLE, token: 'cl\ufffd', apiKey: '\ufffd', email: 'h\ufffdl\ufffdne' });
    assert.deepEqual([row?.token, row?.apiKey, row?.email], [undefined, undefined, 'h\ufffdl\ufffdne']);
  });

  it('keeps a type nobody knows, and signs that mean something elsewhere', () => {
    const row = { ...SAMPLE, type: 'reseller', email: '<b>$(x)' };
    assert.deepEqual(readRow(row), { ...READ, type: 'reseller', email: '<b>$(x)' });
  });

  for (const name of ['token', 'apiKey'] as const) {
    it(`can’t read a row whose ${name} is over 1,000 characters, and says so`, () => {
      const page = readList({
        data: [
          { ...SAMPLE, [name]: 'x'.repeat(25_000) },
          { ...SAMPLE, id: 2 },
        ],
      });
      assert.deepEqual([page?.rows.map(({ id }) => id), page?.skipped], [[2], 1]);
      assert.equal(readRow({ ...SAMPLE, [name]: 'x'.repeat(1000) })?.[name]?.length, 1000);
    });

    it(`has no ${name} where it holds what shows nothing, moves the pen, or is half of a character`, () => {
      for (const sign of [
        '\n',
        '\t',
        '\x1b',
        '\0',
        '\x7f',
        '\u0085',
        '\u200b',
        '\u202e',
        '\u2028',
        '\ud83d',
        '\ufeff',
      ]) {
        const row = readRow({ ...SAMPLE, [name]: `abc${sign}def` });
        assert.deepEqual([row?.id, row?.[name]], [1, undefined], JSON.stringify(sign));
      }
      for (const nonsense of [['abcd'], { value: 'abcd' }, true, null]) {
        assert.equal(readRow({ ...SAMPLE, [name]: nonsense })?.[name], undefined);
      }
    });
  }

  it('is bounded in every field, cut where it is long, and on one line, decoded first', () => {
    const nasty = 'a&#27;[1m\u202e\r\nb\u200b&#10;c\0 ';
    for (const [size, most] of [
      [1, 320],
      [9000, 320],
    ] as const) {
      const email = nasty.repeat(size);
      const row = readRow({
        ...SAMPLE,
        email,
        type: nasty.repeat(size),
        credits: { balance: nasty.repeat(size), currency: nasty.repeat(size) },
      });
      const { email: shown = '', type = '', balance = '', currency = '' } = row ?? {};
      for (const text of [shown, type, balance, currency]) {
        assert.match(text, /^a\[1m b c/);
        assert.doesNotMatch(text, /[\p{C}\u2028\u2029]/u);
        assert.equal(text.endsWith('…'), size > 1);
      }
      assert.ok(shown.length <= most && type.length <= 40 && currency.length <= 40 && balance.length <= 60);
    }
  });

  it('holds no key or token of its page in its other fields, whatever it looks like and in which case', () => {
    const [one, two] = ['Tok-7/bé', 'key zwei'];
    const row = readRow({
      ...SAMPLE,
      token: one,
      apiKey: two,
      email: `${one.toLowerCase()}+${encodeURIComponent(two)}@x.fr`,
      type: `t ${MAIN_KEY.toUpperCase()}`,
      credits: { balance: `12 ${two}`, currency: Buffer.from(MAIN_KEY).toString('base64') },
    });
    assert.deepEqual([row?.email, row?.type], ['•••+•••@x.fr', 't •••']);
    assert.deepEqual([row?.balance, row?.currency?.replace(/=+$/, '')], ['12 •••', '•••']);
    assert.deepEqual([row?.token, row?.apiKey], [one, two], 'the secrets themselves stay');
    const [, other] =
      readList({
        data: [
          { ...SAMPLE, token: one },
          { ...SAMPLE, id: 2, email: `x${one}` },
        ],
      })?.rows ?? [];
    assert.equal(other?.email, 'x•••', 'one of another row');
  });

  it('keeps the e-mails that a short token is part of', () => {
    const rows = readList({
      data: [
        { ...SAMPLE, email: 'contact@latest.fr', token: 'test', apiKey: 'null' },
        { ...SAMPLE, id: 2, email: 'nullepart@test.org' },
      ],
    })?.rows;
    assert.deepEqual(
      rows?.map(({ email }) => email),
      ['contact@latest.fr', 'nullepart@test.org'],
    );
  });

  it('keeps an amount whose digits are those of a token', () => {
    const row = readRow({ ...SAMPLE, token: 12345678, credits: { balance: '12345678.50', currency: 'EUR' } });
    assert.deepEqual([row?.token, row?.balance], ['12345678', '12345678.50']);
  });

  it('masks before it cuts: half a secret would not be known', () => {
    const token = 'secret-of-forty-characters-0123456789-abc';
    for (let before = 280; before <= 321; before++) {
      const { email = '' } = readRow({ ...SAMPLE, token, email: 'x'.repeat(before) + token }) ?? {};
      assert.ok(!email.includes('secret'.slice(0, 4)), email.slice(270));
    }
  });

  it('that is nested so deep that it can’t be written again is counted like any that can’t be read', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    assert.equal(readList({ data: [{ id: 'A-17', deep }, SAMPLE] })?.skipped, 1);
  });

  it('has no total or size where they are nonsense', () => {
    const page = readList({ total: -1, nb_per_page: 'many' });
    assert.deepEqual([page?.total, page?.pageSize], [undefined, undefined]);
  });

  it('is the same whatever drifts come together', () => {
    const asIs = <T>(value: T) => value;
    const drift = fc.record({
      number: fc.constantFrom<((value: number) => unknown)[]>(asIs, String, (value) => ` ${value} `),
      text: fc.constantFrom<((value: string) => unknown)[]>(asIs, (value) =>
        /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value,
      ),
      balance: fc.constantFrom<((value: string) => unknown)[]>(asIs, (value) =>
        String(Number(value)) === value ? Number(value) : value,
      ),
      date: fc.constantFrom<((value: string) => unknown)[]>(
        asIs,
        (value) => `${value.replace(' ', 'T')}+01:00`,
        (value) => ({ date: `${value}.000000`, timezone_type: 3, timezone: 'Europe/Paris' }),
      ),
      nothing: fc.constantFrom(null, undefined, '', []),
      data: fc.constantFrom<((rows: unknown[]) => unknown)[]>(asIs, (rows) =>
        Object.fromEntries(rows.map((row, at) => [at * 3 + 1, row])),
      ),
      extra: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue(),
      ),
    });
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const words = fc.oneof(
      // On one line, as they are read.
      fc.string({ minLength: 1 }).filter((text) => /^[^ ]+(?: [^ ]+)*$/.test(text)),
      fc.nat().map(String),
    );
    const date = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((value) => value.toISOString().slice(0, 19).replace('T', ' '));
    const amount = fc
      .tuple(fc.nat(), fc.nat(999))
      .map(([euros, rest]) => `${euros}.${String(rest).padStart(3, '0')}`);
    const subAccount = fc.record(
      {
        id: fc.nat(),
        email: maybe(words),
        type: maybe(words),
        token: maybe(words),
        apiKey: maybe(words),
        createdAt: maybe(date),
        balance: maybe(amount),
        currency: maybe(words),
      },
      { noNullPrototype: true },
    );
    const each = fc.uniqueArray(fc.tuple(subAccount, drift), { selector: ([{ id }]) => id });
    fc.assert(
      fc.property(each, drift, fc.nat(), (rows, whole, total) => {
        // A token that stands in another field is masked there, which is another test's.
        const secrets = rows.flatMap(([{ token = '', apiKey = '' }]) => [token, apiKey]);
        const others = rows.flatMap(([{ email, type, currency }]) => [email, type, currency]);
        fc.pre(!secrets.some((secret) => secret.length >= 8 && others.some((text) => holds(text, secret))));
        const data = rows.map(([row, how]) => {
          const text = (value: string | undefined) => (value === undefined ? how.nothing : how.text(value));
          return {
            ...how.extra,
            id: how.number(row.id),
            email: text(row.email),
            type: text(row.type),
            token: text(row.token),
            apiKey: text(row.apiKey),
            createdAt: row.createdAt === undefined ? how.nothing : how.date(row.createdAt),
            credits: {
              balance: row.balance === undefined ? how.nothing : how.balance(row.balance),
              currency: text(row.currency),
            },
          };
        });
        const answer = {
          ...whole.extra,
          data: whole.data(data),
          total: whole.number(total),
          page: whole.number(1),
          nb_per_page: whole.number(20),
        };
        const page = readList(JSON.parse(JSON.stringify(answer)));
        assert.deepEqual(page, {
          rows: rows.map(([row]) => row),
          skipped: 0,
          total,
          pageSize: 20,
        });
      }),
    );
  });

  it('never throws on JSON of any kind', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const page = readList({ data });
        assert.ok(page === undefined || page.rows.every(({ id }) => Number.isSafeInteger(id)));
      }),
    );
  });
});

describe('a list proves itself', () => {
  const proofs: readonly [content: object, hasFields: boolean, isWhole: boolean][] = [
    [{ message: 'Request queued for processing' }, false, false],
    [{}, false, false],
    [{ data: [] }, true, true],
    [{ data: {} }, true, true],
    [{ data: null }, false, false],
    [{ data: null, total: 0 }, true, false],
    [{ data: { message: 'Request queued for processing' } }, false, false],
    [{ data: { items: [{ id: 1 }] } }, false, false],
    [{ data: ['Request queued'] }, false, false],
    [{ data: ['erreur', { id: 1 }] }, true, true],
    [{ data: [null] }, true, true],
    [{ data: { 3: { id: 1 }, next: 'x' } }, true, true],
    [{ data: undefined }, false, false],
    [{ data: 'aucun' }, false, false],
    [{ total: 0 }, true, false],
    [{ total: '137' }, true, false],
    [{ total: null }, false, false],
    [{ total: 'queued', page: {} }, false, false],
    [{ nb_per_page: 20 }, true, false],
    [{ page: 1 }, true, false],
    [{ user: { username: 'x' }, credits: {} }, false, false],
  ];
  for (const [content, hasFields, isWhole] of proofs) {
    it(`with ${JSON.stringify(content)}: ${hasFields ? 'yes' : 'no'}${isWhole ? ', without a word too' : ''}`, () => {
      assert.deepEqual([listProof.hasFields(content), listProof.isWhole(content)], [hasFields, isWhole]);
    });
  }
});

describe('two sub-accounts', () => {
  it('are the same when every field is', () => {
    assert.ok(sameSubAccount(READ, { ...READ }));
  });
  for (const field of Object.keys(READ)) {
    it(`differ when ${field} does`, () => {
      assert.ok(!sameSubAccount(READ, { ...READ, [field]: undefined }));
      assert.ok(!sameSubAccount({ ...READ, [field]: 'other' }, READ));
    });
  }
});

describe('a list far larger than a page', () => {
  it('is no list: reading it would hold everything else up', () => {
    const data = Array.from({ length: 1001 }, (_, id) => ({ id }));
    assert.equal(readList({ data }), undefined);
    assert.equal(readList({ data: data.slice(1) })?.rows.length, 1000);
    assert.equal(readList({ data: { ...data } }), undefined);
  });
});
