// The API key in what a person pastes: nothing that came along, and nothing less than the key.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apiKeyIn } from '../../src/features/accounts/core/apiKeyText';

/** As in most of the family's examples, and as in one of Voice Partner's. */
const keys = ['a9e0ce00000000000000000000000000000000a1', '-Xk3-Zq9_b2-LmN8-pQ7r-Ts6U-vW5x'];

const doesNotShow = /[\s\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd]/u;

/** Each with its name, so that a failure says which. */
const unseen = {
  blank: ' ',
  tab: '\t',
  'line end': '\r\n',
  'line separator': '\u2028',
  'no-break space': '\u00a0',
  'narrow no-break space': '\u202f',
  'ideographic space': '\u3000',
  'zero width space': '\u200b',
  'zero width non-joiner': '\u200c',
  'zero width joiner': '\u200d',
  'left-to-right mark': '\u200e',
  'right-to-left override': '\u202e',
  isolate: '\u2066',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'soft hyphen': '\u00ad',
  'mongolian vowel separator': '\u180e',
  'variation selector': '\ufe0f',
  'tag character': '\u{e0041}',
  'null character': '\0',
  'blank of braille': '\u2800',
  'place of a picture': '\ufffc',
  'character of nobody': '\ue000',
};

describe('the API key in what is pasted', () => {
  for (const [what, character] of Object.entries(unseen)) {
    it(`${what}: taken out, before, within and behind`, () => {
      for (const key of keys) {
        assert.equal(apiKeyIn(`${character}${key.slice(0, 7)}${character}${key.slice(7)}${character}`), key);
        assert.equal(apiKeyIn([...key].join(character)), key);
      }
      assert.equal(apiKeyIn(character), '', 'there is no key');
    });
  }

  for (const pasted of [
    '<key>',
    '"<key>"',
    '“<key>”',
    '« <key> »',
    '`<key>`,',
    'apiKey=<key>',
    '"apiKey": "<key>",',
    "'api_key' : '<key>';",
    'export MAILPARTNER_API_KEY="<key>"',
    'API key: <key>',
    'Clé API : <key>',
    'Cle\u0301 API : <key>',
    'CLEF-API=<key>',
  ]) {
    it(`${pasted}: the key alone`, () => {
      for (const key of keys) {
        assert.equal(apiKeyIn(pasted.replace('<key>', key)), key);
      }
    });
  }

  it('a key stays as it is, whatever it is made of that shows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.~+/=|-]{1,80}$/), (key) => {
        fc.pre(!/^[\w-]*(?:api[_-]?(?:key|clef?)|clef?[_-]?api)=/i.test(key));
        assert.equal(apiKeyIn(key), key);
      }),
    );
    assert.equal(apiKeyIn('apiKey'), 'apiKey', 'a name alone may be a key');
  });

  it('what holds no key is none', () => {
    for (const pasted of ['', '  ', '""', '\u200b\u2060', 'apiKey=', '"apiKey": "",']) {
      assert.equal(apiKeyIn(pasted), '');
    }
  });

  it('whatever is pasted, there is nothing in the key that does not show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (pasted) => {
        assert.doesNotMatch(apiKeyIn(pasted), doesNotShow);
      }),
    );
  });
});
