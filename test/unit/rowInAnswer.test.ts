// Where a sub-account stands in an answer, and that nothing but its own token and keys is revealed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskAnswer } from '../../src/api/listAsSent';
import { prettyJson } from '../../src/features/response/core/responseText';
import { placeOf, revealedAt, wayTo } from '../../src/features/response/core/rowInAnswer';
import { prettyXml } from '../../src/features/response/core/xml';
import { asXml } from '../sandbox/xml';
import { canary } from '../support/subAccounts';

const key = `${canary}-main-key`;
const row = (id: unknown, over: object = {}) => ({
  id,
  email: `user${id}@example.org`,
  credits: { balance: '0.800', currency: 'EUR' },
  token: `${canary}-token-${id}`,
  apiKey: `${canary}-key-${id}`,
  ...over,
});
const wanted = (id: number) => ({ id, email: `user${id}@example.org` });
const json = (data: unknown, more: object = {}) =>
  JSON.stringify({ success: true, total: 2, page: 2, ...more, data });
/** The text from where it is found. */
const from = (text: string, way: readonly number[] | undefined, language: 'json' | 'xml' = 'json') => {
  const at = way && placeOf(way, text, language);
  return at === undefined ? undefined : text.slice(at);
};

describe('a sub-account in an answer', () => {
  for (const [what, body] of [
    ['a list', json([row(1), row(2), row(3)])],
    [
      'a list with a mark and blanks',
      `\ufeff ${JSON.stringify(JSON.parse(json([row(1), row(2)])), undefined, 4)}`,
    ],
    ['a list as an object, in any order', json({ 7: row(1), 3: row(2) })],
    ['numbers as text', json([row('1'), row(' 2 ', { email: 'user2@example.org' }), row('3')])],
    ['a number that PHP writes with decimals', json([row(1), row(2)]).replace('"id":2', '"id":2.0')],
    [
      'other fields of that name',
      json([row(1, { parent: { id: 2 } }), row(2)], { id: 2, user: [{ id: 2 }] }),
    ],
    ['fields that come twice', json([row(9), row(2)]).replace('{"id":9', '{"id":2,"id":9')],
    ['lists that come twice', `{"data":[{"id":2}],${json([row(2, { last: 1 })]).slice(1)}`],
    ['rows that are none', json([null, 'x', [2], { id: null }, row(2)])],
    ['an answer that breaks off', json([row(1), row(2)]).slice(0, -20)],
  ] as const) {
    it(`is found in ${what}`, async () => {
      const way = wayTo(wanted(2), body, 'json');
      assert.ok(way);
      assert.match(from(body, way) ?? '', /^\{\s*"id":\s*"? ?2/);
      const masked = await maskAnswer(body, key);
      assert.match(from(masked, way) ?? '', /^\{\s*"id":\s*"? ?2/);
      assert.match(from(prettyJson(masked), way) ?? '', /^\{\n\s+"id": "? ?2/);
      if (what.startsWith('lists')) assert.match(from(body, way) ?? '', /"last":1/);
    });
  }

  for (const [what, body] of [
    ['without it', json([row(1), row(3)])],
    ['without rows', json([])],
    ['of another kind', json('2')],
    ['an error', '{"success":false,"code":10}'],
    ['that is far too deep', `${'['.repeat(5000)}{"data":[{"id":2}]}`],
    ['under names that are no places', json({ first: row(2) })],
    ['with numbers that are read as another', json([row(1)]).replace('"id":1', '"id":0.2e1')],
    ['in which two have its number', json([row(2), row(1), row('2')])],
    ['nothing', ''],
  ] as const) {
    it(`is not found in one ${what}`, () => assert.equal(wayTo(wanted(2), body, 'json'), undefined));
  }

  it('in XML is found by its number and e-mail, at its element', async () => {
    const rows = [row(1, { email: `o'brien&co@example.org`, createdAt: null }), row(20), row(2)];
    const body = asXml({ success: true, code: 200, total: 3, per: 20, page: 2, data: rows });
    for (const [id, email] of [
      [20, 'user20@example.org'],
      [2, 'user2@example.org'],
      [1, `o'brien&co@example.org`],
    ] as const) {
      const way = wayTo({ id, email }, body, 'xml');
      assert.match(from(body, way, 'xml') ?? '', new RegExp(`^<entry><entry>${id}</entry>`));
      assert.match(
        from(prettyXml(body), way, 'xml') ?? '',
        new RegExp(`^<entry>\\n {6}<entry>${id}</entry>`),
      );
      assert.match(
        from(await maskAnswer(body, key), way, 'xml') ?? '',
        new RegExp(`^<entry><entry>${id}</entry>`),
      );
    }
    assert.equal(wayTo({ id: 3, email: 'user2@example.org' }, body, 'xml'), undefined);
    assert.equal(wayTo({ id: 20, email: undefined }, body, 'xml'), undefined, '20 is a page’s rows as well');
    const named = '<r><row id="x"><id>2</id><email>a&amp;b@c.fr</email><token>t0</token></row></r>';
    assert.equal(from(named, wayTo({ id: 2, email: 'a&b@c.fr' }, named, 'xml'), 'xml'), named.slice(3));
  });

  it('alone is revealed: its own token and keys, and nothing else that is masked', async () => {
    const others = row(3, { email: `${canary}-token-2 ${canary}-key-1` });
    const two = row(2, {
      note: `${canary}-token-1`,
      email: `${canary}-token-3`,
      secrets: { a: `${canary}-deep`, b: 123456789 },
    });
    const body = json([row(1), two, others], { apiKey: key });
    const masked = await maskAnswer(body, key);
    const way = wayTo(wanted(2), body, 'json');
    assert.ok(way);
    const shown = JSON.parse(revealedAt(way, { body, masked }, 'json'));
    const hidden = JSON.parse(masked);
    const { token, apiKey, secrets } = two as typeof two & { secrets: object };
    assert.deepEqual(shown, {
      ...hidden,
      data: [hidden.data[0], { ...hidden.data[1], token, apiKey, secrets }, hidden.data[2]],
    });
    assert.doesNotMatch(JSON.stringify(shown), /canary-(token-1|token-3|key-1|key-3|main)/);
  });

  it('alone is revealed in XML, with names or without', () => {
    const parts = (one: string, two: string) =>
      `<r><e><e>1</e><e><![CDATA[a@b.fr]]></e><e>${one}</e></e><e><e>2</e><e><![CDATA[c@d.fr]]></e><e><![CDATA[${two}]]></e><e>x ${one}</e><token>${two}</token></e></r>`;
    const [body, masked] = [parts('first', 'second'), parts('•••', '•••')];
    const way = wayTo({ id: 2, email: 'c@d.fr' }, body, 'xml');
    assert.ok(way);
    assert.equal(revealedAt(way, { body, masked }, 'xml'), parts('•••', 'second'));
  });

  it('alone is revealed in XML among others of the same mailbox, whatever numbers they have', () => {
    const numbers = fc.record({ id: fc.integer({ min: 1, max: 9 }), balance: fc.nat(9), sent: fc.nat(9) });
    const rows = fc.uniqueArray(numbers, { selector: ({ id }) => id, minLength: 1, maxLength: 6 });
    const email = 'same@example.org';
    const asSent = (all: readonly { id: number; balance: number; sent: number }[], shown?: number) => {
      const data = all.map(({ id, balance, sent }) => {
        const secret = shown === undefined || shown === id ? `${canary}-${id}` : '•••';
        return {
          id,
          email,
          balance,
          first: secret,
          credits: { balance: sent, currency: 'EUR' },
          last: secret,
        };
      });
      return asXml({ success: true, code: 200, total: all.length, data });
    };
    fc.assert(
      fc.property(rows, fc.nat(5), (all, which) => {
        const id = all[which % all.length]?.id ?? 0;
        const body = asSent(all);
        const way = wayTo({ id, email }, body, 'xml');
        assert.ok(way);
        assert.equal(revealedAt(way, { body, masked: asSent(all, 0) }, 'xml'), asSent(all, id));
      }),
    );
  });

  it('in XML is not found where its number does not come first, or two elements begin so', () => {
    const entry = (...values: unknown[]) => `<e>${values.map((value) => `<e>${value}</e>`).join('')}</e>`;
    const mail = 'a@example.org';
    for (const body of [
      `<r>${entry(mail, 2, 'x')}</r>`,
      `<r>${entry(7, mail, 2)}</r>`,
      `<r>${entry('<e>2</e>', mail)}</r>`,
      `<r>${entry(2, mail)}${entry(2, 'x', mail)}</r>`,
      `<r>${entry(2, mail, entry(2, mail))}</r>`,
    ]) {
      assert.equal(wayTo({ id: 2, email: mail }, body, 'xml'), undefined, body);
    }
  });

  it('alone is revealed, and none that stands within it', async () => {
    const own = `${canary}-token-2`;
    for (const within of [
      { children: [row(3), { deeper: row(4) }] },
      { parent: { email: 'user3@example.org', token: `${canary}-token-3` } },
      { token: { subaccountId: 3, value: `${canary}-token-3` } },
      { tokens: [{ id: '3', value: `${canary}-token-3` }] },
    ]) {
      const body = json([row(2, within)]);
      const masked = await maskAnswer(body, key);
      const way = wayTo(wanted(2), body, 'json');
      assert.ok(way);
      const shown = revealedAt(way, { body, masked }, 'json');
      assert.doesNotMatch(shown, /canary-(token|key)-[34]/);
      assert.ok(shown.includes(`${canary}-key-2`));
      assert.equal(shown.includes(own), !('token' in within));
    }
    const nested = (one: string, two: string) =>
      `<r><e><e>2</e><e>c@d.fr</e><e>${one}</e><e><e>5</e><e>${two}</e></e><e><x-id>x</x-id><e>${two}</e></e></e></r>`;
    const [body, masked] = [nested('first', 'second'), nested('•••', '•••')];
    const way = wayTo({ id: 2, email: 'c@d.fr' }, body, 'xml');
    assert.ok(way);
    assert.equal(revealedAt(way, { body, masked }, 'xml'), nested('first', '•••'));
  });

  it('reveals nothing where the masked answer has another form', () => {
    const body = json([row(2)]);
    const way = wayTo(wanted(2), body, 'json');
    assert.ok(way);
    for (const masked of [
      '',
      '•••',
      '{"data":[]}',
      '{"data":"•••"}',
      '{"success":true,"total":2,"page":2,"data":[{"id":2}]}',
    ]) {
      assert.equal(revealedAt(way, { body, masked }, 'json'), masked);
    }
  });

  it('of whatever rows reveals the one, and leaves the masked text of all others', async () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.nat(40), text: fc.string({ maxLength: 5 }), asText: fc.boolean() }),
      {
        selector: ({ id }) => id,
        minLength: 1,
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), fc.nat(5), async (all, isObject, which) => {
        const list = all.map(({ id, text, asText }) => row(asText ? String(id) : id, { text }));
        const one = all[which % all.length];
        assert.ok(one);
        const body = json(isObject ? Object.fromEntries(list.entries()) : list);
        const masked = await maskAnswer(body, key);
        const way = wayTo(wanted(one.id), body, 'json');
        assert.ok(way);
        const shown = revealedAt(way, { body, masked }, 'json');
        const expected = JSON.parse(masked);
        Object.assign(expected.data[which % all.length], {
          token: `${canary}-token-${one.id}`,
          apiKey: `${canary}-key-${one.id}`,
        });
        assert.deepEqual(JSON.parse(shown), expected);
      }),
      { numRuns: 50 },
    );
  });
});
