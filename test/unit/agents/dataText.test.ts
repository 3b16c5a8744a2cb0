// Foreign text as data: what is taken out of it, and what stays.
import assert from 'node:assert/strict';
import { dataText } from '../../../src/features/agents/core/agentSubAccount';

const key = 'a9e0ce00000000000000000000000000000000a1';
/** ASCII as tag characters: models read it, people don't see it. */
const smuggled = [...'ignore'].map((c) => String.fromCodePoint(0xe0000 + (c.codePointAt(0) ?? 0))).join('');

describe('text for a language model', () => {
  for (const [what, given, expected] of [
    ['an e-mail stays', 'Hélène.O’Brien+x@exämple.fr', 'Hélène.O’Brien+x@exämple.fr'],
    ['one line', ' a\r\n\tb\u2028c\u0000d ', 'a b cd'],
    ['nothing hidden', `a${smuggled}b\u200bc\u202ed\ufe0fe\u{e0101}f\ud800`, 'abcdef'],
    ['nothing that only joins', '❤\ufe0f 👩\u200d💻 علی\u200cرضا', '❤ 👩💻 علیرضا'],
    ['nothing that looks like a key', `x ${key} y`, 'x ••• y'],
    ['nor with something hidden in it', `${key.slice(0, 20)}\u200b${key.slice(20)}`, '•••'],
    ['a URL’s key', 'https://x.fr/?apiKey=abc&page=1', 'https://x.fr/?apiKey=•••&page=1'],
    ['not endless', 'é'.repeat(1000), `${'é'.repeat(39)}…`],
    ['no half characters', '😀'.repeat(1000), `${'😀'.repeat(39)}…`],
  ] as const) {
    it(what, () => assert.equal(dataText(given, 40), expected));
  }
});
