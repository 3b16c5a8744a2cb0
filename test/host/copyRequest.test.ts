// Copy Request as…: what is asked, what is on the real clipboard, and that no secret is in it.
import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, extensions, Uri } from 'vscode';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import type { Row } from '../../src/common/rows';
import { copyRequest } from '../../src/features/request/copyRequest';
import { languageNames, languages } from '../../src/features/request/core/languages';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import { FakeMemento } from '../unit/support/vscodeParts';
import { needClipboard, untouched } from './support/clipboard';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

const withoutToken = subAccount(20, { token: undefined });

describe('copy a request', () => {
  let opened: OpenTree;
  let said: FakeWindow;
  let state: FakeMemento;
  /** What the person picks, one after the other; undefined gives up. */
  let picks: (string | undefined)[];
  let fromPalette: SubAccount | undefined;
  let programs: Uri;
  let unexpected: unknown[];
  const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 3600 });

  before(function () {
    return needClipboard(this);
  });

  beforeEach(async () => {
    await env.clipboard.writeText(untouched);
    [said, state, picks, fromPalette, unexpected] = [new FakeWindow(), new FakeMemento(), [], undefined, []];
    const ours = extensions.getExtension('mailpartner-subaccounts.mailpartner-subaccounts');
    assert.ok(ours);
    programs = Uri.joinPath(ours.extensionUri, 'media', 'programs');
    said.choose = () => picks.shift();
    opened = openTree('a');
    await opened.service.load('a', [...subAccounts(1, 19), withoutToken], 45);
    await opened.service.load('a', subAccounts(21, 40), 45);
  });

  afterEach(() => {
    opened.dispose();
    said.restore();
  });

  const at = (i: number): Row => {
    const row = opened.tree.getChildren().at(i);
    assert.ok(row);
    return row;
  };
  const run = async (...args: unknown[]): Promise<string> => {
    await copyRequest(args, {
      tree: opened.tree,
      askSubAccount: async () => opened.owned(fromPalette),
      lists: opened.service.lists,
      clipboard,
      state,
      programs,
      onUnexpected: (error) => unexpected.push(error),
    });
    const text = await env.clipboard.readText();
    assert.doesNotMatch(text + said.all() + JSON.stringify(said.choices), new RegExp(canary), 'a secret');
    assert.doesNotMatch(JSON.stringify([...state.values]), new RegExp(canary), 'a secret is kept');
    return text;
  };

  it('asks call and language, and copies the list’s page on which the row stands', async () => {
    picks = ['List page 2 of the sub-accounts', 'Python'];
    const text = await run(at(20));
    assert.match(text, /"https:\/\/api\.mailpartner\.fr\/v1\/subaccount\/list\?"/);
    assert.match(text, /"page": 2/);
    assert.match(text, /MAILPARTNER_API_KEY/);
    assert.deepEqual(said.choices, [
      {
        question: 'Which call?',
        offered: ['List page 2 of the sub-accounts', 'Add credit to the sub-account'],
      },
      {
        question: 'In which language?',
        offered: ['cURL', 'Shell script (cURL)', 'PowerShell', 'PHP', 'Python', 'Visual Basic', 'TypeScript'],
      },
    ]);
    assert.deepEqual(said.status, ['$(check) Copied request as Python: set MAILPARTNER_API_KEY to run it']);
  });

  it('adding credit reads the token from the environment, and warns of paying twice', async () => {
    picks = ['Add credit to the sub-account', 'PHP'];
    const text = await run(at(0));
    assert.match(text, /^\/\/ This moves money, and a repeated call pays twice\./m);
    assert.match(text, /getenv\('MAILPARTNER_SUBACCOUNT_TOKEN'\)/);
    assert.match(text, /^\$credit = '1\.00';$/m);
    assert.match(text, /^\/\/ Adds credit to the Mail Partner sub-account with the ID \d+,/m);
    assert.match(
      said.told(),
      /^\$\(check\) Copied request as PHP: set MAILPARTNER_API_KEY and MAILPARTNER_SUBACCOUNT_TOKEN to run it$/,
    );
  });

  for (const language of languageNames) {
    const { name } = languages[language];
    it(`adding credit in ${name}: only what was surely not sent is not said to be added, perhaps`, async () => {
      picks = ['Add credit to the sub-account', name];
      const text = await run(at(0));
      const perhaps =
        'The credit may have been added all the same: check the balance before you run this again.';
      // No complete answer, and none that proves anything.
      assert.equal(text.split(perhaps).length - 1, 2);
      assert.match(text, /Mail Partner gave no complete answer\. The credit may/);
      assert.match(
        text,
        /Mail Partner(?:’|''|'\\'')s answer was not understood \(HTTP .*\)\. The credit may/,
      );
      assert.doesNotMatch(text, /Nothing was sent\. The credit/);
      assert.match(text, /There is no connection to Mail Partner\. Nothing was sent\./);
    });
  }

  it('offers the language that was chosen last first, and never what moves money', async () => {
    picks = ['Add credit to the sub-account', 'Visual Basic'];
    await run(at(0));
    said.choices.length = 0;
    picks = ['Add credit to the sub-account', 'Visual Basic'];
    await run(at(0));
    assert.deepEqual(
      said.choices.map(({ offered }) => offered[0]),
      ['List page 1 of the sub-accounts', 'Visual Basic'],
    );
    assert.equal(said.choices[1]?.offered.length, 6);
  });

  it('as cURL is a short command, which is not offered for what moves money', async () => {
    picks = ['List page 2 of the sub-accounts', 'cURL'];
    const text = await run(at(20));
    assert.match(text, /^: "\$\{MAILPARTNER_API_KEY:\?\}" && /);
    assert.match(text, / -d page=2 /);
    // As it was remembered when there was one cURL alone.
    assert.deepEqual([...state.values.values()], ['curl']);
    said.choices.length = 0;
    picks = ['List page 2 of the sub-accounts', undefined];
    await run(at(20));
    assert.deepEqual(said.choices[1]?.offered.slice(0, 2), ['cURL', 'Shell script (cURL)']);
    said.choices.length = 0;
    picks = ['Add credit to the sub-account', undefined];
    await run(at(0));
    assert.deepEqual(said.choices[1]?.offered, [
      'Shell script (cURL)',
      'PowerShell',
      'PHP',
      'Python',
      'Visual Basic',
      'TypeScript',
    ]);
  });

  it('of several rows, asks which one credit is for', async () => {
    picks = ['Add credit to the sub-account', 'user3@example.org', 'Shell script (cURL)'];
    assert.match(await run(at(2), [at(2), at(0)]), /subaccount\/credit\/add/);
    assert.deepEqual(said.choices[1], {
      question: 'A request is for one sub-account. Which of the selected?',
      offered: ['user1@example.org', 'user3@example.org'],
    });
  });

  it('of several rows on one page, asks nothing more to list it; on two pages it does', async () => {
    picks = ['List page 1 of the sub-accounts', 'PHP'];
    assert.match(await run(at(2), [at(2), at(0)]), /'page' => 1,/);
    said.choices.length = 0;
    picks = ['List a page of the sub-accounts', 'user22@example.org', 'PHP'];
    assert.match(await run(at(2), [at(2), at(21)]), /'page' => 2,/);
    assert.equal(said.choices.length, 3);
  });

  it('from the palette, of the one that is picked', async () => {
    fromPalette = opened.service.lists.ofAccount('a').get(25);
    picks = ['List page 2 of the sub-accounts', 'TypeScript'];
    assert.match(await run(), /page: '2'/);
  });

  for (const given of [[undefined], ['Add credit to the sub-account', undefined]]) {
    it(`copies and keeps nothing when the person gives up at question ${given.length}`, async () => {
      picks = [...given];
      assert.equal(await run(at(0)), untouched);
      assert.equal(said.choices.length, given.length);
      assert.equal(said.all(), '');
      assert.equal(state.values.size, 0);
    });
  }

  for (const [what, lay] of [
    ['is not there', () => undefined],
    ['is empty', (file: string) => writeFileSync(file, '')],
    [
      'is cut off at the end of a line',
      (file: string, whole: Uint8Array) => writeFileSync(file, whole.slice(0, whole.lastIndexOf(10, -2) + 1)),
    ],
    [
      'is no text',
      (file: string, whole: Uint8Array) => writeFileSync(file, Buffer.concat([Buffer.of(0xc3, 10), whole])),
    ],
    [
      'is not ours',
      (file: string, whole: Uint8Array) =>
        writeFileSync(file, Buffer.concat([Buffer.from('print("{{noSuchWord}}")\n'), whole])),
    ],
  ] as const) {
    it(`where the installed program ${what}: says what to do, and copies and keeps nothing`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mailpartner-templates-'));
      try {
        const { file } = languages.python;
        lay(join(folder, file), readFileSync(Uri.joinPath(programs, file).fsPath));
        programs = Uri.file(folder);
        picks = ['Add credit to the sub-account', 'Python'];
        assert.equal(await run(at(0)), untouched);
        assert.deepEqual(said.errors, [
          'A file of this extension can’t be read. Nothing was copied. Install the extension again.',
        ]);
        assert.equal(said.all(), said.errors[0]);
        assert.equal(unexpected.length, 1);
        assert.equal(state.values.size, 0);
        // The short command needs no file.
        picks = ['List page 1 of the sub-accounts', 'cURL'];
        assert.match(await run(at(0)), /MAILPARTNER_API_KEY/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it('says when there is no token to add credit with', async () => {
    picks = ['Add credit to the sub-account'];
    assert.equal(await run(at(19)), untouched);
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no token for user20@example.org. Refresh, or ask Mail Partner.',
    ]);
  });
});
