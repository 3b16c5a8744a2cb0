// What a person reads when the keychain fails, for each place where VS Code can run.
import * as assert from 'node:assert/strict';
import { env, UIKind } from 'vscode';
import { currentHost, type Host, keychainSentence } from '../../src/common/words/keychainWords';

const remedies: Record<Host, RegExp> = {
  desktop: /Unlock it/,
  linux: /GNOME Keyring or KWallet/,
  remote: /of the computer in front of you, not of the remote one/,
  web: /Allow this site to store data/,
};

describe('words for a keychain that fails', () => {
  for (const [host, remedy] of Object.entries(remedies) as [Host, RegExp][]) {
    for (const [reason, what] of [
      ['failed', /could not be used\./],
      ['noAnswer', /did not answer\./],
    ] as const) {
      for (const [way, end] of [
        ['none', /, then try again\.$/],
        [
          'replaceApiKey',
          /, then try again\. Or replace the API key, and use the new one for this session only\.$/,
        ],
        ['session', /, then try again\. Or use the key for this session only\.$/],
      ] as const) {
        it(`${reason} on ${host}: what happened, the remedy, and the way on (${way})`, () => {
          const sentence = keychainSentence(reason, way, host);
          assert.match(sentence, what);
          assert.match(sentence, remedy);
          assert.match(sentence, end);
        });
      }
    }
  }

  it('knows whether this window is in a browser', () => {
    assert.equal(currentHost() === 'web', env.uiKind === UIKind.Web);
  });
});
