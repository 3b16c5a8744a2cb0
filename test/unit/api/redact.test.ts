// Secrets go, in every form they take; ordinary text stays.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { redact } from '../../../src/api/redact';

const HEX = '0123456789abcdef0123456789abcdef01234567';
const ODD = 'clé "à" 100%+/=\\';

describe('the redactor', () => {
  const masked: readonly [what: string, text: string, secrets: string[], expected: string][] = [
    ['a secret as it is', `key ${ODD} refused`, [ODD], 'key ••• refused'],
    ['every time it comes', 'abcde-abcde', ['abcde'], '•••-•••'],
    [
      'in a query',
      `https://h/me?x=1&k=${new URLSearchParams({ k: ODD }).toString().slice(2)}`,
      [ODD],
      'https://h/me?x=1&k=•••',
    ],
    ['percent-encoded', encodeURIComponent(ODD), [ODD], '•••'],
    [
      'percent-encoded in lower case',
      encodeURIComponent(ODD).replace(/%../g, (c) => c.toLowerCase()),
      [ODD],
      '•••',
    ],
    ['in JSON', JSON.stringify({ words: ODD }), [ODD], '{"words":"•••"}'],
    ['in base64', `Basic ${Buffer.from(ODD).toString('base64')}`, [ODD], 'Basic •••'],
    ['in base64url', Buffer.from(ODD).toString('base64url'), [ODD], '•••'],
    ['the longest first', 'abcdef abcd', ['abcd', 'abcdef'], '••• •••'],
    ['with characters of regular expressions', 'a.*b(c and aXXb(c', ['a.*b(c'], '••• and aXXb(c'],
    ['the value of apiKey=, known or not', 'GET /me?apiKey=abc&page=2', [], 'GET /me?apiKey=•••&page=2'],
    ['the value of apikey= in any case, quoted', '"http://h/me?APIKEY=abc"', [], '"http://h/me?APIKEY=•••"'],
    ['the value of an encoded apiKey=', 'next=%2Fme%3FapiKey%3Dabc', [], 'next=%2Fme%3FapiKey%3D•••'],
    ['keys and tokens in JSON', '{"token":"a\\"b","apiKey": "c"}', [], '{"token":"•••","apiKey": "•••"}'],
    ['what looks like a key', `unknown key ${HEX}!`, [], 'unknown key •••!'],
    ['a token in a query', 'tokenSubaccount=abc&credit=5', [], 'tokenSubaccount=•••&credit=5'],
    ['a token that a broken answer cuts', '{"token":"a8c1', [], '{"token":"•••'],
    ['a token that ends in the middle of an escape', '{"token":"a8c1\\', [], '{"token":"•••'],
    [
      'keys by their other names',
      '{"api_key":"c","sub-token":"d"}',
      [],
      '{"api_key":"•••","sub-token":"•••"}',
    ],
    ['a key that is a number', '{"token": 123456, "id": 7}', [], '{"token": "•••", "id": 7}'],
    ['a secret in JSON as PHP writes it', '{"m":"cl\\u00e9 a\\/b"}', ['clé a/b'], '{"m":"•••"}'],
    ['a secret in XML', '<m>a &amp; &lt;b&gt; "c"</m>', ['a & <b> "c"'], '<m>•••</m>'],
    ['a secret in an attribute', '<m a="a &amp; &quot;c&quot;"/>', ['a & "c"'], '<m a="•••"/>'],
    [
      'a named XML element',
      '<token>abc</token><apiKey x="1"><![CDATA[d e]]></apiKey>',
      [],
      '<token>•••</token><apiKey x="1"><![CDATA[•••]]></apiKey>',
    ],
    ['a named XML attribute', '<row apiKey="abc" id="7"/>', [], '<row apiKey="•••" id="7"/>'],
    [
      'an unnamed XML entry that looks like a key',
      '<entry><![CDATA[Zk3-9xQ_77ab.cdEF]]></entry>',
      [],
      '<entry><![CDATA[•••]]></entry>',
    ],
    ['an unnamed XML entry without CDATA', '<entry>Zk39xQ77abcdEF0123</entry>', [], '<entry>•••</entry>'],
    ['what looks like a key of the other form', 'key Zk3-9xQ77abcdEF-0123-ghiJ4-klm!', [], 'key •••!'],
    ['what looks like a key in capitals', HEX.toUpperCase(), [], '•••'],
  ];
  for (const [what, text, secrets, expected] of masked) {
    it(`takes out ${what}`, () => {
      assert.equal(redact(text, secrets), expected);
    });
  }

  const ordinary: readonly [text: string, secrets: (string | undefined)[]][] = [
    ['Clé API incorrecte', [HEX]],
    ['apiKey is required, token too', []],
    ['page 2 of 7, 20 rows, 0.800 EUR', ['']],
    ['client@example.fr since 2016-03-04 11:23:14', [undefined, ' ']],
    ['commit 0123456789abcdef', []],
    ['550e8400-e29b-41d4-a716-446655440000', []],
    ['mailpartner-subaccounts-and-their-tokens', []],
    ['Mail-Partner-Sub-accounts-In-Capitals-Everywhere', []],
    ['<entry><![CDATA[contact.presse2024@mail-partner.example.fr]]></entry>', []],
    ['<entry><![CDATA[2016-03-04T11:23:14+01:00]]></entry><entry>123456789012345678</entry>', []],
    ['<entry><![CDATA[Des erreurs sont survenues.]]></entry><entry>0.800</entry>', []],
    ['a short secret is no secret', ['a', 'is', 'no']],
    ['', [HEX]],
  ];
  for (const [text, secrets] of ordinary) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.equal(redact(text, secrets), text);
    });
  }

  it('leaves no secret behind, and nothing to do for a second time', () => {
    const secret = fc
      .string({ minLength: 4, maxLength: 30, unit: 'grapheme' })
      .filter((each) => !/[•\s]/.test(each));
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        fc.string(),
        (before, secrets, after) => {
          const once = redact(`${before} ${secrets.join(' ')} ${after}`, secrets);
          for (const each of secrets) {
            assert.ok(!once.includes(each));
          }
          assert.equal(redact(once, secrets), once);
        },
      ),
    );
  });
});

describe('the redactor on what errors print', () => {
  const secret = 'clé+de/compte "1" & 2';
  const query = `apiKey=${encodeURIComponent(secret)}&page=2`;
  const error = new Error(`request to https://api.test/v1/subaccount/list?${query} failed`, {
    cause: Object.assign(new Error(`connect ${secret}`), { body: JSON.stringify({ apiKey: secret }) }),
  });

  it('leaves nothing in a message, a stack, a cause or their properties', () => {
    for (const text of [error.message, String(error.stack), inspect(error)]) {
      const shown = redact(text, [secret]);
      assert.ok(text.includes('compte') && !shown.includes('compte'), 'the secret was there and is gone');
    }
  });

  it('and keeps what tells where it happened', () => {
    const shown = redact(String(error.stack), [secret]);
    assert.match(shown, /request to https:\/\/api\.test\/v1\/subaccount\/list\?apiKey=•••&page=2 failed/);
    assert.match(shown, /redact\.test\.ts/);
  });
});
