// Inserting: the right values at the right cursors of a real editor, one undo, and words for each way it can't be.
import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, EndOfLine, env, Selection, type TextEditor, Uri, window, workspace } from 'vscode';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import type { WouldCommit } from '../../src/common/git/judgeCommit';
import type { Row } from '../../src/common/rows';
import type { OwnedSubAccount } from '../../src/common/targets';
import { type Insertable, insert } from '../../src/features/insert/insert';
import { canary, subAccount } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

// In the tree in this order: numbers tell nothing about it.
const [three, one, two] = [
  subAccount(3),
  subAccount(1),
  subAccount(2, { token: undefined, apiKey: '' }),
] as const;

describe('insert', () => {
  let folder: string;
  let files = 0;
  let opened: OpenTree;
  let said: FakeWindow;
  let titles: string[];
  let pick: () => Promise<SubAccount | undefined>;
  let commit: () => Promise<WouldCommit>;
  /** What a key binding names. */
  let named: () => Promise<OwnedSubAccount | undefined>;
  const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 0 });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailpartner-insert-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  beforeEach(async () => {
    [said, titles] = [new FakeWindow(), []];
    [pick, commit] = [async () => undefined, async () => 'no'];
    opened = openTree('a');
    await opened.service.load('a', [three, one, two], 40);
  });

  afterEach(async () => {
    said.restore();
    opened.dispose();
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The row at this place of the tree. */
  const at = (i: number): Row => {
    const row = opened.tree.getChildren().at(i);
    assert.ok(row);
    return row;
  };
  const run = async (what: Insertable, ...args: unknown[]): Promise<void> => {
    await insert(what, args, {
      tree: opened.tree,
      askSubAccount: async (title) => {
        titles.push(title);
        return opened.owned(await pick());
      },
      findNamed: () => named(),
      clipboard,
      wouldBeCommitted: () => commit(),
      userFolder: Uri.file(join(folder, 'User')),
    });
    assert.doesNotMatch(said.all(), new RegExp(canary), 'a message shows a secret');
  };
  /** Opens a document with these selections: each is a line, from, to (equal for a cursor). */
  const edit = async (text: string, ...selections: [line: number, from: number, to: number][]) => {
    const file = join(folder, `${++files}.txt`);
    writeFileSync(file, text);
    const editor = await window.showTextDocument(await workspace.openTextDocument(file));
    editor.selections = selections.map(([line, from, to]) => new Selection(line, from, line, to));
    return editor;
  };
  const cursors = (editor: TextEditor) =>
    editor.selections.map(({ anchor, active }) => {
      assert.ok(anchor.isEqual(active), 'something is selected');
      return [active.line, active.character];
    });

  it('one value at the cursor, says whose, and leaves the cursor behind it', async () => {
    const editor = await edit('a = \nb', [0, 4, 4]);
    await run('token', at(0));
    assert.equal(editor.document.getText(), `a = ${three.token}\nb`);
    assert.deepEqual(said.status, ['$(check) Inserted token of user3@example.org']);
    assert.deepEqual(cursors(editor), [[0, 4 + (three.token?.length ?? 0)]]);
  });

  it('nothing of what a key binding names once the person has gone elsewhere, and says so', async () => {
    const editor = await edit('a = ', [0, 4, 4]);
    let other: TextEditor | undefined;
    const left = async () => {
      other = await edit('b = ', [0, 4, 4]);
      return opened.owned(three);
    };
    named = left;
    await run('token', { subAccount: '3' });
    assert.deepEqual([editor.document.getText(), other?.document.getText()], ['a = ', 'b = ']);
    assert.match(said.questions[0]?.text ?? '', /Nothing was inserted. You have left “.*1?.txt” meanwhile/);
    assert.deepEqual(said.questions[0]?.buttons, ['Copy Token']);
    named = async () => opened.owned(three);
    await run('token', { subAccount: '3' });
    assert.equal(other?.document.getText(), `b = ${three.token}`);
  });

  it('several cursors and selections at once, which one undo takes back', async () => {
    const before = 'a = old\nb = \nc = old';
    const editor = await edit(before, [2, 4, 7], [0, 4, 7], [1, 4, 4]);
    await run('apiKey', at(0));
    const { apiKey } = three;
    assert.equal(editor.document.getText(), `a = ${apiKey}\nb = ${apiKey}\nc = ${apiKey}`);
    const end = 4 + (apiKey?.length ?? 0);
    assert.deepEqual(cursors(editor), [
      [2, end],
      [0, end],
      [1, end],
    ]);
    const undone = new Promise((resolve) => {
      const listening = workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== editor.document) return;
        listening.dispose();
        resolve(undefined);
      });
    });
    await commands.executeCommand('undo');
    await undone;
    assert.equal(editor.document.getText(), before);
    assert.deepEqual(said.status, ['$(check) Inserted API key of user3@example.org']);
  });

  it('two selections in one line, and one over several lines', async () => {
    const editor = await edit('(x) (y)\n1\n2', [0, 1, 2], [0, 5, 6]);
    editor.selections = [...editor.selections, new Selection(1, 0, 2, 1)];
    await run('token', at(0));
    assert.equal(editor.document.getText(), `(${three.token}) (${three.token})\n${three.token}`);
    assert.equal(cursors(editor).length, 3);
  });

  it('as many rows as cursors: one each, in the order of the tree down the document', async () => {
    const editor = await edit('a = \nb = ', [1, 4, 4], [0, 4, 4]);
    await run('token', at(1), [at(1), at(0)]);
    assert.equal(editor.document.getText(), `a = ${three.token}\nb = ${one.token}`);
    assert.deepEqual(said.status, ['$(check) Inserted 2 tokens']);
  });

  it('other numbers: a value a line at each cursor, with the document’s line ends', async () => {
    const editor = await edit('x', [0, 1, 1]);
    await editor.edit((builder) => builder.setEndOfLine(EndOfLine.CRLF));
    await run('token', at(1), [at(0), at(1)]);
    assert.equal(editor.document.getText(), `x${three.token}\r\n${one.token}`);
    assert.deepEqual(cursors(editor), [[1, one.token?.length]]);
  });

  it('where a value is lacking, says whose; its cursor keeps what was selected', async () => {
    const editor = await edit('a\nb\nc', [0, 0, 1], [1, 0, 1], [2, 0, 1]);
    await run('apiKey', at(0), [at(0), at(1), at(2)]);
    assert.equal(editor.document.getText(), `${three.apiKey}\n${one.apiKey}\nc`);
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no API key for user2@example.org. Refresh, or ask Mail Partner.',
    ]);
    assert.deepEqual(editor.selections.at(-1), new Selection(2, 0, 2, 1));
  });

  it('nothing where all values are lacking, and nothing from the pager row', async () => {
    const editor = await edit('a', [0, 0, 1]);
    await run('token', at(2));
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no token for user2@example.org. Refresh, or ask Mail Partner.',
    ]);
    await run('token', at(-1));
    assert.deepEqual(said.status, ['Select a sub-account first.']);
    assert.equal(editor.document.getText(), 'a');
  });

  it('from the palette what the person picks, and nothing when they give up', async () => {
    const editor = await edit('', [0, 0, 0]);
    await run('apiKey');
    assert.equal(editor.document.getText(), '');
    pick = async () => one;
    await run('token');
    assert.equal(editor.document.getText(), one.token);
    assert.deepEqual(titles, ['Insert API Key', 'Insert Token']);
  });

  it('text that VS Code could read as a snippet goes in as it is', async () => {
    await opened.service.refresh('a', [subAccount(9, { token: `\${1:${canary}}$0\\` })], 1);
    const editor = await edit('', [0, 0, 0]);
    await run('token', at(0));
    assert.equal(editor.document.getText(), `\${1:${canary}}$0\\`);
  });

  it('without an editor asks nothing, and offers to copy', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await run('token', at(0));
    assert.deepEqual(said.questions, [
      {
        kind: 'error',
        text: 'Nothing was inserted. No editor is open: open a file, put the cursor in it, then insert again.',
        buttons: ['Copy Token'],
      },
    ]);
    said.press = () => 'Copy API Key';
    await run('apiKey', at(0));
    assert.deepEqual(said.status, ['$(check) Copied API key of user3@example.org']);
  });

  it('in a read-only editor says so, and offers to copy', async () => {
    const provider = workspace.registerTextDocumentContentProvider('mailpartner-test', {
      provideTextDocumentContent: () => 'what is there',
    });
    try {
      const uri = Uri.parse('mailpartner-test:/read%20only.txt');
      await window.showTextDocument(await workspace.openTextDocument(uri));
      said.press = () => 'Copy Token';
      await run('token', at(0));
      assert.equal(window.activeTextEditor?.document.getText(), 'what is there');
    } finally {
      provider.dispose();
    }
    assert.match(
      said.questions[0]?.text ?? '',
      /^Nothing was inserted\. “.*read only\.txt” is read-only here: /,
    );
    assert.deepEqual(said.status, ['$(check) Copied token of user3@example.org']);
  });

  for (const [why, meanwhile] of [
    ['was closed', () => commands.executeCommand('workbench.action.closeAllEditors')],
    [
      'changed at the same moment',
      async () => void window.activeTextEditor?.edit((builder) => builder.setEndOfLine(EndOfLine.CRLF)),
    ],
  ] as const) {
    it(`says so when the editor ${why}`, async () => {
      const editor = await edit('', [0, 0, 0]);
      commit = async () => {
        await meanwhile();
        return 'no';
      };
      await run('apiKey', at(0));
      assert.equal(editor.document.getText().includes(canary), false);
      assert.match(
        said.questions[0]?.text ?? '',
        /^Nothing was inserted\. “.*” was closed, or it changed at the same moment: /,
      );
      assert.deepEqual(said.questions[0]?.buttons, ['Copy API Key']);
      assert.deepEqual(said.status, []);
    });
  }

  describe('into what git would commit', () => {
    const answers = ['Save to .env…', 'Copy as .env Lines', 'Insert'];
    beforeEach(() => {
      commit = async () => 'yes';
    });

    it('asks about an API key, and inserts nothing when the person gives up', async () => {
      const editor = await edit('', [0, 0, 0]);
      await run('apiKey', at(0), [at(0), at(1)]);
      await run('apiKey', at(0));
      assert.equal(editor.document.getText(), '');
      const name = editor.document.uri.path;
      assert.deepEqual(
        said.questions.map(({ text, buttons }) => [text, buttons]),
        [
          [`Insert 2 API keys into “${name}”?`, answers],
          [`Insert the API key of user3@example.org into “${name}”?`, answers],
        ],
      );
      assert.match(
        said.questions[0]?.detail ?? '',
        /^As far as VS Code can tell, git would commit this file/,
      );
    });

    it('inserts when the person wants it all the same', async () => {
      const editor = await edit('', [0, 0, 0]);
      said.press = () => 'Insert';
      await run('apiKey', at(0));
      assert.equal(editor.document.getText(), three.apiKey);
    });

    it('asks nothing about a token', async () => {
      const editor = await edit('', [0, 0, 0]);
      await run('token', at(0));
      assert.equal(editor.document.getText(), three.token);
      assert.deepEqual(said.questions, []);
    });

    for (const [answer, command] of [
      ['Save to .env…', 'mailPartner.writeEnv'],
      ['Copy as .env Lines', 'mailPartner.copyEnv'],
    ] as const) {
      it(`${answer}: hands the rows over, also of what was picked, and inserts nothing`, async () => {
        const editor = await edit('', [0, 0, 0]);
        said.press = () => answer;
        pick = async () => one;
        await run('apiKey');
        await run('apiKey', at(1), [at(1), at(0)]);
        assert.deepEqual(said.executed, [
          [command, at(1), [at(1)]],
          [command, at(0), [at(0), at(1)]],
        ]);
        assert.equal(editor.document.getText(), '');
      });
    }
  });

  it('asks about a .env file too where git would commit it, and about none that it would not', async () => {
    const asked: string[] = [];
    for (const would of ['yes', 'maybe', 'no'] as const) {
      for (const name of ['.env', '.env.local', '.env.local.php', '.env.vault']) {
        const file = join(folder, name);
        writeFileSync(file, '');
        const editor = await window.showTextDocument(await workspace.openTextDocument(file));
        commit = async () => {
          asked.push(`${name}: ${would}`);
          return would;
        };
        said.questions.length = 0;
        await run('apiKey', at(0));
        assert.equal(said.questions.length, would === 'no' ? 0 : 1);
        assert.equal(editor.document.getText(), would === 'no' ? three.apiKey : '');
        await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    }
    assert.equal(asked.length, 12, 'git is asked about every file');
  });
});
