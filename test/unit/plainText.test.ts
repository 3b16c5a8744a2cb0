// The server's text stays text where VS Code would read icons or links.
import assert from 'node:assert/strict';
import { plainText } from '../../src/common/words/plainText';

describe('plain text', () => {
  const hostile = [
    '$(alert) careful',
    '[click](command:workbench.action.quit)',
    '[click](https://example.org)',
    '$($(x)',
    'a](b',
    'line\r\nline\nline',
  ];
  for (const text of hostile) {
    it(`leaves no icon, link or line end in ${JSON.stringify(text)}`, () => {
      const shown = plainText(text);
      assert.doesNotMatch(shown, /\$\(|\]\(|[\r\n]/);
      assert.equal(
        shown.replace(/\u200b/g, '').replace(/\s+/g, ' '),
        text.replace(/\s+/g, ' '),
        'it reads as before',
      );
    });
  }

  it('leaves ordinary text alone', () => {
    const text = 'Société (Lyon) – prix: 12 $ [ok] <b>';
    assert.equal(plainText(text), text);
  });
});
