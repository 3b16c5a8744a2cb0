// Bodies and HTTP statuses become a success or a failure: every code, every shape of words.
import assert from 'node:assert/strict';
import { readAnswer } from '../../../src/api/answer';
import { meProof } from '../../../src/api/profile';
import { listProof } from '../../../src/api/subAccountList';

const KEY = 'clef-secrète-1234';

function read(body: unknown, status = 200, retryAfter?: number) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readAnswer({ status, body: text, retryAfter, host: 'api.test' }, listProof, [KEY]);
}

function failureOf(body: unknown, status?: number, retryAfter?: number) {
  const answer = read(body, status, retryAfter);
  return answer.ok ? undefined : answer.why;
}

describe('an answer', () => {
  for (const status of [200, 201, 400, 401, 403, 407, 429, 500]) {
    it(`is a success under HTTP ${status} when success is true`, () => {
      const content = { success: true, code: 200, data: [] };
      assert.deepEqual(read(content, status), { ok: true, value: content });
    });
  }

  it('may begin with a byte order mark', () => {
    assert.ok(read('\uFEFF\n{"success":true,"total":0}\n').ok);
  });

  for (const success of [true, 1, '1', ' 1 ', '1.0', 'true', ' TRUE ']) {
    it(`is a success where success is ${JSON.stringify(success)}`, () => {
      const content = { success, code: 200, data: [] };
      assert.deepEqual(read(content), { ok: true, value: content });
    });
  }

  for (const content of [
    { code: 200, data: [] },
    { code: '200', data: { 1: {} } },
    { code: '200.0', data: [] },
    { success: null, code: 200, data: [] },
  ]) {
    it(`is a success without a word of it where it is ${JSON.stringify(content)}`, () => {
      assert.deepEqual(read(content), { ok: true, value: content });
    });
  }

  for (const content of [
    { data: [] },
    { code: 200, total: 3 },
    { code: 200, data: null },
    { success: {}, code: 200, data: [] },
    { success: [true], code: 200, data: [] },
    { success: [1], code: 200, data: [] },
    { success: 2, code: 200, data: [] },
    { success: 'maybe', code: 200, data: [] },
  ]) {
    it(`is malformed where nothing says that it is one: ${JSON.stringify(content)}`, () => {
      assert.deepEqual(failureOf(content), { kind: 'malformed', reason: 'shape', status: 200 });
    });
  }

  it('with a code of its own is none without a word of success, though it has rows', () => {
    assert.deepEqual(failureOf({ code: 55, message: 'Non', data: [{ id: 1 }] }), {
      kind: 'rejected',
      code: 55,
      message: 'Non',
    });
  });

  for (const success of [false, 0, '0', 'false', '']) {
    it(`is none where success is ${JSON.stringify(success)}, whatever else it holds`, () => {
      assert.equal(failureOf({ success, code: 77, message: 'Non', data: [] })?.kind, 'rejected');
    });
  }

  it('that answers nothing of what was asked for proves nothing', () => {
    const queued = { success: true, code: 200, message: 'Request queued for processing' };
    assert.deepEqual(failureOf(queued), { kind: 'malformed', reason: 'noFields', status: 200 });
    assert.deepEqual(failureOf(queued, 503), { kind: 'server', status: 503 });
    const asProfile = readAnswer(
      {
        status: 200,
        body: JSON.stringify({ ...queued, data: [], total: 0 }),
        retryAfter: undefined,
        host: 'x',
      },
      meProof,
      [],
    );
    assert.deepEqual(asProfile, {
      ok: false,
      why: { kind: 'malformed', reason: 'noFields', status: 200 },
    });
  });

  describe('with text around it', () => {
    const list = '{"success":true,"code":200,"total":1,"data":[{"id":1,"email":"a{b}\\"@example.fr"}]}';
    const notice = '<br />\n<b>Notice</b>:  Undefined index: "page" in {closure}() on line <b>12</b><br />\n';
    const queued = '{"success":true,"code":200,"message":"Request queued for processing"}';
    const refused = '{"success":false,"code":10,"message":"Clé API incorrecte"}';
    const around: readonly [what: string, text: string][] = [
      ['a notice of PHP before it', notice + list],
      ['a comment after it', `${list}\n<!-- 0.012 s, web-3 -->`],
      ['another object after it', `${list}{"took":0.012}`],
      ['another object before it', `{"warning":"deprecated \\" quote"}\n${list}`],
      ['another success that says nothing', `${list}\n${queued}`],
      ['an object in an object, neither an answer', `{"debug":{"success":{"a":1}}}\n${list}`],
      ['two byte order marks', `\uFEFF\uFEFF${list}`],
      ['a prefix against scripts', `)]}',\n${list}`],
      ['a call around it', `callback(${list});`],
      ['a brace that never ends before it', `warning: { "x" \n${list}`],
      ['a comma after it', `${list},`],
      ['a list of words before it', `["a","b"]${list}`],
      ['lines of a log before it', `${'{"level":"info","ms":1.0}\n'.repeat(50)}${list}`],
    ];
    for (const [what, text] of around) {
      it(`is read: ${what}`, () => {
        assert.deepEqual(read(text), { ok: true, value: JSON.parse(list) });
      });
    }

    it('is refused where that is what it says', () => {
      assert.deepEqual(failureOf(notice + refused), {
        kind: 'refusedKey',
        code: 10,
        message: 'Clé API incorrecte',
      });
      assert.deepEqual(failureOf(`${notice}{"code":55,"message":"Aucun prix par défaut"}`), {
        kind: 'rejected',
        code: 55,
        message: 'Aucun prix par défaut',
      });
      assert.deepEqual(failureOf(notice + queued), { kind: 'malformed', reason: 'noFields', status: 200 });
    });

    it('is not read out of an answer that is broken', () => {
      const inner = '"cached":{"success":true,"total":0,"data":[]}';
      for (const text of [
        `{"error":"x",${inner}, bad}`,
        `{"error":"x",${inner}`,
        `${notice}{"success":true,"data":[${inner.slice(9)}`,
        '{"success":true,"errors":[{"code":1,"message":"bad"}],"x":',
        `${notice}{"success":true,"errors":[{"success":false,"code":1,"message":"bad"}],"x":`,
      ]) {
        const failure = failureOf(text);
        assert.ok(failure?.kind === 'malformed', text);
        assert.ok(['cutOff', 'notJson', 'textAround'].includes(failure.reason));
      }
    });

    it('is said to have text in it, where it ends and is no JSON', () => {
      for (const text of [
        list.replace('"data":', '"data":<br />\n<b>Notice</b>: x\n'),
        list.replace(/}$/, ',}'),
        list.replace('"total":1', '"total":NaN'),
      ]) {
        assert.deepEqual(failureOf(text), { kind: 'malformed', reason: 'textAround', status: 200 });
      }
    });

    it('is said to stand in text, where there is too much of it to be looked through', () => {
      for (const text of [`log: ${'{"level" '.repeat(30)}${list}`, `${'{"level":1}\n'.repeat(300)}${list}`]) {
        assert.deepEqual(failureOf(text), { kind: 'malformed', reason: 'textAround', status: 200 });
      }
    });

    for (const [what, text] of [
      ['two lists', `${list}${list.replace('"total":1', '"total":2')}`],
      ['a list and a refusal', `${list}\n${refused}`],
      ['two refusals', `${refused}\n{"success":false,"code":20,"message":"Désactivé"}`],
    ] as const) {
      it(`is not guessed: ${what}`, () => {
        assert.deepEqual(failureOf(text), { kind: 'malformed', reason: 'textAround', status: 200 });
        assert.deepEqual(failureOf(text, 502), { kind: 'server', status: 502 });
      });
    }

    it('is not read where it breaks off', () => {
      assert.deepEqual(failureOf(notice + list.slice(0, -2)), {
        kind: 'malformed',
        reason: 'cutOff',
        status: 200,
      });
    });

    it('of somebody else’s page is no answer', () => {
      const page = `<html><script>var a = {"id":1,"user":{"name":"x"}};</script>${'<p>{"b":2}</p>'.repeat(30)}`;
      assert.deepEqual(failureOf(page), { kind: 'malformed', reason: 'notJson', status: 200 });
    });
  });

  const message = 'Non';
  const codes: readonly [code: unknown, expected: unknown][] = [
    [1, { kind: 'refusedKey', code: 1, message }],
    [10, { kind: 'refusedKey', code: 10, message }],
    ['10', { kind: 'refusedKey', code: 10, message }],
    [20, { kind: 'notAllowed', reason: 'disabled', code: 20, message }],
    [30, { kind: 'notAllowed', reason: 'blocked', code: 30, message }],
    [40, { kind: 'notAllowed', reason: 'apiAccess', code: 40, message }],
    [96, { kind: 'notAllowed', reason: 'ipAddress', code: 96, message }],
    [429, { kind: 'rateLimited' }],
    ['429', { kind: 'rateLimited' }],
    [2, { kind: 'rejected', code: 2, message }],
    [55, { kind: 'rejected', code: 55, message }],
    ['x', { kind: 'rejected', message }],
    [null, { kind: 'rejected', message }],
  ];
  for (const [code, expected] of codes) {
    for (const status of [200, 400, 401, 403]) {
      it(`with code ${JSON.stringify(code)} means the same under HTTP ${status}`, () => {
        assert.deepEqual(failureOf({ success: false, code, message }, status), expected);
      });
    }
  }

  it('may have its code within its error, where it has none itself', () => {
    assert.deepEqual(failureOf({ success: false, errors: [{ code: 429, message: 'Trop' }] }), {
      kind: 'rateLimited',
    });
    assert.deepEqual(failureOf({ success: false, error: { code: '10', message: 'Clé' } }), {
      kind: 'refusedKey',
      code: 10,
      message: 'Clé',
    });
    assert.deepEqual(failureOf({ success: false, code: 55, errors: [{ code: '10', message: 'x' }] }), {
      kind: 'rejected',
      code: 55,
      message: 'x',
    });
  });

  it('with a code of the service means that under HTTP 503 too', () => {
    assert.equal(failureOf({ success: false, code: 10, message }, 503)?.kind, 'refusedKey');
    assert.equal(failureOf({ success: false, code: 55, message }, 503)?.kind, 'rejected');
  });

  it("without a code of its own is the server's failure or a rate limit where HTTP says so", () => {
    assert.deepEqual(failureOf({ success: false, message }, 502), { kind: 'server', status: 502, message });
    assert.deepEqual(failureOf({ code: 500, message }, 500), { kind: 'server', status: 500, message });
    assert.deepEqual(failureOf({ error: { code: 503, message } }, 503, 4), {
      kind: 'server',
      status: 503,
      retryAfter: 4,
      message,
    });
    assert.deepEqual(failureOf({ message }, 429, 3), { kind: 'rateLimited', retryAfter: 3 });
  });

  it('says how long to wait', () => {
    assert.deepEqual(failureOf({ success: false, code: 429 }, 200, 3), {
      kind: 'rateLimited',
      retryAfter: 3,
    });
  });

  const words: readonly [error: object, expected: string][] = [
    [{ message: 'Clé API incorrecte' }, 'Clé API incorrecte'],
    [{ message: 'A', error: [{ message: 'B' }], errors: [{ message: 'C' }] }, 'A'],
    [{ error: [{ elementId: 'children[sender].data', message: 'B' }], errors: [{ message: 'C' }] }, 'B'],
    [{ error: [{ message: 'B1' }, { message: 'B2' }, { message: 'B1' }, { elementId: 'x' }] }, 'B1; B2'],
    [{ error: { message: 'NOCREDITS' }, errors: [{ message: 'C' }] }, 'NOCREDITS'],
    [{ error: 'plain words' }, 'plain words'],
    [{ message: ['Aucun prix par défaut'] }, 'Aucun prix par défaut'],
    [{ message: { fr: 'Aucun prix', en: 'No price' } }, 'Aucun prix; No price'],
    [
      { errors: { price: ['Aucun prix'], page: ['Trop loin', { message: 'vraiment' }] } },
      'Aucun prix; Trop loin; vraiment',
    ],
    [{ detail: 'Aucun prix par défaut' }, 'Aucun prix par défaut'],
    [{ error: { code: 9, elementId: 'children[x]', description: 'Aucun prix' } }, 'Aucun prix'],
    [{ errors: [{ success: false, code: '9', message: 'C' }] }, 'C'],
    [{ message: '', error: [], errors: [{ message: 'C' }] }, 'C'],
    [{ message: null, error: null, errors: null }, 'HTTP 418'],
    [{}, 'HTTP 418'],
    [{ message: { deep: true }, error: [[], 1.5, null] }, '1.5'],
    [{ message: ' two\n\tlines ' }, 'two lines'],
    [
      { error: ['x'.repeat(9000), `${'word '.repeat(2000)}`] },
      `${'word '.repeat(1000).trim().slice(0, 299)}…`,
    ],
    [{ message: 'Le solde de l&#039;agence est &lt; 0' }, "Le solde de l'agence est < 0"],
    [{ message: `La clé ${KEY} est inconnue` }, 'La clé ••• est inconnue'],
    [{ error: [{ message: `?apiKey=${encodeURIComponent(KEY)}&page=1` }] }, '?apiKey=•••&page=1'],
    [{ message: '😀'.repeat(400) }, `${'😀'.repeat(299)}…`],
  ];
  for (const [error, expected] of words) {
    it(`is worded by ${JSON.stringify(error).slice(0, 80)}`, () => {
      assert.deepEqual(failureOf({ success: false, code: 77, ...error }, 418), {
        kind: 'rejected',
        code: 77,
        message: expected,
      });
    });
  }

  const notJson: readonly [status: number, body: string, expected: unknown][] = [
    [200, '<html>', { kind: 'malformed', reason: 'notJson', status: 200 }],
    [200, '{"success":true,"da', { kind: 'malformed', reason: 'cutOff', status: 200 }],
    [200, ' \n', { kind: 'malformed', reason: 'empty', status: 200 }],
    [204, '', { kind: 'malformed', reason: 'empty', status: 204 }],
    [404, '<html>', { kind: 'malformed', reason: 'notJson', status: 404 }],
    [401, '<html>', { kind: 'refusedKey' }],
    [401, '', { kind: 'refusedKey' }],
    [403, '<html>', { kind: 'notAllowed', reason: 'forbidden' }],
    [407, '', { kind: 'offline', reason: 'proxyPassword', host: 'api.test' }],
    [429, '<html>', { kind: 'rateLimited' }],
    [500, '', { kind: 'server', status: 500 }],
    [503, '<html>', { kind: 'server', status: 503 }],
    [200, '[]', { kind: 'malformed', reason: 'shape', status: 200 }],
    [200, '42', { kind: 'malformed', reason: 'shape', status: 200 }],
    [200, 'null', { kind: 'malformed', reason: 'shape', status: 200 }],
    [200, '{}', { kind: 'malformed', reason: 'shape', status: 200 }],
    [502, '[]', { kind: 'server', status: 502 }],
    [407, '{"message":"who are you"}', { kind: 'offline', reason: 'proxyPassword', host: 'api.test' }],
  ];
  for (const [status, body, expected] of notJson) {
    it(`under HTTP ${status} with ${JSON.stringify(body)} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(failureOf(body, status), expected);
    });
  }

  it('keeps the words of the service where its server failed', () => {
    assert.deepEqual(failureOf({ success: false, message: 'Maintenance jusqu’à 14 h' }, 503), {
      kind: 'server',
      status: 503,
      message: 'Maintenance jusqu’à 14 h',
    });
  });

  describe('that is too large to be read', () => {
    const failureOfBeginning = (body: string, status: number) => {
      const answer = readAnswer(
        { status, body, isTooLarge: true, retryAfter: 7, host: 'api.test' },
        listProof,
        [KEY],
      );
      return answer.ok ? undefined : answer.why;
    };

    it('is what its HTTP status says', () => {
      assert.deepEqual(failureOfBeginning('<html>', 401), { kind: 'refusedKey' });
      assert.deepEqual(failureOfBeginning('<html>', 429), { kind: 'rateLimited', retryAfter: 7 });
      assert.deepEqual(failureOfBeginning('<html>', 503), { kind: 'server', status: 503, retryAfter: 7 });
      assert.deepEqual(failureOfBeginning('{"success":true', 503), {
        kind: 'server',
        status: 503,
        retryAfter: 7,
      });
    });

    it('otherwise is somebody else’s page, or too large', () => {
      const malformed = (reason: string) => ({ kind: 'malformed', reason, status: 200 });
      assert.deepEqual(failureOfBeginning('  <!doctype html>', 200), malformed('notJson'));
      assert.deepEqual(failureOfBeginning('{"success":true,"data":[', 200), malformed('tooLarge'));
      assert.deepEqual(failureOfBeginning(`{"success":true}${' '.repeat(4000)}`, 200), malformed('tooLarge'));
    });
  });
});

describe('words of the service that are far too many', () => {
  const words = (body: unknown, secret: string) => {
    const answer = readAnswer(
      { status: 200, body: JSON.stringify(body), host: 'api.test', retryAfter: undefined },
      listProof,
      [secret],
    );
    assert.ok(!answer.ok && answer.why.kind === 'rejected');
    return answer.why.message;
  };

  it('are cut, and a secret at the cut does not show in part', () => {
    const secret = 'a secret that has no end '.replace(/ /g, '-').repeat(9);
    for (let shift = 0; shift < secret.length; shift += 7) {
      const message = words(
        { success: false, code: 77, message: `${'x'.repeat(shift)} ${`${secret} `.repeat(100)}` },
        secret,
      );
      assert.ok(message.length <= 300);
      assert.ok(!message.includes('a-secret'), `at ${shift}`);
    }
  });

  it('are looked at up to the twentieth message', () => {
    const errors = Array.from({ length: 1000 }, (_, n) => ({ message: `m${n}` }));
    const message = words({ success: false, code: 77, errors }, 'nothing of it');
    assert.ok(message.includes('m19') && !message.includes('m20'));
  });
});
