// Masking an answer: keys and tokens go wherever they are, and JSON stays the JSON that it was.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskAnswer } from '../../../src/api/listAsSent';

const key = 'the+main/key & <é>';

describe('masking an answer', () => {
  it('takes keys and tokens of any length, and never fails: an error would quote them', async () => {
    for (const length of [4, 4000, 4001, 100_000]) {
      const token = 'x/é"\\'.repeat(length).slice(0, length);
      const masked = await maskAnswer(JSON.stringify({ token, id: 1 }), key);
      assert.equal(masked, '{"token":"•••","id":1}', `${length}`);
    }
  });

  const cases: readonly [what: string, body: string, masked: string][] = [
    ['named ones', '{"token":"abcd","id":1}', '{"token":"•••","id":1}'],
    ['where they come again', '{"token":"abcd","m":"for abcd!"}', '{"token":"•••","m":"for •••!"}'],
    ['one that is a number', '{"token":12345,"id":7}', '{"token":"•••","id":7}'],
    [
      'a number that comes again, in a text and as a number',
      '{"token":"12345","m":"12345 is it","id":12345,"n":[9123456,0.800]}',
      '{"token":"•••","m":"••• is it","id":"•••","n":["•••",0.800]}',
    ],
    [
      'lists of them',
      '{"apiKeys":["abcd",{"x":"efgh"}],"m":"efgh"}',
      '{"apiKeys":["•••",{"x":"•••"}],"m":"•••"}',
    ],
    [
      'in JSON that text stands around',
      '<b>Notice</b>: of tok-77\n{"token":["tok-77"],"apiKey":{"value":"key-88"},"link":"/t/tok-77"} key-88',
      '<b>Notice</b>: of •••\n{"token":["•••"],"apiKey":{"value":"•••"},"link":"/t/•••"} •••',
    ],
    ['the key it was asked with', `{"m":${JSON.stringify(`no ${key}`)}}`, '{"m":"no •••"}'],
    ['behind a byte order mark', '\ufeff{"token":"abcd","m":"abcd"}', '\ufeff{"token":"•••","m":"•••"}'],
    ['in a page', '<p>the+main/key &amp; &lt;é&gt;</p>', '<p>•••</p>'],
    ['in a broken answer', '{"a":1,"token":"abcd","apiKey":"ef', '{"a":1,"token":"•••","apiKey":"•••'],
  ];
  it('takes out known ones where nothing has a name', async () => {
    const xml = '<entry><![CDATA[AbCdEfGhIjKl]]></entry><entry>simple</entry>';
    assert.equal(
      await maskAnswer(xml, key, ['AbCdEfGhIjKl']),
      '<entry><![CDATA[•••]]></entry><entry>simple</entry>',
    );
  });

  for (const [what, body, masked] of cases) {
    it(`takes out ${what}`, async () => assert.equal(await maskAnswer(body, key), masked));
  }

  it('leaves alone what holds none, amounts as they were written', async () => {
    for (const body of ['', '{"token":null,"credits":{"balance":0.800,"x":950.4,"y":1e3}}', '<a>0.800</a>']) {
      assert.equal(await maskAnswer(body, key), body);
    }
  });

  it('is made in one pass, whatever texts are not closed and however alike secret and text are', async () => {
    const open = `{"token":12345678,"a":"${'\\"'.repeat(120_000)}`;
    // Not assert.equal: it would print all of both.
    assert.ok((await maskAnswer(open, '12345678')) === open.replace('12345678', '"•••"'));
    const alike = `${'x'.repeat(500)}y${'x'.repeat(499)}`;
    const body = JSON.stringify({ token: alike, note: 'x'.repeat(240_000) });
    assert.ok((await maskAnswer(body, key)) === body.replace(alike, '•••'));
  });

  it('puts a text in the place of a number that holds a secret one, and of no other', async () => {
    const masked = await maskAnswer('{"token":123456,"n":[9123456,12345,1234567],"a":"x 9123456"}', key);
    assert.deepEqual(JSON.parse(masked), {
      token: '•••',
      n: ['•••', 12345, '•••'],
      a: 'x 9•••',
    });
  });

  it('leaves no token in any answer, and JSON of the same shape', async () => {
    const secret = fc
      .string({ minLength: 6, unit: 'grapheme' })
      // One with a quote may be found across JSON's own quotes: it is masked there too, and what is left is no JSON.
      .filter((text) => !text.includes('"') && !/^[\\:,\s{}[\]•]*$/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ id: fc.nat(), token: secret, note: fc.string() })),
        async (rows) => {
          const data = rows.map(({ note, ...row }) => ({ ...row, note: `${note} ${row.token}` }));
          const read = JSON.parse(await maskAnswer(JSON.stringify({ data }), key));
          assert.equal(read.data.length, rows.length);
          for (const [i, row] of read.data.entries()) {
            assert.equal(row.token, '•••');
            assert.ok(!row.note.includes(rows[i]?.token));
          }
        },
      ),
    );
  });
});
